"""RZ-3.2.a: a town asks for posts; 行政 and 事业 are never mixed, each route has its authority."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.talent.domain.establishment_request import rules
from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST
from services.talent.views.establishment_requests import EstablishmentRequests
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent.strength import ApprovedPostsRaised
from tests.given import Given, Outcome, given
from tests.rows import rows

TODAY = date(2024, 3, 1)
STAFFING, FINANCE = "donggang-staffing", "donggang-finance"
ASK = requests.RequestPosts(
    "r-1", town="taoluo", institution=3, route="pool", reason="承接规划许可", delegations=("planning-taoluo",)
)  # fmt: skip
ASKED = requests.PostsRequested.of(
    ASK, county="donggang", kind="institution", requested_on=TODAY, argument_working_days=20
)
ARGUE = requests.ArgueRequest("r-1", workload="年办件400件", document="演示-论1号")
ARGUED = requests.RequestArgued.of(ARGUE, town="taoluo", argued_by=STAFFING, argued_on=TODAY)
OPINION = requests.GiveFiscalOpinion("r-1", affordable=True, opinion="可承担")
HEARD = requests.FiscalOpinionGiven.of(OPINION, town="taoluo", given_by=FINANCE, given_on=TODAY)
DECIDE = requests.DecideInCommission(
    "r-1", agreed=True, number=2, available=2, decided_on=TODAY, minutes="演示-编委纪要1号"
)
DECIDED = requests.CommissionDecided.of(DECIDE, town="taoluo", decided_by=STAFFING)
APPROVE = requests.ApprovePosts(
    "r-1", number=2, decided_by="东港区委编委", decided_on=TODAY, document="演示-编1号"
)
APPROVED = requests.PostsApproved.of(
    APPROVE, town="taoluo", kind="institution", route="pool", implementation_working_days=30
)
READY = (ASKED, ARGUED, HEARD)
ABOVE = replace(ASKED, administrative=1, institution=0, kind="administrative", route="from-above")
FORWARD = requests.ForwardRequest("r-1", forwarded_to="省委编办", document="演示-报1号")
FORWARDED = requests.RequestForwarded.of(FORWARD, town="taoluo", forwarded_on=TODAY)


def request(*events: object) -> Given:
    return given(ESTABLISHMENT_REQUEST, "r-1", *events)


def only(outcome: Outcome) -> Any:
    [event] = outcome.events
    return event


def test_a_pilot_town_asks_for_posts_of_one_kind() -> None:
    request().when(ASK, by="taoluo").then(ASKED)
    request().when(replace(ASK, town="nanhu"), by="nanhu").refused(rules.POSTS_TOWN_IS_PILOT)


@pytest.mark.parametrize("posts", [(1, 2), (0, 0)])
def test_administrative_posts_and_those_of_institutions_are_never_mixed(
    posts: tuple[int, int],
) -> None:
    mixed = replace(ASK, administrative=posts[0], institution=posts[1])
    request().when(mixed, by="taoluo").refused(rules.POSTS_ARE_NOT_MIXED)


@pytest.mark.parametrize("route", ["county-to-town", "pool"])
def test_administrative_posts_cross_levels_only_from_above(route: requests.PostRoute) -> None:
    across = replace(ASK, administrative=1, institution=0, route=route)
    request().when(across, by="taoluo").refused(rules.ROUTE_SUITS_POSTS)
    above = replace(across, route="from-above")
    assert only(request().when(above, by="taoluo")).kind == "administrative"


def test_a_request_is_argued_and_the_finance_bureau_heard_before_the_commission_decides() -> None:
    request(ASKED).when(ARGUE, by=STAFFING).then(ARGUED)
    request(ASKED).when(OPINION, by=FINANCE).then(HEARD)
    for history in ((ASKED,), (ASKED, ARGUED), (ASKED, HEARD)):
        request(*history).when(DECIDE, by=STAFFING).refused(rules.ARGUED_AND_AFFORDABLE)
    request(*READY).when(DECIDE, by=STAFFING).then(DECIDED)


def test_the_commission_gives_no_more_than_was_asked_for_or_is_left() -> None:
    for number, available in ((4, 9), (3, 2), (0, 2)):
        more = replace(DECIDE, number=number, available=available)
        request(*READY).when(more, by=STAFFING).refused(rules.WITHIN_AVAILABLE)


def test_a_returned_request_is_amended_and_argued_anew() -> None:
    back = requests.ReturnRequest("r-1", reason="测算依据不足")
    returned = requests.RequestReturned.of(back, town="taoluo", returned_on=TODAY)
    request(*READY).when(back, by=STAFFING).then(returned)
    amend = requests.AmendRequest("r-1", number=2, reason="核减")
    amended = requests.RequestAmended.of(amend, town="taoluo", amended_on=TODAY)
    request(*READY, returned).when(amend, by="taoluo").then(amended)
    again = request(*READY, returned, amended)
    again.when(DECIDE, by=STAFFING).refused(rules.ARGUED_AND_AFFORDABLE)
    request(ASKED).when(amend, by="taoluo").refused(rules.REQUEST_STAGE_ALLOWS)


def test_the_county_approves_within_what_its_commission_decided() -> None:
    request(*READY, DECIDED).when(APPROVE, by=STAFFING).then(APPROVED)
    more = replace(APPROVE, number=3)
    request(*READY, DECIDED).when(more, by=STAFFING).refused(rules.APPROVED_WITHIN_DECIDED)
    request(*READY, DECIDED).when(APPROVE, by="staffing").refused(rules.APPROVED_BY_WHO_MAY)
    request(*READY, DECIDED).when(FORWARD, by=STAFFING).refused(rules.APPROVED_BY_WHO_MAY)
    no = replace(DECIDED, agreed=False, number=0)
    request(*READY, no).when(APPROVE, by=STAFFING).refused(rules.AGREED_IN_COMMISSION)


def test_what_comes_from_above_is_forwarded_and_recorded_from_its_document() -> None:
    one, decided = replace(APPROVE, number=1), replace(DECIDED, number=1)
    ready = (ABOVE, ARGUED, HEARD, decided)
    request(*ready).when(one, by=STAFFING).refused(rules.APPROVED_BY_WHO_MAY)
    request(*ready).when(FORWARD, by=STAFFING).then(FORWARDED)
    up = request(*ready, FORWARDED)
    up.when(one, by=STAFFING).refused(rules.APPROVED_BY_WHO_MAY)
    assert only(up.when(one, by="staffing")).kind == "administrative"
    assert ("staffing", "decision") in up.turns


def test_approved_posts_are_implemented_or_a_request_is_refused() -> None:
    implement = requests.ImplementPosts("r-1", document="演示-落1号")
    request(*READY, DECIDED, APPROVED).when(implement, by=STAFFING).then(
        requests.PostsImplemented.of(
            implement, town="taoluo", county="donggang", kind="institution", route="pool",
            number=2, implemented_on=TODAY,
        ),
        ApprovedPostsRaised(
            "taoluo", posts="institution", number=2, request="r-1", raised_on=TODAY
        ),
    )  # fmt: skip
    refuse = requests.RefusePosts("r-1", reason="总额不足")
    refused = requests.PostsRefused.of(refuse, town="taoluo", refused_on=TODAY)
    request(*READY, DECIDED).when(refuse, by=STAFFING).then(refused)


@pytest.mark.parametrize(
    ("history", "key"),
    [((ASKED,), "argument"), ((*READY, DECIDED, APPROVED), "implementation")],
)
def test_the_countys_office_that_is_late_is_told_once(
    history: tuple[object, ...], key: requests.EstablishmentStep
) -> None:
    late = requests.EstablishmentStepOverdue(
        "r-1", town="taoluo", step=key, organisation=STAFFING, due_on=date(2024, 3, 29),
        name="事业编制 3 名",
    )  # fmt: skip
    request(*history).when_passed(key, date(2024, 3, 29)).then(late)
    assert not request(*history, late).deadlines


def test_the_ledger_shows_a_request_from_its_making_to_its_posts() -> None:
    row = rows(EstablishmentRequests, *READY, DECIDED, APPROVED)["r-1"]
    assert (row.kind, row.number, row.approved_number, row.status) == (
        "institution", 3, 2, "approved",
    )  # fmt: skip
