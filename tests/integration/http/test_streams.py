"""Streams: what happened, by whom, why, and how the thing stood at any time."""

import pytest

from tests.integration.http.served import FUND_1, Served
from tests.integration.http.test_views import raise_issue


def test_a_stream_tells_who_did_what_when_and_why(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 100, "document": "日财〔2024〕1号"})
    body = finance.get("/streams/fund-f-1").json
    assert (body["title"], body["version"]) == ("资金", 2)
    assert "state" not in body
    event = body["events"][1]
    assert (event["type"], event["title"]) == ("FundsAppropriated", "预算安排")
    assert (event["person"], event["organisation"]) == ("张三", "finance")
    assert event["organisation_name"] == "市财政局"
    assert (event["clause"], event["command"]) == ("RZ-2.2.c", "appropriate")
    assert event["data"]["document"] == "日财〔2024〕1号"
    assert event["policy"]
    assert (event["position"], event["version"]) == (2, 2)


def test_as_of_a_version_adds_the_state_folded_so_far(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    for fen in (100, 20):
        finance.give("appropriate", {"fund": "f-1", "amount_fen": fen})
    for version, appropriated in ((1, 0), (2, 100), (3, 120), (99, 120)):
        body = finance.get(f"/streams/fund-f-1?as_of={version}").json
        assert body["state"]["appropriated_fen"] == appropriated
        assert body["state_version"] == len(body["events"]) == min(version, 3)


def test_as_of_an_instant_means_what_was_recorded_by_then(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    finance.give("appropriate", {"fund": "f-1", "amount_fen": 100})
    first = finance.get("/streams/fund-f-1").json["events"][0]["recorded_at"]
    body = finance.get(f"/streams/fund-f-1?as_of={first}").json
    assert (body["state_version"], body["state"]["appropriated_fen"]) == (1, 0)


def test_before_its_first_event_there_is_no_state(finance: Served) -> None:
    finance.give("register-fund", FUND_1)
    for query in ("as_of=0", "as_of=2001-01-01", "effective=2001-01-01"):
        body = finance.get(f"/streams/fund-f-1?{query}").json
        assert (body["events"], body["state_version"], body["state"]) == ([], 0, None)


def test_effective_means_what_had_happened_by_then(supervision: Served) -> None:
    at = {"Scenario-Time": "2024-03-01T09:00:00+08:00"}
    raise_issue(supervision, "i")
    supervision.give(
        "withdraw-issue", {"issue": "i", "reason": "r"}, by="taoluo", headers=at,
        duties=["scenario"],
    )  # fmt: skip
    stream = "/streams/issue-i"
    assert len(supervision.get(f"{stream}?effective=2024-03-01").json["events"]) == 1
    assert len(supervision.get(f"{stream}?effective=2024-02-29").json["events"]) == 0
    assert len(supervision.get(f"{stream}?as_of=2024-03-01").json["events"]) == 0


@pytest.mark.parametrize("query", ["as_of=x", "effective=7", "as_of=1&effective=2024-03-01"])
def test_a_time_that_makes_no_sense_is_invalid(finance: Served, query: str) -> None:
    assert finance.get(f"/streams/fund-f-1?{query}").status_code == 422


def test_another_town_may_not_read_the_stream_and_hears_who_may(supervision: Served) -> None:
    raise_issue(supervision, "i", "taoluo")
    for organisation in ("taoluo", "assist-taoluo", "donggang", "donggang-housing", "housing"):
        assert supervision.get("/streams/issue-i", by=organisation).status_code == 200
    for organisation in ("zhaoxian", "juxian", "assist-jufeng"):
        answer = supervision.get("/streams/issue-i", by=organisation)
        assert (answer.status_code, answer.json["type"]) == (403, "not-permitted")
        assert "涛雒镇" in answer.json["detail_zh"]
