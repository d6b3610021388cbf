"""What a duty opens, and where: an operator's at home, a service's for feeds, a scenario's not."""

from typing import Any

import pytest

from shared.kernel.aggregate import Actor
from shared.kernel.aggregate.deciding import NotPermitted
from tests.integration.http.served import FUND_1, Served
from tests.security.callers import DEPARTMENT, NOBODY, SERVICE, TOWN, ask, give, signed, token_of

KEY = {"subscription": "projects", "key": "project-1"}
OPERATING: list[tuple[str, str, Any]] = [
    ("GET", "/parked", None),
    ("GET", "/set-aside", None),
    ("GET", "/operations", None),
    ("POST", "/parked/retry", KEY),
    ("POST", "/parked/discard", {**KEY, "reason": "演示"}),
    ("POST", "/resync", {"source": "projects", "dry_run": True}),
    ("POST", "/rebuild", {"view": "fund-ledger"}),
    ("GET", "/verification", None),
    ("GET", "/witness", None),
    ("GET", "/events", None),
]
SCENARIO: list[tuple[str, str, Any]] = [
    ("GET", "/scenario", None),
    ("POST", "/scenario", {"until": "2099-01-01T00:00:00+08:00"}),
    ("DELETE", "/scenario", None),
]
READING: list[tuple[str, str, Any]] = [
    ("GET", "/commands", None),
    ("GET", "/views", None),
    ("GET", "/views/fund-ledger", None),
    ("GET", "/streams/fund-f-1", None),
    ("GET", "/imports", None),
    ("GET", "/status", None),
    ("GET", "/documents/x?stream=fund-f-1", None),
]
GIVING: list[tuple[str, str, Any]] = [
    ("POST", "/commands/register-fund", FUND_1),
    ("POST", "/imports/funds", None),
    ("POST", "/documents?name=x", None),
    ("POST", "/simulations", {"commands": []}),
]
FEEDS = {"/events", "/witness"}


@pytest.mark.parametrize(("method", "path", "body"), [*OPERATING, *SCENARIO, *READING, *GIVING])
def test_nobody_gets_anything(finance: Served, method: str, path: str, body: Any) -> None:
    assert ask(finance, token_of(NOBODY, finance), method, path, json=body).status_code == 401


@pytest.mark.parametrize("kind", [TOWN, DEPARTMENT])
@pytest.mark.parametrize(("method", "path", "body"), OPERATING)
def test_an_operator_of_another_organisation_operates_nothing(
    finance: Served, kind: str, method: str, path: str, body: Any
) -> None:
    answer = ask(finance, token_of(kind, finance), method, path, json=body)
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert "市财政局" in answer.json["detail_zh"]
    assert finance.operations.done == []


@pytest.mark.parametrize(("method", "path", "body"), OPERATING)
def test_an_operator_of_the_operating_organisation_does(
    finance: Served, method: str, path: str, body: Any
) -> None:
    assert finance.call(method, path, duties=["operator"], json=body).status_code in (200, 202)


@pytest.mark.parametrize(("method", "path", "body"), [*OPERATING, *SCENARIO, *READING, *GIVING])
def test_a_service_reads_feeds_and_does_nothing_else(
    finance: Served, method: str, path: str, body: Any
) -> None:
    answer = ask(finance, token_of(SERVICE, finance), method, path, json=body)
    if path in FEEDS:
        assert answer.status_code == 200
        return
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert "service, no person" in answer.json["detail"]


@pytest.mark.parametrize("organisation", ["taoluo", "donggang", "ecology"])
def test_the_duty_of_a_service_opens_no_feed_to_who_operates_none(
    finance: Served, organisation: str
) -> None:
    token = finance.issuer.issue(
        organisation, "service:own", ["service", "operator"], services=["finance"]
    )
    for path in FEEDS:
        assert ask(finance, token, "GET", path).status_code == 403


@pytest.mark.parametrize(
    ("person", "duties", "client"),
    [
        ("service:finance", ["service"], None),
        ("service:finance", [], None),
        ("Service: finance", ["approver"], None),
        ("张三", ["service"], None),
        ("finance-agent", [], "finance-agent"),
    ],
)
def test_a_service_decides_nothing_by_whatever_name(
    finance: Served, person: str, duties: list[str], client: str | None
) -> None:
    """Its department's own token, at its own service: no command, and no second approval."""
    token = signed(finance, sub=person, duties=duties, client_id=client)
    refused = give(finance, token, "register-fund", FUND_1)
    assert (refused.status_code, refused.json["type"]) == (403, "not-permitted")
    finance.give("register-fund", FUND_1)
    approval = {"fund": "f-1", "act": "allocation", "beneficiary": "p", "amount_fen": 10**12}
    assert give(finance, token, "approve-spending", approval).status_code == 403
    assert finance.give("approve-spending", approval).status_code == 200


def test_the_kernel_itself_takes_no_command_from_a_service(finance: Served) -> None:
    """Whatever way it comes in by, past the addresses that are closed to it."""
    service = Actor("service:finance", "finance", frozenset({"approver"}), service=True)
    with pytest.raises(NotPermitted):
        finance.face.executor.give("register-fund", FUND_1, service, key="k")


@pytest.mark.parametrize("kind", [TOWN, DEPARTMENT, SERVICE])
@pytest.mark.parametrize(("method", "path", "body"), SCENARIO)
def test_nobody_drives_the_clock_where_the_settings_do_not_say_so(
    finance: Served, kind: str, method: str, path: str, body: Any
) -> None:
    assert ask(finance, token_of(kind, finance), method, path, json=body).status_code == 403
    assert finance.call(method, path, duties=["scenario"], json=body).status_code == 403
    assert finance.operations.done == []


def test_no_command_happens_at_a_time_of_its_callers_choice(finance: Served) -> None:
    at = {"Scenario-Time": "2001-01-01T00:00:00+08:00"}
    answer = finance.give("register-fund", FUND_1, duties=["scenario"], headers=at)
    assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
    assert "ZHENXING_SCENARIO" in answer.json["detail"]
    assert finance.get("/streams/fund-f-1").status_code == 404
