"""Two cities on one machine: each its own servers, services and policy pack, joined by federation.

`make gameday` runs it: it starts the servers of a second city.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.federation import definitions, upstream_user
from deploy.servers import PostgreSQL, RabbitMQ, free_port
from shared.face.identity import LocalIssuer
from shared.policy.pack import VARIABLE, copy
from tests.eventually import eventually
from tests.integration.cluster.test_joining import admit, messages_until_admitted, taken
from tests.integration.effects import Logs
from tests.integration.processes import Cluster, Process
from tests.interoperation import nodejs
from tests.interoperation.joining import NODEJS

CITY = "rizhao"
"""What the first city is called in the second."""


@pytest.fixture
def second_city(servers_folder: Path, tmp_path: Path) -> Iterator[Cluster]:
    """It copied the first one's policy, asks no construction permit of infrastructure, and says so
    in the version of its text; it calls itself by a name, as the first does not."""
    pack = tmp_path / "pack"
    copy(pack)
    for name, old, new in (
        ("policy.toml", "RZ-2023-draft", "JN-2026"),
        ("policy.toml", "version =", 'city = "jinan"\nversion ='),
        (
            "parameters/projects.toml",
            'infrastructure = ["project-approval", "planning-permit", "construction-permit"]',
            'infrastructure = ["project-approval", "planning-permit"]',
        ),
    ):
        said = (pack / name).read_text(encoding="utf-8")
        assert old in said
        (pack / name).write_text(said.replace(old, new), encoding="utf-8")
    postgresql = PostgreSQL(servers_folder / "second-postgresql", free_port())
    federates = ["rabbitmq_federation"]
    rabbitmq = RabbitMQ(servers_folder / "second-rabbitmq", free_port(), plugins=federates)
    postgresql.start()
    rabbitmq.start()
    folder = servers_folder / "second-cluster"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, str(pack))
        city = Cluster(postgresql, rabbitmq, folder, ["projects"])
    try:
        city.start()
        yield city
    finally:
        city.close()
        rabbitmq.stop()
        postgresql.stop()


def test_a_city_follows_another_over_federation_each_under_its_own_policy(
    cluster: Cluster, logs: Logs, second_city: Cluster, tmp_path: Path
) -> None:
    join(cluster, second_city)
    follower = visitor(cluster, second_city, tmp_path)
    follower.start()
    try:
        recorded = [taken(event) for event in logs.of("projects")]
        eventually(lambda: lines(follower)[: len(recorded)] == recorded, "the feed to be read")
        eventually(lambda: linked(cluster), "the brokers to be linked")
        admit(cluster.client, "city-first")
        told = messages_until_admitted(second_city, "city-second")
        assert {message.headers["cloudEvents_source"] for message in told} == {"/jinan/projects"}
        recorded = [taken(event) for event in logs.of("projects")]
        eventually(lambda: lines(follower)[: len(recorded)] == recorded, "the link to wake it")
        assert not any("city-second" in line for line in lines(follower))

        second_city.rabbitmq.kill()
        eventually(lambda: not follower.running, "the follower to miss its broker")
        admit(cluster.client, "city-meanwhile")  # works on, whatever becomes of the other city
        second_city.rabbitmq.start()
        follower.start()
        recorded = [taken(event) for event in logs.of("projects")]
        eventually(lambda: lines(follower)[: len(recorded)] == recorded, "what was missed")
    finally:
        follower.kill()

    ours, theirs = permits(logs, "city-first"), permits(Logs(second_city.client), "city-second")
    assert (len(ours[0]), len(theirs[0])) == (3, 2)
    assert (ours[1], theirs[1]) == ("RZ-2023-draft", "JN-2026")


def join(city: Cluster, other: Cluster) -> None:
    """Let the other city listen to the projects of the first."""
    user = upstream_user("jinan", "jinan")
    city.rabbitmq.add_users([user])
    uri = city.rabbitmq.url(user.name, user.password)
    other.rabbitmq.import_definitions(json.dumps(definitions(CITY, uri, ["projects"])))


def linked(city: Cluster) -> bool:
    return any(name.startswith("federation: ") for name in city.rabbitmq.queues())


def visitor(city: Cluster, other: Cluster, folder: Path) -> Process:
    """The follower of the docs, at the other city's broker, with a token of the first city's."""
    NODEJS.write(folder)
    assert city.settings.identity
    issuer = LocalIssuer(city.settings.identity)
    token = issuer.issue("finance", "service:jinan", ["service"], services=["projects"])
    (folder / "token").write_text(token)
    department = other.department_broker
    env = {
        **nodejs.environment(),
        "BROKER": department,
        "SERVICE": f"{CITY}.projects",
        "FEED": f"{city.settings.service('projects').origin}/events",
        "TOKEN_FILE": str(folder / "token"),
        "PLACE": str(folder / "place.json"),
    }
    return Process([str(nodejs.BIN / "node"), str(folder / NODEJS.file)], env, folder / "printed")


def lines(follower: Process) -> list[str]:
    """What it printed of events; what Node.js says of a lost connection stands between."""
    printed = follower.output.read_text(encoding="utf-8") if follower.output.exists() else ""
    return [line for line in printed.split("\n")[:-1] if re.match(r"\d+ [A-Z]", line)]


def permits(logs: Logs, project: str) -> tuple[list[str], str]:
    """What a project needs, and under which policy that was decided."""
    opened = next(
        event
        for event in logs.of("projects")
        if event["type"] == "GreenChannelOpened" and event["stream"].endswith(project)
    )
    return opened["data"]["permits"], opened["meta"]["policy"]
