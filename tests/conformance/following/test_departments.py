"""A department joins, leaves, and comes back when its queue has long dropped what it missed.

Here with few events; with 100,000, and queues as deployments bound them, in absence.py.
"""

from pathlib import Path

from sqlalchemy.engine import make_url

from deploy.servers import RabbitMQ
from tests.conformance.following.departments import Department, bound, broker_of_departments
from tests.conformance.following.services import World
from tests.eventually import eventually
from tests.plain_amqp import channel

AT_ONCE = 2_000
MINUTES = 300.0


def test_a_department_comes_back_to_a_queue_that_dropped_most_of_it(
    cluster: World, rabbitmq: RabbitMQ, tmp_path: Path
) -> None:
    come_back(cluster, rabbitmq, tmp_path, events=2_000, kept=500)


def come_back(world: World, rabbitmq: RabbitMQ, folder: Path, *, events: int, kept: int) -> None:
    """Join, leave, miss so many events of which the queue keeps the last few, and catch up."""
    vhost = make_url(world.broker).database or "/"
    bound(rabbitmq, vhost, kept)
    source = world.source()
    broker = broker_of_departments(rabbitmq, vhost)
    department = Department(world, source, folder, broker)
    head = source.say("before", times=3)
    try:
        department.come()
        eventually(lambda: department.taken() == list(range(1, head + 1)), "the department to join")
        department.leave()
        for _ in range(events // AT_ONCE):
            head = source.say("meanwhile", "x", times=AT_ONCE)
        published = source.service.cursors.get
        eventually(lambda: published("relay").position == head, "the broker to have all", MINUTES)
        assert rabbitmq.queues(vhost)[department.queue] == kept
        department.come()
        everything = list(range(1, head + 1))
        eventually(lambda: department.taken() == everything, "the department to catch up", MINUTES)
        eventually(lambda: rabbitmq.queues(vhost)[department.queue] == 0, "its queue to be empty")
        head = source.say("after")
        everything.append(head)
        eventually(lambda: department.taken() == everything, "the next event to come")
    finally:
        department.leave()
        with channel(world.broker) as everything_allowed:
            everything_allowed.queue_delete(department.queue)
