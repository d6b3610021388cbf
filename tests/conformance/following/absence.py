"""A department comes back after 100,000 events: `make gameday` runs it, it takes one minute to five."""

from pathlib import Path

from deploy.servers import RabbitMQ
from deploy.servers.broker_users import BOUNDED
from tests.conformance.following.services import World
from tests.conformance.following.test_departments import come_back

EVENTS = 100_000


def test_a_department_comes_back_after_100000_events(
    cluster: World, rabbitmq: RabbitMQ, tmp_path: Path
) -> None:
    come_back(cluster, rabbitmq, tmp_path, events=EVENTS, kept=BOUNDED["definition"]["max-length"])
