"""RZ-2.3.d: a request for new land is decided in time, with its day and document."""

from dataclasses import replace
from datetime import date

import pytest

from services.land.reactions import supervision
from services.land.views.land_requests import LandRequests
from shared.kernel.aggregate import FLAG_STANDS, Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.land_request import (
    ClearLandDecisionFlag,
    LandDecisionFlagCleared,
    LandDecisionOverdue,
    RefuseLand,
    ReturnDraw,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.rows import about, rows
from tests.unit.land.land_requests import (
    ALLOCATE,
    ALLOCATED,
    BOOK,
    DRAWN,
    OFFICE,
    REFUSED,
    REQUEST,
    REQUESTED,
    RETURNED,
    TODAY,
    request,
)

DUE_ON = date(2024, 3, 29)
LATE = LandDecisionOverdue(
    request="r-1", project="p-1", town="taoluo", county="donggang", organisation=OFFICE,
    due_on=DUE_ON,
)  # fmt: skip
BEFORE_LIMITS = replace(REQUESTED, requested_on=None, decider=None, decision_working_days=None)


def test_a_request_says_who_decides_it_and_by_when() -> None:
    local = {"land.request_decision_working_days": 12}
    outcome = request().when(REQUEST, by="taoluo", parameters=local)
    assert outcome.events[0] == replace(REQUESTED, decision_working_days=12)
    limit = Deadline("decision", TODAY, 20, "working", "RZ-2.3.d")
    assert request(REQUESTED).deadlines == [limit]


@pytest.mark.parametrize(
    "history", [(BEFORE_LIMITS,), (REQUESTED, ALLOCATED), (REQUESTED, REFUSED)]
)
def test_nothing_is_late_that_is_decided_or_was_asked_before_limits(
    history: tuple[object, ...],
) -> None:
    story = request(*history)
    assert story.deadlines == []
    story.when_passed("decision", DUE_ON).refused(NOTHING_CHANGES)


def test_what_nobody_decides_is_late_once_and_may_still_be_decided() -> None:
    request(REQUESTED).when_passed("decision", DUE_ON).then(LATE)
    story = request(REQUESTED, LATE)
    assert story.deadlines == []
    story.when_passed("decision", DUE_ON).refused(NOTHING_CHANGES)
    assert story.when(ALLOCATE, by=OFFICE).events


def test_the_flag_falls_when_its_issue_is_resolved() -> None:
    clear = ClearLandDecisionFlag(request="r-1", issue="i-1")
    cleared = LandDecisionFlagCleared(request="r-1", town="taoluo", issue="i-1")
    request(REQUESTED, LATE).when(clear, by="system").then(cleared)
    request(REQUESTED, LATE, cleared).when(clear, by="system").refused(FLAG_STANDS)
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=TODAY, cause="c", cause_service="land",
        cause_stream="land-request-r-1", cause_key="decision",
    )  # fmt: skip
    assert list(supervision.land_decision_flag_clears(resolved, about(resolved))) == [clear]
    row = rows(LandRequests, REQUESTED, LATE)["r-1"]
    assert (row.decider, row.overdue, row.warning) == (OFFICE, True, True)
    assert not rows(LandRequests, REQUESTED, LATE, cleared)["r-1"].warning


def test_a_refusal_and_a_return_carry_their_day_and_document() -> None:
    refuse = RefuseLand(request="r-1", reason="可用存量解决", document="演示-不予安排〔2024〕1号")
    refused = replace(REFUSED, document=refuse.document)
    assert request(REQUESTED).when(refuse, by=OFFICE).events[0] == refused
    give_back = ReturnDraw(request="r-1", reason="项目出库", document="演示-退回〔2024〕1号")
    story = request(REQUESTED, ALLOCATED, book=[*BOOK, DRAWN])
    returned = replace(RETURNED, document=give_back.document)
    assert story.when(give_back, by=OFFICE).events[0] == returned
    row = rows(LandRequests, REQUESTED, refused)["r-1"]
    assert (row.requested_on, row.decided_on, row.document) == (TODAY, TODAY, refuse.document)
    row = rows(LandRequests, REQUESTED, ALLOCATED, returned)["r-1"]
    assert (row.decided_on, row.document) == (TODAY, give_back.document)
