"""What was told once is offered with its source, in the sight of who asks; RZ-2.2.c."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from services.finance.domain.corporate_bond import CORPORATE_BOND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from services.finance.views.fund_ledger import FundLedger
from shared.face.http.face import Limits
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.subscription.journal import SYSTEM_ACTOR
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.finance.eligibility import RecogniseEligibility
from shared.schemas.known import digest_of
from tests.integration.http import served as parts
from tests.integration.http.served import FUND_1, Served, served

PAYING = "/commands/pay/prefill"


@pytest.fixture
def finance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    aggregates = [FUND, ELIGIBILITY, CORPORATE_BOND]
    monkeypatch.setitem(parts.PARTS, "finance", ("资金", aggregates, [FundLedger]))
    with served("finance", tmp_path) as service:
        recognise(service)
        give(service, "register-fund", {**FUND_1, "year": today().year})
        give(service, "appropriate", {"fund": "f-1", "amount_fen": 10_000})
        give(service, "allocate-funds", {"fund": "f-1", "project": "p-1", "amount_fen": 9_000})
        for contract, payee in (("c-1", "演示-甲公司"), ("c-2", "演示-乙公司")):
            commit(service, contract, payee)
        yield service


def recognise(service: Served, project: str = "p-1") -> None:
    data = RecogniseEligibility(
        project, name="演示-码头", town="taoluo", county="donggang", admitted_on=today(),
        kind="infrastructure",
    )  # fmt: skip
    executor = service.face.executor
    id = command_id("system", "recognise", project)
    order = Order(executor.by_data[type(data)], data, SYSTEM_ACTOR, executor.clock.now(), id)
    executor.execute(order)


def commit(service: Served, contract: str, payee: str) -> None:
    data = {"fund": "f-1", "project": "p-1", "town": "taoluo", "amount_fen": 100,
            "contract": contract, "payee": payee}  # fmt: skip
    give(service, "commit-funds", data)


def give(service: Served, command: str, data: Any) -> None:
    answer = service.give(command, data, by="finance")
    assert answer.status_code == 200, answer.json["detail"]


def today() -> Any:
    return datetime.now(UTC).astimezone(LOCAL_TIME).date()


def known(service: Served, path: str, by: str = "finance") -> dict[str, Any]:
    answer = service.get(path, by=by)
    assert answer.status_code == 200, answer.json["detail"]
    return {found["field"]: found for found in answer.json["known"]}


def test_a_payee_is_known_by_the_contract_that_the_form_has(finance: Served) -> None:
    given = f"{PAYING}?fund=f-1&project=p-1"
    assert known(finance, f"{given}&contract=c-1")["payee"]["value"] == "演示-甲公司"
    assert known(finance, f"{given}&contract=c-2")["payee"]["value"] == "演示-乙公司"
    assert "payee" not in known(finance, f"{given}&contract=c-3")


def test_a_value_comes_with_its_source(finance: Served) -> None:
    found = known(finance, "/commands/commit-funds/prefill?project=p-1")["town"]
    assert (found["value"], found["says"]) == ("taoluo", f"源自 确认项目资金资格 {today()}")
    source = found["source"]
    assert (source["service"], source["stream"]) == ("finance", "eligibility-p-1")
    assert source["type"] == "EligibilityRecognised" and source["day"] == f"{today()}"
    events = finance.get("/streams/eligibility-p-1", by="finance").json["events"]
    assert source["event"] == events[0]["id"]


def test_what_the_form_has_is_not_offered_and_a_correction_is_taken(finance: Served) -> None:
    given = f"{PAYING}?fund=f-1&project=p-1&contract=c-1&payee=x"
    assert "payee" not in known(finance, given)
    right = {"fund": "f-1", "entry": "commitment", "number": 1, "amount_fen": 100,
             "project": "p-1", "payee": "演示-丙公司", "reason": "演示", "document": "演示1号"}  # fmt: skip
    give(finance, "correct-fund-entry", right)
    later = known(finance, f"{PAYING}?fund=f-1&project=p-1&contract=c-1")
    assert later["payee"]["value"] == "演示-丙公司"


def test_what_is_known_is_told_as_it_was_known_at_a_time(finance: Served) -> None:
    asked = "/streams/fund-f-1/known?field=payee&project=p-1"
    *_, last = finance.get("/streams/fund-f-1", by="finance").json["events"]
    commit(finance, "c-3", "演示-丁公司")

    def told(then: str = "") -> Any:
        return finance.get(f"{asked}{then}", by="finance").json["known"]

    assert told()["value"] == "演示-丁公司" and told()["digest"] == digest_of("演示-丁公司")
    for time in ("as_of", "effective"):
        at = quote(last["recorded_at" if time == "as_of" else "effective_at"])
        assert told(f"&{time}={at}")["value"] == "演示-乙公司"
        assert told(f"&{time}=2020-01-01") is None
    both = finance.get(f"{asked}&as_of=2020-01-01&effective=2020-01-01", by="finance")
    assert both.status_code == 422


def test_what_a_stream_hides_no_form_is_told(finance: Served) -> None:
    """`taoluo` may spend of a fund by delegation, but another town sees nothing of the project."""
    asked = "/streams/eligibility-p-1/known?field=town"
    assert finance.get(asked, by="taoluo").json["known"]["value"] == "taoluo"
    assert finance.get(asked, by="jufeng").json["known"] is None
    assert finance.get("/streams/fund-nothing/known?field=town").json["known"] is None


def test_what_another_service_knows_is_named_with_its_address(finance: Served) -> None:
    asked = "/commands/register-corporate-bond/prefill?project=p-1"
    (issuer,) = finance.get(asked, by="finance").json["elsewhere"]
    assert (issuer["field"], issuer["service"]) == ("issuer", "projects")
    assert (issuer["stream"], issuer["of"]) == ("project-p-1", "unit")


def test_a_form_is_told_by_what_a_value_is_known(finance: Served) -> None:
    commands = finance.get("/commands", by="finance").json["commands"]
    pay = next(command for command in commands if command["name"] == "pay")
    assert pay["schema"]["properties"]["payee"]["x-known"] == {
        "stream": "fund", "by": "fund", "field": "payee", "alike": ["project", "contract"],
    }  # fmt: skip


def test_who_may_not_give_the_command_is_told_nothing(finance: Served) -> None:
    refused = finance.get("/commands/register-fund/prefill?fund=f-1", by="taoluo")
    assert refused.status_code == 403


def test_more_who_look_things_up_than_there_are_places_hear_when_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parts.PARTS, "finance", ("资金", [FUND, ELIGIBILITY], [FundLedger]))
    with served("finance", tmp_path, Limits(streams=0)) as service:
        answer = service.get(f"{PAYING}?fund=f-1", by="finance")
        assert (answer.status_code, answer.json["type"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "2"
