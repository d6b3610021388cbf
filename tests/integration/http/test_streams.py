"""Streams: what happened, by whom, why, and how the thing stood at any time."""

from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.finance.domain.fund.state import FUND
from shared.face.http.face import Limits
from shared.kernel.log.batch import Batch
from shared.schemas.land.reserve_book import ReserveDrawn, ReserveReturned
from tests.benchmarks.events import stored
from tests.integration.http.served import FUND_1, Served, served
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


def test_what_rests_on_what_had_not_happened_has_no_state(land: Served) -> None:
    """The return of a draw that is recorded before it, and happens after it."""
    of: dict[str, Any] = {"request": "r", "project": "p", "town": "taoluo", "area": Decimal(5)}
    said = (7, ReserveDrawn("donggang", **of)), (1, ReserveReturned("donggang", **of))
    events = [
        stored("reserve-donggang", n, event, happened=datetime(2024, 3, day, tzinfo=UTC))
        for n, (day, event) in enumerate(said, 1)
    ]
    land.face.log.append(Batch(tuple(events), {"reserve-donggang": 0}))
    body = land.get("/streams/reserve-donggang?effective=2024-03-02").json
    assert ([e["type"] for e in body["events"]], body["state"]) == (["ReserveReturned"], None)
    assert land.get("/streams/reserve-donggang?effective=2024-03-09").json["state"]


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
        assert "所涉镇及其所在区县" in answer.json["detail_zh"]
        assert "taoluo" not in answer.get_data(as_text=True)


def filled(service: Served, events: int) -> None:
    service.give("register-fund", FUND_1)
    for n in range(1, events):
        service.give("appropriate", {"fund": "f-1", "amount_fen": n})


def test_a_long_stream_comes_in_pages(finance: Served) -> None:
    filled(finance, 5)
    versions, after, pages = [], 0, 0
    while after is not None:
        body = finance.get(f"/streams/fund-f-1?limit=2&after={after}").json
        versions += [event["version"] for event in body["events"]]
        after, pages = body["next"], pages + 1
    assert (versions, pages) == ([1, 2, 3, 4, 5], 3)
    assert finance.get("/streams/fund-f-1").json["next"] is None


def test_of_a_long_stream_the_newest_events_may_be_asked_for(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(page_bytes=4_000)) as service:
        service.give("register-fund", FUND_1)
        for fen in range(1, 9):
            service.give("appropriate", {"fund": "f-1", "amount_fen": fen})

        def asked(query: str) -> tuple[list[int], bool]:
            body = service.get(f"/streams/fund-f-1?{query}").json
            assert body["next"] is None
            return [e["version"] for e in body["events"]], body["earlier"]

        assert asked("newest=2") == ([8, 9], True)
        assert asked("newest=2&as_of=5") == ([4, 5], True)
        assert asked("newest=3&as_of=3") == ([1, 2, 3], False)
        fitting, earlier = asked("newest=9")  # all would be too long
        assert earlier and 1 < len(fitting) < 9 and fitting[-1] == 9


def test_a_page_is_bounded_in_bytes_and_holds_at_least_one_event(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(page_bytes=1)) as service:
        filled(service, 3)
        body = service.get("/streams/fund-f-1").json
        assert ([e["version"] for e in body["events"]], body["next"]) == ([1], 1)


@pytest.mark.parametrize("query", ["as_of=4", "effective=2200-01-01"])
def test_pages_of_the_past_end_there_and_the_first_one_has_the_state(
    finance: Served, query: str
) -> None:
    filled(finance, 5)
    first = finance.get(f"/streams/fund-f-1?limit=3&{query}").json
    second = finance.get(f"/streams/fund-f-1?limit=3&after=3&{query}").json
    last = 4 if query == "as_of=4" else 5
    assert [e["version"] for e in first["events"] + second["events"]] == [*range(1, last + 1)]
    assert (first["state_version"], "state" in second, second["next"]) == (last, False, None)


def test_a_state_of_the_past_folds_what_came_before_it_only(finance: Served) -> None:
    filled(finance, 9)
    folded: list[object] = []
    watched = copy(FUND)
    watched.fold = lambda state, event: folded.append(event) or FUND.fold(state, event)
    finance.face.executor.aggregates["fund"] = watched
    assert finance.get("/streams/fund-f-1?as_of=3").json["state_version"] == 3
    assert len(folded) == 3


def test_so_many_streams_are_read_at_once(tmp_path: Path) -> None:
    with served("finance", tmp_path, Limits(streams=0)) as service:
        refused = service.get("/streams/fund-f-1")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        assert service.get("/health/live").status_code == 200


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "after=-1", "after=x"])
def test_a_page_that_can_not_be_is_invalid(finance: Served, query: str) -> None:
    assert finance.get(f"/streams/fund-f-1?{query}").status_code == 422


def test_who_asks_which_of_some_streams_are_open_is_told_of_none_that_it_may_not_see(
    finance: Served,
) -> None:
    finance.give("register-fund", FUND_1)
    asked = "/streams?names=fund-f-1,fund-f-2,eligibility-none"
    assert finance.get(asked).json["open"] == ["fund-f-1"]
    kept = finance.face.executor.repository.knows
    assert kept("fund-f-1") and not kept("fund-f-2"), "names that are made up push out no states"
    assert finance.get("/streams/fund-f-1", by="taoluo").status_code == 403
    assert finance.get(asked, by="taoluo").json["open"] == []
    many = ",".join(f"fund-f-{n}" for n in range(101))
    assert finance.get(f"/streams?names={many}").status_code == 422
