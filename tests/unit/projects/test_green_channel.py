"""RZ-2.1.b: the way of a permit through its channel."""

from dataclasses import replace
from datetime import date

import pytest

from services.projects.domain.green_channel import rules
from services.projects.domain.green_channel.state import GREEN_CHANNEL
from services.projects.domain.project.state import PROJECT
from shared.kernel.aggregate import FLAG_STANDS, Deadline
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.projects.green_channel import (
    ClearPermitFlag,
    CloseGreenChannel,
    GreenChannelClosed,
    GreenChannelOpened,
    OpenGreenChannel,
    PermitFlagCleared,
    PermitOverdue,
    PermitRequested,
    RequestPermit,
)
from shared.schemas.projects.green_channel_acceptance import AcceptPermit, PermitAccepted
from shared.schemas.projects.green_channel_decisions import (
    DecidePermit,
    PermitGranted,
    PermitRefused,
)
from shared.schemas.projects.project import NationalCodeRecorded
from tests.given import Given, given
from tests.unit.projects.library import ADMITTED, AGREED, APPLIED, CODE, REVIEWED, TODAY

PERMIT = "planning-permit"
DUE = date(2024, 3, 15)
PERMITS = ("project-filing", PERMIT, "construction-permit")

OPEN = OpenGreenChannel("tea", town="jufeng", county="lanshan", kind="investment")
CLOSE = CloseGreenChannel("tea", reason="企业停建")
REQUEST = RequestPermit("tea", permit=PERMIT)
ACCEPT = AcceptPermit("tea", permit=PERMIT)
GRANT = DecidePermit("tea", permit=PERMIT, granted=True, reason="符合条件", document="地字第1号")
CLEAR = ClearPermitFlag("tea", permit=PERMIT, issue="i-1")

OPENED = GreenChannelOpened(
    "tea", town="jufeng", county="lanshan", kind="investment", permits=PERMITS, opened_on=TODAY
)
CLOSED = GreenChannelClosed("tea", town="jufeng", permits=tuple(sorted(PERMITS)), reason="企业停建")
REQUESTED = PermitRequested("tea", town="jufeng", permit=PERMIT, requested_on=TODAY)
ACCEPTED = PermitAccepted(
    "tea", town="jufeng", permit=PERMIT, organisation="approval", accepted_on=TODAY,
    green_channel_working_days=10, statutory_working_days=20,
)  # fmt: skip
GRANTED = PermitGranted(
    "tea", town="jufeng", permit=PERMIT, organisation="approval", reason="符合条件", document="地字第1号",
    decided_on=TODAY,
)  # fmt: skip
REFUSED = PermitRefused(
    "tea", town="jufeng", permit=PERMIT, organisation="approval", reason="不符合条件", document=None,
    decided_on=TODAY,
)  # fmt: skip
OVERDUE = PermitOverdue("tea", town="jufeng", permit=PERMIT, organisation="approval", due_on=DUE)
CLEARED = PermitFlagCleared("tea", town="jufeng", permit=PERMIT, issue="i-1")


def channel(*events: object) -> Given:
    """The channel of the admitted project `tea`, which has its national code."""
    story = given(GREEN_CHANNEL, "tea", OPENED, *events)
    return story.and_given(PROJECT, "tea", APPLIED, REVIEWED, *AGREED, ADMITTED)


def test_the_channel_opens_with_the_permits_of_the_kind() -> None:
    outcome = given(GREEN_CHANNEL, "tea").when(OPEN, by="system").then(OPENED)
    assert "projects.permits_required" in outcome.context.used


def test_a_channel_opens_once_and_by_no_person() -> None:
    channel().when(OPEN, by="system").refused(ALREADY_EXISTS)
    given(GREEN_CHANNEL, "tea").when(OPEN, by="housing").not_permitted()


def test_the_town_requests_a_permit_on_the_list() -> None:
    channel().when(REQUEST, by="jufeng").then(REQUESTED)
    channel().when(REQUEST, by="taoluo").not_permitted()


def test_a_permit_that_is_not_on_the_list_is_refused() -> None:
    other = RequestPermit("tea", permit="fishing-licence")
    channel().when(other, by="jufeng").refused(rules.PERMIT_IS_LISTED)


def test_a_permit_needs_the_national_code_first() -> None:
    without = replace(APPLIED, national_code=None)
    story = given(GREEN_CHANNEL, "tea", OPENED)
    story.and_given(PROJECT, "tea", without).when(REQUEST, by="jufeng").refused(
        rules.CODE_BEFORE_PERMITS
    )
    recorded = NationalCodeRecorded("tea", town="jufeng", national_code=CODE)
    later = story.and_given(PROJECT, "tea", without, recorded)
    later.when(REQUEST, by="jufeng").then(REQUESTED)


def test_a_permit_is_requested_once_and_again_after_a_refusal() -> None:
    channel(REQUESTED).when(REQUEST, by="jufeng").refused(rules.PERMIT_STATUS_ALLOWS)
    channel(REQUESTED, ACCEPTED, GRANTED).when(REQUEST, by="jufeng").refused(
        rules.PERMIT_STATUS_ALLOWS
    )
    channel(REQUESTED, ACCEPTED, REFUSED).when(REQUEST, by="jufeng").then(REQUESTED)


@pytest.mark.parametrize("by", ["approval", "lanshan-approval"])
def test_accepting_a_permit_starts_its_limit(by: str) -> None:
    accepted = PermitAccepted(
        "tea", town="jufeng", permit=PERMIT, organisation=by, accepted_on=TODAY,
        green_channel_working_days=10, statutory_working_days=20,
    )  # fmt: skip
    asked = replace(REQUESTED, organisation=by)
    channel(asked).when(ACCEPT, by=by).then(accepted)
    assert channel(asked, accepted).deadlines == [
        Deadline(PERMIT, TODAY, 10, "working", "RZ-2.1.b")
    ]


def test_the_limits_that_applied_stand_in_the_event() -> None:
    shorter = {"projects.permit_green_channel_working_days": 5}
    outcome = channel(REQUESTED).when(ACCEPT, by="approval", parameters=shorter)
    outcome.then(
        PermitAccepted(
            "tea", town="jufeng", permit=PERMIT, organisation="approval", accepted_on=TODAY,
            green_channel_working_days=5, statutory_working_days=20,
        )
    )  # fmt: skip


@pytest.mark.parametrize("by", ["taoluo", "lanshan", "donggang-approval", "housing"])
def test_nobody_else_accepts_or_decides(by: str) -> None:
    channel(REQUESTED).when(ACCEPT, by=by).not_permitted()
    channel(REQUESTED, ACCEPTED).when(GRANT, by=by).not_permitted()


def test_a_town_has_no_case_that_another_was_asked_for() -> None:
    channel(REQUESTED).when(ACCEPT, by="jufeng").refused(rules.ANSWERED_BY_WHO_WAS_ASKED)
    decided = channel(REQUESTED, ACCEPTED).when(GRANT, by="jufeng")
    decided.refused(rules.DECIDED_BY_WHO_ACCEPTED)


def test_only_a_requested_permit_is_accepted() -> None:
    channel().when(ACCEPT, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)
    story = channel(REQUESTED, ACCEPTED)
    story.when(ACCEPT, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)


def test_who_accepted_grants_or_refuses_and_the_limit_ends() -> None:
    channel(REQUESTED, ACCEPTED).when(GRANT, by="approval").then(GRANTED)
    refuse = DecidePermit("tea", permit=PERMIT, granted=False, reason="不符合条件")
    channel(REQUESTED, ACCEPTED).when(refuse, by="approval").then(REFUSED)
    (left,) = channel(REQUESTED, ACCEPTED, GRANTED).deadlines
    assert left.key == f"{PERMIT}:delivery"


def test_a_permit_is_decided_by_who_accepted_it() -> None:
    story = channel(REQUESTED, ACCEPTED)
    outcome = story.when(GRANT, by="lanshan-approval").refused(rules.DECIDED_BY_WHO_ACCEPTED)
    assert outcome.refusal is not None and "市行政审批服务局" in outcome.refusal.zh


def test_only_an_accepted_permit_is_decided() -> None:
    channel(REQUESTED).when(GRANT, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)


def test_a_permit_not_decided_in_time_is_late_once() -> None:
    channel(REQUESTED, ACCEPTED).when_passed(PERMIT, DUE).then(OVERDUE)
    late = channel(REQUESTED, ACCEPTED, OVERDUE)
    assert late.deadlines == []
    late.when_passed(PERMIT, DUE).refused(NOTHING_CHANGES)


def test_a_decided_permit_is_not_late_any_more() -> None:
    channel(REQUESTED, ACCEPTED, GRANTED).when_passed(PERMIT, DUE).refused(NOTHING_CHANGES)
    channel().when_passed("fishing-licence", DUE).refused(NOTHING_CHANGES)


def test_a_new_acceptance_runs_a_new_limit() -> None:
    again = channel(REQUESTED, ACCEPTED, OVERDUE, REFUSED, REQUESTED, ACCEPTED)
    assert [d.key for d in again.deadlines] == [PERMIT]
    next_due = date(2024, 4, 12)
    again.when_passed(PERMIT, next_due).then(
        PermitOverdue("tea", town="jufeng", permit=PERMIT, organisation="approval", due_on=next_due)
    )


def test_the_flag_of_a_late_permit_clears_once_its_issue_is_resolved() -> None:
    late = channel(REQUESTED, ACCEPTED, OVERDUE)
    late.when(CLEAR, by="system").then(CLEARED)
    late.when(CLEAR, by="housing").not_permitted()
    cleared = channel(REQUESTED, ACCEPTED, OVERDUE, CLEARED)
    cleared.when(CLEAR, by="system").refused(FLAG_STANDS)


def test_a_permit_without_a_flag_has_none_to_clear() -> None:
    channel(REQUESTED).when(CLEAR, by="system").refused(FLAG_STANDS)


def test_exit_closes_the_channel_and_its_limits_end() -> None:
    channel().when(CLOSE, by="system").then(CLOSED)
    closed = channel(REQUESTED, ACCEPTED, CLOSED)
    assert closed.deadlines == []
    closed.when_passed(PERMIT, DUE).refused(NOTHING_CHANGES)
    closed.when(GRANT, by="approval").refused(rules.CHANNEL_IS_OPEN)
    closed.when(CLOSE, by="system").refused(rules.CHANNEL_IS_OPEN)


def test_closing_names_what_was_undecided() -> None:
    left = GreenChannelClosed(
        "tea", town="jufeng", permits=("construction-permit", "project-filing"), reason="企业停建"
    )
    channel(REQUESTED, ACCEPTED, GRANTED).when(CLOSE, by="system").then(left)


def test_a_flag_clears_even_after_the_channel_closed() -> None:
    channel(REQUESTED, ACCEPTED, OVERDUE, CLOSED).when(CLEAR, by="system").then(CLEARED)
