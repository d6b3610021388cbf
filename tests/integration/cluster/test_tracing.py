"""Where an endpoint is configured, a command's spans reach the collector: one tree, over services. And
where logs are to be JSON, their lines say to which chain they belong."""

import json
from typing import Any

from shared.runtime.settings import NAMEKO, THREADS
from tests.eventually import eventually
from tests.integration.client import PERSON, Order
from tests.integration.cluster.collector import Collector, Told, collecting
from tests.integration.load import FUND, GROUND
from tests.integration.processes import Cluster

AMOUNT = 987_654
STEPS = {
    ("finance", "POST /commands/<name>"): "",
    ("finance", "allocate-funds"): "POST /commands/<name>",
    ("finance", "append"): "allocate-funds",
    ("finance", "FundsAllocated"): "allocate-funds",
    ("finance", "visible"): "POST /commands/<name>",
    ("finance", "FundsAllocated published"): "FundsAllocated",
    ("projects", "FundsAllocated followed"): "FundsAllocated",
    ("projects", "FundsAllocationNoted"): "FundsAllocated followed",
    ("projects", "FundsAllocationNoted published"): "FundsAllocationNoted",
}
"""What must be told of an allocation, each step on another: one service runs on green threads, one
on plain ones."""


def test_the_spans_of_one_command_over_two_services_are_one_tree(cluster: Cluster) -> None:
    with collecting() as collector:
        try:
            for name, runtime in (("finance", NAMEKO), ("projects", THREADS)):
                begin(cluster, name, runtime, collector.endpoint)
            money = {"fund": FUND, "project": GROUND, "amount_fen": AMOUNT}
            given = cluster.client.give(Order("finance", "allocate-funds", "finance", money))
            [event] = given.body["events"]
            [line] = eventually(lambda: accepted(cluster, event), "it to be logged")
            chain = cluster.client.get("finance", f"/trace/{line['correlation']}").body
            number = event["id"].replace("-", "")[:16]
            tree = eventually(lambda: whole(collector, number), "all spans to be told")
        finally:
            for name in ("finance", "projects"):
                cluster.services[name].terminate()
    assert {span.trace for span in tree} == {tree[0].trace}
    assert_nothing_personal(tree)
    assert [told["id"] for told in chain["events"]] == [event["id"]]
    assert line["organisation"] == "finance"
    said = f"{line}"
    assert PERSON not in said and str(AMOUNT) not in said


def begin(cluster: Cluster, name: str, runtime: str, endpoint: str) -> None:
    service = cluster.services[name]
    service.terminate()
    service.start(
        ZHENXING_RUNTIME=runtime, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=endpoint, ZHENXING_LOG="json"
    )
    cluster.wait_ready(name)


def accepted(cluster: Cluster, event: dict[str, Any]) -> list[dict[str, Any]]:
    """What finance's log says, as JSON, of the command that an event came of."""
    lines = cluster.services["finance"].output.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines if '"zhenxing.accepted"' in line]
    return [one for one in told if (one["position"], one["stream"]) == where(event)]


def where(event: dict[str, Any]) -> tuple[int, str]:
    return event["position"], event["stream"]


def whole(collector: Collector, number: str) -> list[Told]:
    """The spans of the trace of an event's span, once they are those that there must be. Asserts
    that each hangs on the one that it must hang on."""
    [trace] = {span.trace for span in list(collector.spans) if span.number == number} or {""}
    told = collector.of(trace)
    by_number = {span.number: span.name for span in told}
    steps = {(span.service, span.name): by_number.get(span.parent, "") for span in told}
    assert steps == STEPS
    assert len(by_number) == len(told)
    return told


def assert_nothing_personal(tree: list[Told]) -> None:
    for span in tree:
        said = f"{span.name} {span.attributes}"
        assert PERSON not in said and str(AMOUNT) not in said and FUND not in said
