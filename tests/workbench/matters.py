"""Matters that tests begin with, given to the services as a program would."""

from datetime import timedelta
from itertools import count

from tests.integration.client import Order
from tests.workbench.world import World

THERE_ALREADY = ("already-exists", "nothing-changes")
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


def reserve_too_little(bench: World, county: str) -> None:
    """A county keeps 8 % of its construction land for the towns: an issue raises itself of that.
    Another test may have had it so before."""
    scale = {"county": county, "scale": "1000000.00", "document": "演示-日自然资规〔2026〕8号"}
    reserve = {"county": county, "reserved": "80000.00"}
    orders = [
        Order("land", "set-construction-scale", "natural-resources", scale),
        Order("land", "set-reserve", county, reserve),
    ]
    for order in orders:
        answer = bench.client.give(order)
        assert answer.status == 200 or answer.body["rule"] in THERE_ALREADY, answer


def assign(bench: World, stream: str, handler: str) -> str:
    """Housing hands an issue to somebody; its stream."""
    data = {"issue": stream.removeprefix("issue-"), "handler": handler}
    answer = bench.client.give(Order("supervision", "assign-issue", "housing", data))
    assert answer.status == 200, answer
    return stream


def nominate_borrower(bench: World, project: str, borrower: str) -> str:
    """涛雒镇 says who borrows for a project of its own, under an intent of its own; the stream."""
    number, today = next(_numbers), bench.app.bench.today()
    code = f"9137110000{number:07}x"
    institution = {
        "institution": f"institution-shown-{number}", "name": f"演示-银行{number}号",
        "credit_code": code, "kind": "policy-bank", "group": "policy",
    }  # fmt: skip
    intent = {
        "intent": f"intent-shown-{number}", "institution": institution["institution"],
        "towns": ["taoluo"], "amount_fen": 9_000_000, "document": "演示-意向协议",
        "signed_on": f"{today}", "expires_on": f"{today + timedelta(days=300)}",
    }  # fmt: skip
    use = {
        "intent": intent["intent"], "use": "use-1", "town": "taoluo", "project": project,
        "purpose": "infrastructure", "borrower": borrower, "credit_code": code,
        "borrower_kind": "state-firm", "amount_fen": 1_000_000, "repayment": "own-revenue",
        "government_promise": False,
    }  # fmt: skip
    orders = [
        Order("credit", "register-institution", "local-finance", institution),
        Order("credit", "register-intent", "local-finance", intent),
        Order("credit", "nominate-use", "taoluo", use),
    ]
    for order in orders:
        answer = bench.client.give(order)
        assert answer.status == 200, answer
    stream: str = answer.body["stream"]
    return stream
