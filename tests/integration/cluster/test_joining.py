"""A department joins with what it has: plain nameko, or any AMQP client."""

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import amqp
import requests
from cloudevents.core.bindings.amqp import AMQPMessage, from_binary_event
from jsonschema import Draft202012Validator

from deploy.servers import User
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.client import Client
from tests.integration.effects import Logs
from tests.integration.load import admission
from tests.integration.processes import Cluster, Process
from tests.interoperation import nodejs
from tests.interoperation.joining import NAMEKO, NODEJS, Example
from tests.plain_amqp import channel

PROGRAM = Path(__file__).with_name("plain_department.py")
QUEUE = "evt-projects-ProjectAdmitted--listener.on_admission"
"""As nameko names it."""
AUDITOR = User("auditor", "secret", r"^evt-", r"^evt-", r"^evt-|\.events$")
SPEAKER = User("speaker", "secret", r"^speaker\.events$", r"^speaker\.events$")
EXTENSIONS = ("correlationid", "causationid", "hash", "prevhash", "streamversion", "actor")


def test_a_plain_nameko_service_receives_our_events(
    cluster: Cluster, logs: Logs, tmp_path: Path
) -> None:
    with department(cluster, "Listener", cluster.department_broker, tmp_path) as received:
        eventually(lambda: consumers(cluster, QUEUE) == 1, "the department to listen")
        admit(cluster.client, "join-nameko")
        (event,) = eventually(received, "the event")
    recorded = [e for e in logs.of("projects") if e["type"] == "ProjectAdmitted"][-1]
    assert event == recorded["data"]
    assert event["project"] == "join-nameko"


def test_a_plain_nameko_service_may_speak_where_nobody_listens(
    cluster: Cluster, tmp_path: Path
) -> None:
    with department(cluster, "Speaker", _add(cluster, SPEAKER), tmp_path) as received:
        eventually(lambda: len(received()) >= 3, "the speaker to speak")
    for name in cluster.services:
        assert cluster.client.get(name, "/status").body["broker"]["unreadable"] == 0


def test_the_plain_nameko_service_of_the_docs_runs_as_it_stands(
    cluster: Cluster, tmp_path: Path
) -> None:
    queue = "evt-projects-AdmissionApplied--notices.applied"
    with documented(cluster, NAMEKO, tmp_path, queue) as said:
        eventually(lambda: consumers(cluster, queue) == 1, "the department to listen")
        admit(cluster.client, "join-docs")
        eventually(lambda: "join-docs 演示-join-docs taoluo" in said(), "the notice")


def test_the_follower_without_python_of_the_docs_takes_every_event_once(
    cluster: Cluster, logs: Logs, tmp_path: Path
) -> None:
    queue = "evt-projects--follower"
    with documented(cluster, NODEJS, tmp_path, queue) as said:
        eventually(lambda: consumers(cluster, queue) == 1, "the follower to listen")
        admit(cluster.client, "join-node")
        recorded = [taken(event) for event in logs.of("projects")]
        eventually(lambda: len(said()) >= len(recorded), "the follower to catch up")
        assert said()[: len(recorded)] == recorded


def test_the_sdk_of_cloudevents_reads_what_is_in_a_queue(cluster: Cluster, logs: Logs) -> None:
    messages = messages_until_admitted(cluster, "join-sdk")
    recorded = {event["id"]: event for event in logs.of("projects")}
    for message in messages:
        properties = {"content-type": message.properties["content_type"]}
        body = message.body if isinstance(message.body, bytes) else message.body.encode()
        read = from_binary_event(AMQPMessage(properties, message.headers, body))
        event = recorded[read.get_id()]
        assert (read.get_specversion(), read.get_source()) == ("1.0", "/projects")
        assert (read.get_type(), read.get_subject()) == (event["type"], event["stream"])
        assert read.get_time() == datetime.fromisoformat(event["meta"]["effective"])
        assert read.get_datacontenttype() == "application/json"
        assert read.get_extension("sequence") == f"{event['position']:020d}"
        assert read.get_extension("hash") == event["hash"]
        assert read.get_data() == event["data"]


def test_any_amqp_client_sees_cloudevents(cluster: Cluster, logs: Logs) -> None:
    messages = messages_until_admitted(cluster, "join-amqp")
    recorded = {event["id"]: event for event in logs.of("projects")}
    previous = ""
    for message in messages:
        headers = message.headers
        event = recorded[headers["cloudEvents_id"]]
        assert message.delivery_info["routing_key"] == event["type"]
        assert message.properties["content_type"] == "application/json"
        assert message.properties["delivery_mode"] == 2
        assert json.loads(message.body) == event["data"]
        assert headers["cloudEvents_specversion"] == "1.0"
        assert headers["cloudEvents_source"] == "/projects"
        assert headers["cloudEvents_type"] == event["type"]
        assert headers["cloudEvents_subject"] == event["stream"]
        assert headers["cloudEvents_sequence"] == f"{event['position']:020d}"
        schema = requests.get(headers["cloudEvents_dataschema"], timeout=PATIENCE_SECONDS).json()
        Draft202012Validator(schema).validate(event["data"])
        assert headers["cloudEvents_clause"] == event["meta"]["clause"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", headers["cloudEvents_time"])
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", headers["traceparent"])
        assert all(headers[f"cloudEvents_{name}"] for name in EXTENSIONS)
        assert previous in ("", headers["cloudEvents_prevhash"])
        previous = headers["cloudEvents_hash"]
        assert previous == event["hash"]


def messages_until_admitted(cluster: Cluster, project: str) -> list[amqp.Message]:
    """What a queue bound to everything of the projects gets while one is admitted."""
    messages: list[amqp.Message] = []
    with channel(_add(cluster, AUDITOR)) as ch:
        ch.queue_declare("evt-auditor", exclusive=True)
        ch.queue_bind("evt-auditor", "projects.events", "#")
        ch.basic_consume("evt-auditor", no_ack=True, callback=messages.append)
        admit(cluster.client, project)
        while not any(_type(message) == "ProjectAdmitted" for message in messages):
            ch.connection.drain_events(timeout=PATIENCE_SECONDS)
    return messages


def taken(event: dict[str, Any]) -> str:
    """The line that the follower of the docs prints of an event."""
    data = json.dumps(event["data"], ensure_ascii=False, separators=(",", ":"))
    return f"{event['position']} {event['type']} {event['stream']} {data}"


def admit(client: Client, project: str) -> None:
    for order in admission(project):
        assert client.give(order).status == 200


def consumers(cluster: Cluster, queue: str) -> int:
    """How many consume a queue; 0 also where there is none."""
    with channel(cluster.rabbitmq.admin_url) as ch, suppress(amqp.NotFound):
        return int(ch.queue_declare(queue, passive=True).consumer_count)
    return 0


@contextmanager
def department(cluster: Cluster, name: str, url: str, folder: Path) -> Iterator[Any]:
    """A department's process; yields what reads the lines that it has written."""
    file = folder / "received"
    env = {"AMQP_URI": url, "RECEIVED": str(file)}
    process = Process([sys.executable, str(PROGRAM), name], env, folder / "department.log")

    def received() -> list[Any]:
        if not process.running:
            raise RuntimeError(process.output.read_text())
        return [json.loads(s) for s in file.read_text().splitlines()] if file.exists() else []

    process.start()
    try:
        yield received
    finally:
        process.kill()
        with channel(cluster.rabbitmq.admin_url) as administrator:
            administrator.queue_delete(QUEUE)


@contextmanager
def documented(
    cluster: Cluster, example: Example, folder: Path, queue: str
) -> Iterator[Callable[[], list[str]]]:
    """A program of the docs, beside this cluster; yields what reads the lines that it printed."""
    (folder / "var").mkdir()
    (folder / "var" / "cluster.toml").symlink_to(cluster.configuration)
    example.write(folder)
    script = example.script.replace(
        "http://127.0.0.1:8001", cluster.settings.service("projects").origin
    )
    *before, last = (
        script.splitlines()
    )  # the last is to run in the shell's place, to be ended with it
    script = "\n".join([*before, f"exec {last}"])
    node = nodejs.environment()
    path = os.pathsep.join([str(Path(sys.executable).parent), node["PATH"]])
    command = ["bash", "-euc", f"cd {shlex.quote(str(folder))}\n{script}"]
    process = Process(command, {**cluster.env, **node, "PATH": path}, folder / "printed")

    def said() -> list[str]:
        if not process.running:
            raise RuntimeError(process.output.read_text())
        return process.output.read_text().splitlines()

    process.start()
    try:
        yield said
    finally:
        process.kill()
        with channel(cluster.rabbitmq.admin_url) as administrator:
            administrator.queue_delete(queue)


def _add(cluster: Cluster, user: User) -> str:
    rights = (user.configure, user.write, user.read)
    cluster.rabbitmq.add_user(user.name, user.password, *rights)
    return cluster.rabbitmq.url(user.name, user.password)


def _type(message: amqp.Message) -> str:
    return str(message.headers["cloudEvents_type"])
