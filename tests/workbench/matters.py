"""Matters that tests begin with, given to the services as a program would."""

from itertools import count

from tests.integration.client import Order
from tests.workbench.world import World

_numbers = count(1)


def raise_issue(bench: World, title: str, town: str = "taoluo") -> str:
    """An issue of a town, not assigned yet; its stream."""
    data = {
        "issue": f"shown-{next(_numbers)}",
        "town": town,
        "kind": "problem",
        "title": title,
        "description": "演示-由测试提出",
    }
    answer = bench.client.give(Order("supervision", "raise-issue", town, data))
    assert answer.status == 200, answer
    stream: str = answer.body["stream"]
    return stream


def assign(bench: World, stream: str, handler: str) -> str:
    """Housing hands an issue to somebody; its stream."""
    data = {"issue": stream.removeprefix("issue-"), "handler": handler}
    answer = bench.client.give(Order("supervision", "assign-issue", "housing", data))
    assert answer.status == 200, answer
    return stream
