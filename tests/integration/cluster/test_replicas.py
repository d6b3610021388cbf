"""Two processes of one service, on its one PostgreSQL: whichever is asked, it happens once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.servers import ports
from tests.eventually import eventually
from tests.integration.client import Answer, Client, Order
from tests.integration.effects import Logs
from tests.integration.load import FUND, GROUND
from tests.integration.processes import SERVE, Cluster, Process

CALLERS = 20
KEYS = 10


def test_twenty_callers_with_one_key_append_once_whichever_replica_they_ask(
    cluster: Cluster, logs: Logs, tmp_path: Path
) -> None:
    with replica(cluster, "finance", tmp_path) as other, ThreadPoolExecutor(CALLERS) as pool:
        for number in range(KEYS):
            data = {"fund": FUND, "project": GROUND, "amount_fen": 1 + number}
            order = Order("finance", "allocate-funds", "finance", data)
            clients = [cluster.client, other] * (CALLERS // 2)
            answers = list(pool.map(lambda c, o=order: c.give(o), clients))
            assert {a.status for a in answers} == {200}, answers
            assert len({str(a.body["events"]) for a in answers}) == 1
            assert sum(not replayed(a) for a in answers) == 1
            event = answers[0].body["events"][0]["id"]
            assert [e["id"] for e in logs.of("finance")].count(event) == 1
    eventually(logs.check_effects, "every cause to have its effect")


def replayed(answer: Answer) -> bool:
    return answer.headers.get("Idempotent-Replay") == "true"


@contextmanager
def replica(cluster: Cluster, service: str, folder: Path) -> Iterator[Client]:
    """Another process of a service, at an address of its own; a client that asks this one."""
    own = cluster.settings.service(service)
    address = f"127.0.0.1:{ports.free_port()}"
    configuration = folder / "replica.toml"
    text = cluster.configuration.read_text()
    configuration.write_text(text.replace(f'"{own.address}"', f'"{address}"'))
    env = {**cluster.env, "ZHENXING_CONFIG": str(configuration)}
    process = Process([*SERVE, service], env, folder / "replica.log")
    services = {**cluster.settings.services, service: replace(own, address=address)}
    client = Client(replace(cluster.settings, services=services))
    process.start()
    try:
        eventually(
            lambda: client.call("GET", service, "/health/ready").status == 200, "it to be ready"
        )
        yield client
    finally:
        process.kill()
