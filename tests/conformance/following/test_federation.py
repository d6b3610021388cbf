"""Two cities: what one publishes wakes who listens at the other's broker, and its feed tells.

Here one service and two brokers; two whole cities, and a link that breaks, in
tests/integration/cluster/two_cities.py.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import amqp
import pytest
from sqlalchemy.engine import make_url

from deploy.federation import definitions, exchange, upstream_user
from deploy.servers import RabbitMQ, free_port
from deploy.servers.provision import joining_user
from tests.conformance.following.departments import Department
from tests.conformance.following.services import Serving, World
from tests.deployment.programs import ROOT
from tests.eventually import eventually
from tests.plain_amqp import channel

CITY = "rizhao"


@pytest.fixture
def other_city(servers_folder: Path) -> Iterator[RabbitMQ]:
    """Another city's broker, which federates."""
    node = RabbitMQ(servers_folder / "other-city", free_port(), plugins=["rabbitmq_federation"])
    node.start()
    try:
        yield node
    finally:
        node.stop()


def test_another_citys_events_wake_its_followers_and_its_feed_tells_them(
    cluster: World, rabbitmq: RabbitMQ, other_city: RabbitMQ, tmp_path: Path
) -> None:
    source = cluster.source()
    joined = join(cluster, rabbitmq, other_city, source)
    visitor = Department(cluster, source, tmp_path, listener(other_city), CITY)
    head = source.say("before", times=2)
    try:
        visitor.come()
        everything = list(range(1, head + 1))
        eventually(lambda: visitor.taken() == everything, "the visitor to catch up")
        eventually(lambda: linked(rabbitmq, joined), "the brokers to be linked")
        everything.append(source.say("news"))
        eventually(lambda: visitor.taken() == everything, "the link to wake the visitor")
    finally:
        visitor.leave()


def test_a_city_that_joined_listens_and_may_nothing_else(
    cluster: World, rabbitmq: RabbitMQ
) -> None:
    source = cluster.source()
    user = upstream_user("jinan", "jinan")
    vhost = make_url(cluster.broker).database or "/"
    rabbitmq.add_users([user], vhost)
    url, others = rabbitmq.url(user.name, user.password, vhost), f"{source.name}.events"
    said = amqp.Message("{}")
    with channel(url) as ch, pytest.raises(amqp.AccessRefused):
        ch.basic_publish_confirm(said, others, "Said")
    for act in ("queue_declare", "exchange_delete"):
        with channel(url) as ch, pytest.raises(amqp.AccessRefused):
            getattr(ch, act)(others)


def test_definitions_name_every_service_once_and_bound_their_hops() -> None:
    said = definitions("jinan", "amqps://x//", ["projects", "land"])
    assert [one["name"] for one in said["exchanges"]] == [
        "jinan.projects.events",
        "jinan.land.events",
    ]
    assert all(one["value"]["max-hops"] == 1 for one in said["parameters"])
    assert {one["value"]["uri"] for one in said["parameters"]} == {"amqps://x/%2f"}
    assert exchange("jinan", "land") == said["exchanges"][1]["name"]


def test_the_commands_of_the_docs_make_what_is_imported(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "federation.md").read_text(encoding="utf-8")
    ours = re.findall(r"^(?:python|export) .*$", told, re.MULTILINE)
    assert len(ours) == 3
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
    script = "\n".join([*ours, 'test -f "$ZHENXING_POLICY/clauses/projects.toml"'])
    subprocess.run(["bash", "-euc", script], cwd=tmp_path, env=env, check=True, timeout=60)
    said = json.loads((tmp_path / "federation.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in said["exchanges"]] == ["rizhao.projects.events"]


def join(world: World, upstream: RabbitMQ, downstream: RabbitMQ, source: Serving) -> str:
    """Let the other city listen to a source here; the virtual host in which its links' queues are."""
    vhost = make_url(world.broker).database or "/"
    user = upstream_user("other", "other")
    upstream.add_users([user], vhost)
    uri = upstream.url(user.name, user.password, vhost)
    downstream.import_definitions(json.dumps(definitions(CITY, uri, [source.name])))
    return vhost


def listener(broker: RabbitMQ) -> str:
    user = joining_user("department")
    broker.add_users([user])
    return broker.url(user.name, user.password)


def linked(upstream: RabbitMQ, vhost: str) -> bool:
    return any(name.startswith("federation: ") for name in upstream.queues(vhost))
