"""What belongs to one service is out of another's reach, on the database and on the broker."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import amqp
import psycopg2
import pytest
from sqlalchemy.engine import make_url

from tests.eventually import eventually
from tests.integration.processes import Cluster
from tests.plain_amqp import channel

NOT_ALLOWED = psycopg2.errors.InsufficientPrivilege


@pytest.mark.parametrize("role", ["database", "owner_database"])
def test_no_role_of_one_service_enters_anothers_database(cluster: Cluster, role: str) -> None:
    finance = make_url(getattr(cluster.settings.service("finance"), role))
    projects = make_url(cluster.settings.service("projects").database)
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        connect(finance.set(database=projects.database))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET data = '{}'",
        "DELETE FROM records",
        "TRUNCATE records",
        "DROP TABLE records",
        "ALTER TABLE records DISABLE TRIGGER ALL",
        "CREATE TABLE public.mine (n int)",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY records TO PROGRAM 'cat'",
    ],
)
def test_a_running_services_role_only_reads_its_log(cluster: Cluster, statement: str) -> None:
    with sql(cluster.settings.service("finance").database) as cursor:
        cursor.execute("SELECT count(*) FROM records")
        assert cursor.fetchone()[0] > 0
        with pytest.raises(NOT_ALLOWED):
            cursor.execute(statement)


def test_a_broker_user_neither_forges_nor_reads_nor_deletes_what_is_anothers(
    cluster: Cluster,
) -> None:
    url = cluster.settings.service("finance").broker
    theirs = eventually(lambda: queue_of_land(cluster), "land to listen")
    forged = amqp.Message("{}")
    for forbidden in (
        lambda ch: ch.basic_publish_confirm(forged, "projects.events", "ProjectAdmitted"),
        lambda ch: ch.basic_publish_confirm(forged, "", theirs),
        lambda ch: ch.basic_get(theirs),
        lambda ch: ch.basic_consume(theirs),
        lambda ch: ch.queue_purge(theirs),
        lambda ch: ch.queue_delete(theirs),
        lambda ch: ch.queue_bind(theirs, "finance.events", "#"),
        lambda ch: ch.exchange_delete("projects.events"),
        lambda ch: ch.exchange_declare("mine", "topic"),
    ):
        with channel(url) as ch, pytest.raises(amqp.AccessRefused):
            forbidden(ch)


def test_the_user_of_those_who_only_listen_makes_and_deletes_no_exchange(cluster: Cluster) -> None:
    """It deleted `land.events` and declared it anew as another type: land never published again."""
    written = tomllib.loads(cluster.configuration.read_text())
    theirs = eventually(lambda: queue_of_land(cluster), "land to listen")
    forged = amqp.Message("{}")
    for forbidden in (
        lambda ch: ch.exchange_delete("land.events"),
        lambda ch: ch.exchange_declare("land.events", "fanout", durable=True, auto_delete=False),
        lambda ch: ch.exchange_declare("mine.events", "topic"),
        lambda ch: ch.exchange_bind("land.events", "projects.events", "#"),
        lambda ch: ch.basic_publish_confirm(forged, "land.events", "ScreeningOpened"),
        lambda ch: ch.basic_publish_confirm(forged, "", theirs),
        lambda ch: ch.queue_declare(theirs, durable=True, auto_delete=False),
        lambda ch: ch.queue_delete(theirs),
        lambda ch: ch.queue_purge(theirs),
        lambda ch: ch.basic_get(theirs),
    ):
        with channel(written["department"]["broker"]) as ch, pytest.raises(amqp.AccessRefused):
            forbidden(ch)


def test_a_broker_user_of_one_service_cannot_log_in_as_another(cluster: Cluster) -> None:
    finance = make_url(cluster.settings.service("finance").broker)
    with (
        pytest.raises(amqp.AccessRefused),
        channel(finance.set(username="projects").render_as_string(hide_password=False)),
    ):
        pass


def queue_of_land(cluster: Cluster) -> str:
    """Its first queue; a service is ready before it listens."""
    return next((queue for queue in cluster.rabbitmq.queues() if queue.startswith("land.")), "")


def connect(url: Any) -> Any:
    return psycopg2.connect(url.set(drivername="postgresql").render_as_string(False))


@contextmanager
def sql(url: str) -> Iterator[Any]:
    connection = connect(make_url(url))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
