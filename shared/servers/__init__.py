"""Private servers on loopback: for `make cluster`, for the tests and for the benchmarks."""

from shared.servers.broker_users import User
from shared.servers.errors import ProgramMissing, ServerError
from shared.servers.ports import free_port, free_ports
from shared.servers.postgresql import PostgreSQL
from shared.servers.rabbitmq import RabbitMQ

__all__ = [
    "PostgreSQL",
    "ProgramMissing",
    "RabbitMQ",
    "ServerError",
    "User",
    "free_port",
    "free_ports",
]
