"""The private servers themselves: they start, stop, die and come back, and keep people apart."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import amqp
import psycopg2
import pytest
from sqlalchemy.engine import make_url

from deploy.servers import PostgreSQL, RabbitMQ, ServerError, User, free_port, free_ports, programs
from deploy.servers.ports import accepts
from deploy.servers.provision import provision
from tests.deployment.dashboards import expressions
from tests.deployment.programs import DEPLOY
from tests.deployment.watching import watching
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.plain_amqp import channel


@contextmanager
def sql(url: str) -> Iterator[Any]:
    """A cursor on a connection that commits each statement."""
    connection = psycopg2.connect(
        make_url(url).set(drivername="postgresql").render_as_string(False)
    )
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def test_postgresql_keeps_what_was_committed_when_it_is_killed(postgresql, database):
    with sql(database.owner_url) as cursor:
        cursor.execute("CREATE TABLE kept (n int)")
        cursor.execute("INSERT INTO kept VALUES (1)")
    postgresql.kill()
    assert not postgresql.running
    with pytest.raises(psycopg2.OperationalError), sql(database.owner_url):
        pass
    postgresql.start()
    with sql(database.owner_url) as cursor:
        cursor.execute("SELECT n FROM kept")
        assert cursor.fetchall() == [(1,)]


def test_postgresql_stops_while_clients_are_connected_and_starts_again(postgresql, database):
    with sql(database.service_url):
        postgresql.stop()
    assert not postgresql.running
    postgresql.start()
    with sql(database.service_url) as cursor:
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("on",)


def test_a_service_role_may_connect_and_nothing_more(database):
    with sql(database.owner_url) as cursor:
        cursor.execute("CREATE TABLE private (n int)")
    for forbidden in (
        "SELECT * FROM private",
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE t()",
    ):
        with (
            sql(database.service_url) as cursor,
            pytest.raises(psycopg2.errors.InsufficientPrivilege),
        ):
            cursor.execute(forbidden)


def test_a_role_of_one_service_cannot_enter_the_database_of_another(postgresql, database):
    postgresql.create_role("stranger", "stranger")
    with (
        pytest.raises(psycopg2.OperationalError, match="permission denied"),
        sql(postgresql.url("stranger", "stranger", database.name)),
    ):
        pass


def test_two_clusters_and_two_nodes_live_side_by_side(
    servers_folder, postgresql, rabbitmq, tmp_path
):
    ports = free_ports(3)
    second = PostgreSQL(servers_folder / "second-postgresql", ports[0])
    node = RabbitMQ(servers_folder / "second-rabbitmq", ports[1], metrics=ports[2])
    try:
        second.start()
        node.start()
        assert second.running and postgresql.running
        assert node.running and rabbitmq.running
        node.add_user("only-here", "secret", "", "", "")
        with pytest.raises(amqp.AccessRefused), channel(rabbitmq.url("only-here", "secret")):
            pass
        answered_about_servers(node, tmp_path)
    finally:
        node.stop()
        second.stop()
    assert not second.running and not node.running
    assert postgresql.running and rabbitmq.running


def answered_about_servers(node: RabbitMQ, folder: Path) -> None:
    """Asserts that what dashboards and alerts ask of RabbitMQ's own exporter and of a machine's has
    an answer; this machine's disk may be of any kind."""
    rules = (DEPLOY / "prometheus" / "rules" / "alerts.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:rabbitmq|node)_\w+", rules))
    asked = {e for e in expressions("land").values() if "rabbitmq_" in e or "node_" in e} | named
    assert len(asked) >= 7
    port = free_port()
    exporter = subprocess.Popen(
        ["prometheus-node-exporter", f"--web.listen-address=127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    servers = {"rabbitmq": f"127.0.0.1:{node.metrics}", "node": f"127.0.0.1:{port}"}
    try:
        with watching(folder, {}, servers=servers) as prometheus:
            for expression in asked:
                said = expression.replace("tmpfs|overlay", "")
                eventually(lambda e=said: prometheus.series(e), said)
    finally:
        exporter.terminate()
        exporter.wait(PATIENCE_SECONDS)


def test_a_taken_port_is_named(servers_folder, postgresql):
    other = PostgreSQL(servers_folder / "postgresql-on-a-taken-port", postgresql.port)
    with pytest.raises(ServerError, match=str(postgresql.port)):
        other.start()


def test_the_node_keeps_confirmed_messages_when_it_is_killed(rabbitmq, broker):
    url = broker.url("projects")
    with channel(url) as ch:
        ch.queue_declare("projects.kept", durable=True, auto_delete=False)
        ch.exchange_declare("projects.events", "topic", durable=True, auto_delete=False)
        ch.queue_bind("projects.kept", "projects.events", "#")
        ch.basic_publish(amqp.Message("kept", delivery_mode=2), "projects.events", "Something")
    rabbitmq.kill()
    assert not rabbitmq.running and not accepts(rabbitmq.port)
    rabbitmq.start()
    with channel(url) as ch:
        assert ch.basic_get("projects.kept").body == "kept"


def test_a_disk_alarm_blocks_publishers_until_it_is_cleared(rabbitmq, broker):
    with channel(broker.url("finance")) as ch:
        ch.exchange_declare("finance.events", "topic", durable=True, auto_delete=False)
    rabbitmq.raise_disk_alarm()
    try:
        with channel(broker.url("finance")) as ch, pytest.raises(TimeoutError):
            ch.basic_publish_confirm(
                amqp.Message("waits"), "finance.events", "x", timeout=0.5, confirm_timeout=0.5
            )
    finally:
        rabbitmq.clear_disk_alarm()
    with channel(broker.url("finance")) as ch:
        ch.basic_publish_confirm(amqp.Message("passes"), "finance.events", "x")


def test_a_service_writes_its_own_exchange_only_and_reads_everyones(broker):
    with channel(broker.url("projects")) as ch:
        ch.exchange_declare("projects.events", "topic", durable=True, auto_delete=False)
    land = broker.url("land")
    with channel(land) as ch:
        ch.queue_declare("land.projects", durable=True, auto_delete=False)
        ch.queue_bind("land.projects", "projects.events", "#")
    with channel(land) as ch, pytest.raises(amqp.AccessRefused):
        ch.basic_publish(amqp.Message("forged"), "projects.events", "ProjectAdmitted")
    for name in ("projects.land", "anything"):
        with channel(land) as ch, pytest.raises(amqp.AccessRefused):
            ch.queue_declare(name, durable=True, auto_delete=False)
    with channel(land) as ch, pytest.raises(amqp.AccessRefused):
        ch.exchange_delete("projects.events")
    with channel(broker.url("finance")) as ch, pytest.raises(amqp.AccessRefused):
        ch.basic_get("land.projects")


def test_the_node_does_what_it_is_told_with_and_without_erlangs_own_caller(rabbitmq, monkeypatch):
    rabbitmq.start()
    assert not rabbitmq._answers_ok("no") and not rabbitmq._answers_ok("not Erlang")
    started, control = [], rabbitmq._ctl
    monkeypatch.setattr(
        rabbitmq, "_ctl", lambda *words: started.append(words[0]) or control(*words)
    )
    quorum = {"x-queue-type": "quorum"}
    for name in ("with", "without"):
        rabbitmq.add_users([User(name, name, ".*", ".*", ".*")], name)
        assert rabbitmq.queues(name) == {}
        with channel(rabbitmq.url(name, name, name)) as ch:
            ch.queue_declare("jobs", durable=True, auto_delete=False, arguments=quorum)
            ch.basic_publish(amqp.Message("one"), "", "jobs")
        eventually(lambda name=name: rabbitmq.queues(name) == {"jobs": 1}, "one message")
        rabbitmq.delete_vhost(name)
        with pytest.raises(amqp.NotAllowed), channel(rabbitmq.url(name, name, name)):
            pass
        asked = ["import_definitions", "list_queues", "delete_vhost"]
        assert list(dict.fromkeys(started)) == ([] if name == "with" else asked)
        monkeypatch.setattr("shutil.which", lambda program: None)


def test_there_is_no_guest(rabbitmq):
    with pytest.raises(amqp.AccessRefused), channel(rabbitmq.url("guest", "guest")):
        pass


def test_a_node_without_programs_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    monkeypatch.setattr(programs, "ELSEWHERE", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerError, match="apt-get install rabbitmq-server"):
        programs.rabbitmq_programs()


def test_provisioning_twice_keeps_the_passwords(postgresql, rabbitmq, tmp_path, monkeypatch):
    monkeypatch.setenv("ZHENXING_PORT", "9000")
    file = provision(postgresql, rabbitmq, ["trial", "other-trial"], tmp_path)
    written = file.read_text()
    assert provision(postgresql, rabbitmq, ["trial", "other-trial"], tmp_path) == file
    assert file.read_text() == written
    assert file.stat().st_mode & 0o777 == 0o600

    settings = tomllib.loads(written)
    assert settings["shape"] == "cluster"
    assert settings["identity"] == {"folder": str(tmp_path / "identity")}
    trial = settings["services"]["trial"]
    assert trial["address"] == "127.0.0.1:9001"
    with sql(trial["owner_database"]) as cursor:
        cursor.execute("SELECT current_database(), current_user")
        assert cursor.fetchone() == ("zhenxing_trial", "trial_owner")
    with sql(trial["database"]) as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("trial_service",)
    with channel(trial["broker"]) as ch:
        ch.exchange_declare("trial.events", "topic", durable=True, auto_delete=False)


def test_files_with_secrets_are_read_by_nobody_else(rabbitmq, postgresql):
    for folder in (rabbitmq.folder, postgresql.folder):
        assert folder.stat().st_mode & 0o077 == 0
    secret: Path
    for secret in rabbitmq.folder.glob("*.password"):
        assert secret.stat().st_mode & 0o077 == 0
