"""Private servers on loopback: for `make cluster`, for the tests and for the benchmarks."""

from deploy.servers.broker_users import User
from deploy.servers.errors import ProgramMissing, ServerError
from deploy.servers.ports import free_port, free_ports
from deploy.servers.postgresql import PostgreSQL
from deploy.servers.rabbitmq import RabbitMQ, Tls

__all__ = [
    "PostgreSQL",
    "ProgramMissing",
    "RabbitMQ",
    "ServerError",
    "Tls",
    "User",
    "free_port",
    "free_ports",
]
