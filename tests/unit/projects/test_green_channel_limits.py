"""RZ-2.1.b: notices, gaps, clock stops, extensions, commitments and delivery."""

from dataclasses import replace
from datetime import date

import pytest

from services.projects.domain.green_channel import rules
from shared.kernel.aggregate import FLAG_STANDS, Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.projects.green_channel import (
    ClearDeliveryFlag,
    DeliveryFlagCleared,
    RequestPermit,
)
from shared.schemas.projects.green_channel_acceptance import (
    AcceptanceDeclined,
    AcceptanceLapsed,
    AcceptPermit,
    AcceptWithGaps,
    DeclineAcceptance,
    DeficiencyNotified,
    FillGap,
    GapFilled,
    NotifyDeficiency,
    PermitRequestWithdrawn,
    WithdrawPermitRequest,
)
from shared.schemas.projects.green_channel_clock import (
    ClockPaused,
    ClockResumed,
    ExtendPermit,
    PauseClock,
    PermitExtended,
    ResumeClock,
)
from shared.schemas.projects.green_channel_decisions import (
    CommitmentBreached,
    CommitmentVerified,
    DecideOnCommitment,
    DeliverPermit,
    PermitDelivered,
    PermitDeliveryOverdue,
    PermitGranted,
    PermitRevoked,
    RevokePermit,
    VerifyCommitment,
)
from tests.unit.projects.library import TODAY
from tests.unit.projects.test_green_channel import (
    ACCEPTED,
    CLOSED,
    GRANT,
    GRANTED,
    PERMIT,
    REFUSED,
    REQUEST,
    REQUESTED,
    channel,
)

DECLINE = DeclineAcceptance(
    "tea", permit=PERMIT, reason="属县级权限", document="日审不受〔2024〕1号"
)
ID = {"project": "tea", "town": "jufeng", "permit": PERMIT}
FILL_BY = date(2024, 3, 11)
GAPS = ("用地批准书", "环评批复")
WITH_GAPS = replace(ACCEPTED, gaps=GAPS, fill_by=FILL_BY)
TAKE_WITH_GAPS = AcceptWithGaps("tea", permit=PERMIT, gaps=GAPS, fill_by=FILL_BY)
NOTIFY = NotifyDeficiency("tea", permit=PERMIT, missing=("总平面图", "红线图"))
NOTIFIED = DeficiencyNotified(
    **ID, organisation="approval", missing=("总平面图", "红线图"), notified_on=TODAY
)
PAUSE = PauseClock("tea", permit=PERMIT, cause="expert-review", notice="告知书1号")
PAUSED = ClockPaused(**ID, cause="expert-review", notice="告知书1号", paused_on=TODAY)
RESUMED = ClockResumed(**ID, paused_on=TODAY, resumed_on=date(2024, 3, 8))
EXTEND = ExtendPermit("tea", permit=PERMIT, reason="情况复杂", notice="延期告知1号")
EXTENDED = PermitExtended(
    **ID, organisation="approval", working_days=10, reason="情况复杂", notice="延期告知1号",
    extended_on=TODAY,
)  # fmt: skip
PROMISE = DecideOnCommitment("tea", permit=PERMIT, commitment="承诺退线符合规划条件")
PROMISED = PermitGranted(
    **ID, organisation="approval", reason="申请人书面承诺符合条件，以告知承诺方式准予", document=None,
    decided_on=TODAY, delivery_working_days=10, commitment="承诺退线符合规划条件",
)  # fmt: skip
VERIFIED = CommitmentVerified(**ID, organisation="approval", findings="现场核查", verified_on=TODAY)
BREACHED = CommitmentBreached(**ID, organisation="approval", findings="现场核查", verified_on=TODAY)


def test_all_that_is_missing_is_told_at_once() -> None:
    channel(REQUESTED).when(NOTIFY, by="approval").then(NOTIFIED)
    again = channel(REQUESTED, NOTIFIED, REQUESTED)
    again.when(NOTIFY, by="approval").refused(rules.NOTIFIED_AT_ONCE)
    nothing = NotifyDeficiency("tea", permit=PERMIT, missing=())
    channel(REQUESTED).when(nothing, by="approval").refused(rules.SOMETHING_IS_NAMED)


def test_after_a_refusal_a_new_request_may_be_sent_back_again() -> None:
    story = channel(REQUESTED, NOTIFIED, REQUESTED, ACCEPTED, REFUSED, REQUESTED)
    story.when(NOTIFY, by="approval").then(NOTIFIED)


def test_the_town_corrects_and_the_time_for_a_notice_runs_anew() -> None:
    assert channel(REQUESTED, NOTIFIED).deadlines == []
    channel(REQUESTED, NOTIFIED).when(REQUEST, by="jufeng").then(REQUESTED)


def test_without_a_notice_in_five_working_days_the_request_counts_as_accepted() -> None:
    notice = f"{PERMIT}:notice"
    assert channel(REQUESTED).deadlines == [Deadline(notice, TODAY, 5, "working", "RZ-2.1.b")]
    deemed = replace(ACCEPTED, deemed=True)
    channel(REQUESTED).when_passed(notice, date(2024, 3, 8)).then(deemed)
    channel(REQUESTED, deemed).when(NOTIFY, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)
    channel(REQUESTED, NOTIFIED).when_passed(notice, date(2024, 3, 8)).refused(NOTHING_CHANGES)


def test_what_counts_as_accepted_is_with_the_organ_that_was_asked() -> None:
    asked = RequestPermit("tea", permit=PERMIT, organisation="lanshan-approval")
    requested = replace(REQUESTED, organisation="lanshan-approval")
    channel().when(asked, by="jufeng").then(requested)
    outcome = channel(requested).when_passed(f"{PERMIT}:notice", date(2024, 3, 8))
    outcome.then(replace(ACCEPTED, organisation="lanshan-approval", deemed=True))
    elsewhere = RequestPermit("tea", permit=PERMIT, organisation="donggang-approval")
    channel().when(elsewhere, by="jufeng").refused(rules.ORGAN_MAY_ACCEPT)


def test_what_counts_as_accepted_may_be_taken_up_and_its_limit_runs_on() -> None:
    earlier = replace(REQUESTED, requested_on=date(2024, 2, 20))
    deemed = replace(ACCEPTED, accepted_on=date(2024, 2, 20), deemed=True)
    taken = replace(deemed, deemed=False)
    accept = AcceptPermit("tea", permit=PERMIT)
    channel(earlier, deemed).when(accept, by="approval").then(taken)
    channel(earlier, deemed, taken).when(accept, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)


@pytest.mark.parametrize("command", ["accept", "gaps", "notice", "decline", "commitment"])
def test_who_was_asked_for_a_permit_answers_and_nobody_else(command: str) -> None:
    cmd = {
        "accept": AcceptPermit("tea", permit=PERMIT),
        "gaps": TAKE_WITH_GAPS,
        "notice": NotifyDeficiency("tea", permit=PERMIT, missing=("承诺书",)),
        "decline": DECLINE,
        "commitment": DecideOnCommitment("tea", permit=PERMIT, commitment="承诺"),
    }[command]
    channel(REQUESTED).when(cmd, by="lanshan-approval").refused(rules.ANSWERED_BY_WHO_WAS_ASKED)
    asked = replace(REQUESTED, organisation="lanshan-approval")
    assert channel(asked).when(cmd, by="lanshan-approval").events


def test_a_request_to_the_wrong_organ_is_declined_in_writing_and_made_anew() -> None:
    declined = AcceptanceDeclined(
        "tea", town="jufeng", permit=PERMIT, organisation="approval", reason=DECLINE.reason,
        document=DECLINE.document, declined_on=TODAY,
    )  # fmt: skip
    channel(REQUESTED).when(DECLINE, by="approval").then(declined)
    after = channel(REQUESTED, declined)
    assert after.deadlines == [], "it never counts as accepted"
    anew = RequestPermit("tea", permit=PERMIT, organisation="lanshan-approval")
    assert after.when(anew, by="jufeng").events
    channel(REQUESTED, ACCEPTED).when(DECLINE, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)


def test_a_town_takes_a_request_back_before_the_decision_and_no_clock_runs_on() -> None:
    cmd = WithdrawPermitRequest("tea", permit=PERMIT, reason="方案重做")
    withdrawn = PermitRequestWithdrawn(
        "tea", town="jufeng", permit=PERMIT, organisation="approval", reason="方案重做",
        withdrawn_on=TODAY,
    )  # fmt: skip
    for story in (channel(REQUESTED), channel(REQUESTED, ACCEPTED), channel(REQUESTED, WITH_GAPS)):
        story.when(cmd, by="jufeng").then(withdrawn)
        story.when(cmd, by="approval").not_permitted()
    assert channel(REQUESTED, ACCEPTED, withdrawn).deadlines == []
    assert (
        channel(REQUESTED, withdrawn).when(RequestPermit("tea", permit=PERMIT), by="jufeng").events
    )
    channel(REQUESTED, withdrawn).when(cmd, by="jufeng").refused(rules.PERMIT_STATUS_ALLOWS)


def test_a_permit_is_accepted_with_gaps_and_a_day_by_which_they_are_filled() -> None:
    channel(REQUESTED).when(TAKE_WITH_GAPS, by="approval").then(WITH_GAPS)
    for gaps in ((), (GAPS[0], GAPS[0])):
        wrong = replace(TAKE_WITH_GAPS, gaps=gaps)
        channel(REQUESTED).when(wrong, by="approval").refused(rules.SOMETHING_IS_NAMED)


@pytest.mark.parametrize("day", [TODAY, date(2024, 3, 22)])
def test_gaps_are_filled_after_the_acceptance_and_within_the_limit(day: date) -> None:
    cmd = AcceptWithGaps("tea", permit=PERMIT, gaps=GAPS, fill_by=day)
    channel(REQUESTED).when(cmd, by="approval").refused(rules.GAPS_ARE_FILLED_SOON)


def test_a_permit_is_not_granted_with_a_gap_open() -> None:
    story = channel(REQUESTED, WITH_GAPS)
    story.when(GRANT, by="approval").refused(rules.NO_GRANT_WITH_GAPS)
    story.when(PROMISE, by="approval").refused(rules.NO_GRANT_WITH_GAPS)
    first = GapFilled(**ID, gap=GAPS[0], filled_on=TODAY)
    story.when(FillGap("tea", permit=PERMIT, gap=GAPS[0]), by="approval").then(first)
    half = channel(REQUESTED, WITH_GAPS, first)
    half.when(GRANT, by="approval").refused(rules.NO_GRANT_WITH_GAPS)
    half.when(FillGap("tea", permit=PERMIT, gap=GAPS[0]), by="approval").refused(rules.GAP_IS_OPEN)
    filled = channel(REQUESTED, WITH_GAPS, first, GapFilled(**ID, gap=GAPS[1], filled_on=TODAY))
    filled.when(GRANT, by="approval").then(GRANTED)


def test_a_gap_not_filled_by_its_day_lapses_the_acceptance() -> None:
    gaps = f"{PERMIT}:gaps"
    story = channel(REQUESTED, WITH_GAPS)
    assert Deadline(gaps, TODAY, 10, "calendar", "RZ-2.1.b") in story.deadlines
    lapsed = AcceptanceLapsed(**ID, organisation="approval", gaps=GAPS, due_on=FILL_BY)
    story.when_passed(gaps, FILL_BY).then(lapsed)
    after = channel(REQUESTED, WITH_GAPS, lapsed)
    assert after.deadlines == []
    after.when(GRANT, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)
    after.when(REQUEST, by="jufeng").then(REQUESTED)


def test_the_clock_stops_for_the_causes_of_the_law_only() -> None:
    story = channel(REQUESTED, ACCEPTED)
    story.when(PAUSE, by="approval").then(PAUSED)
    holiday = PauseClock("tea", permit=PERMIT, cause="staff-leave", notice="告知书1号")
    story.when(holiday, by="approval").refused(rules.CLOCK_STOPS_FOR_CAUSE)
    story.when(PAUSE, by="lanshan-approval").refused(rules.DECIDED_BY_WHO_ACCEPTED)


def test_no_limit_runs_while_the_clock_stands_still_and_the_stop_does_not_count() -> None:
    story = channel(REQUESTED, ACCEPTED, PAUSED)
    assert story.deadlines == []
    story.when(PAUSE, by="approval").refused(rules.CLOCK_RUNS)
    story.when(GRANT, by="approval").refused(rules.CLOCK_RUNS)
    story.when(PROMISE, by="approval").refused(rules.CLOCK_RUNS)
    resumed = ClockResumed(**ID, paused_on=TODAY, resumed_on=TODAY)
    story.when(ResumeClock("tea", permit=PERMIT), by="approval").then(resumed)
    (limit,) = channel(REQUESTED, ACCEPTED, PAUSED, RESUMED).deadlines
    assert limit.stopped == ((TODAY, date(2024, 3, 8)),)


def test_only_a_clock_that_stands_still_is_resumed() -> None:
    story = channel(REQUESTED, ACCEPTED)
    story.when(ResumeClock("tea", permit=PERMIT), by="approval").refused(rules.CLOCK_STANDS_STILL)


def test_the_head_of_the_organ_extends_once_and_within_the_limit() -> None:
    head = ("principal",)
    story = channel(REQUESTED, ACCEPTED)
    story.when(EXTEND, by="approval", duties=head).then(EXTENDED)
    story.when(EXTEND, by="approval").not_permitted()
    extended = channel(REQUESTED, ACCEPTED, EXTENDED)
    assert [d.days for d in extended.deadlines] == [20]
    extended.when(EXTEND, by="approval", duties=head).refused(rules.EXTENDED_ONCE)
    (late,) = story.when_passed(PERMIT, date(2024, 3, 15)).events
    over = channel(REQUESTED, ACCEPTED, late)
    over.when(EXTEND, by="approval", duties=head).refused(rules.EXTENDED_WITHIN_LIMIT)


def test_a_joint_permit_has_45_working_days_by_law_and_15_more() -> None:
    joint = replace(ACCEPTED, joint=True, green_channel_working_days=25, statutory_working_days=45)
    channel(REQUESTED).when(AcceptPermit("tea", permit=PERMIT, joint=True), by="approval").then(
        joint
    )
    outcome = channel(REQUESTED, joint).when(EXTEND, by="approval", duties=("principal",))
    outcome.then(replace(EXTENDED, working_days=15))


def test_the_channel_is_never_slower_than_the_law() -> None:
    slow = {
        "projects.permit_green_channel_working_days": 30,
        "projects.permit_type_green_channel_working_days": {PERMIT: 30},
    }
    outcome = channel(REQUESTED).when(
        AcceptPermit("tea", permit=PERMIT), by="approval", parameters=slow
    )
    outcome.then(replace(ACCEPTED, green_channel_working_days=20))


def test_a_permit_may_be_granted_on_a_commitment() -> None:
    channel(REQUESTED).when(PROMISE, by="approval").then(PROMISED)
    channel(REQUESTED, ACCEPTED).when(PROMISE, by="lanshan-approval").refused(
        rules.DECIDED_BY_WHO_ACCEPTED
    )


@pytest.mark.parametrize("stake", ["safety", "ecology", "finance", "health", "life"])
def test_no_commitment_will_do_where_these_are_at_stake(stake: str) -> None:
    risky = replace(PROMISE, at_stake=(stake,))
    channel(REQUESTED).when(risky, by="approval").refused(rules.NOT_BY_COMMITMENT)


def test_a_construction_permit_is_never_granted_on_a_commitment() -> None:
    requested = replace(REQUESTED, permit="construction-permit")
    cmd = replace(PROMISE, permit="construction-permit")
    channel(requested).when(cmd, by="approval").refused(rules.NOT_BY_COMMITMENT)


def test_a_commitment_is_verified_once_and_a_breach_lets_the_permit_be_revoked() -> None:
    kept = VerifyCommitment("tea", permit=PERMIT, kept=True, findings="现场核查")
    channel(REQUESTED, PROMISED).when(kept, by="approval").then(VERIFIED)
    broken = replace(kept, kept=False)
    channel(REQUESTED, PROMISED).when(broken, by="approval").then(BREACHED)
    checked = channel(REQUESTED, PROMISED, VERIFIED)
    checked.when(kept, by="approval").refused(rules.COMMITMENT_AWAITS_CHECK)
    ordinary = channel(REQUESTED, ACCEPTED, GRANTED)
    ordinary.when(kept, by="approval").refused(rules.COMMITMENT_AWAITS_CHECK)
    revoke = RevokePermit("tea", permit=PERMIT, reason="未兑现承诺", document="撤字第1号")
    revoked = PermitRevoked(
        **ID, organisation="approval", reason="未兑现承诺", document="撤字第1号", revoked_on=TODAY
    )
    channel(REQUESTED, PROMISED, BREACHED).when(revoke, by="approval").then(revoked)
    after = channel(REQUESTED, PROMISED, BREACHED, revoked)
    assert after.deadlines == []
    after.when(revoke, by="approval").refused(rules.PERMIT_STATUS_ALLOWS)


def test_a_grant_is_delivered_once_within_ten_working_days() -> None:
    key, due_on = f"{PERMIT}:delivery", date(2024, 3, 15)
    story = channel(REQUESTED, ACCEPTED, GRANTED)
    assert story.deadlines == [Deadline(key, TODAY, 10, "working", "RZ-2.1.b")]
    overdue = PermitDeliveryOverdue(**ID, organisation="approval", due_on=due_on)
    story.when_passed(key, due_on).then(overdue)
    assert channel(REQUESTED, ACCEPTED, GRANTED, overdue).deadlines == []
    delivered = PermitDelivered(**ID, organisation="approval", delivered_on=TODAY)
    story.when(DeliverPermit("tea", permit=PERMIT), by="approval").then(delivered)
    done = channel(REQUESTED, ACCEPTED, GRANTED, delivered)
    assert done.deadlines == []
    done.when(DeliverPermit("tea", permit=PERMIT), by="approval").refused(rules.DELIVERED_ONCE)


def test_the_flag_of_a_late_delivery_clears_once_its_issue_is_resolved() -> None:
    clear = ClearDeliveryFlag("tea", permit=PERMIT, issue="i-1")
    overdue = PermitDeliveryOverdue(**ID, organisation="approval", due_on=date(2024, 3, 15))
    cleared = DeliveryFlagCleared(**ID, issue="i-1")
    late = channel(REQUESTED, ACCEPTED, GRANTED, overdue)
    late.when(clear, by="system").then(cleared)
    late.when(clear, by="housing").not_permitted()
    after = channel(REQUESTED, ACCEPTED, GRANTED, overdue, cleared)
    after.when(clear, by="system").refused(FLAG_STANDS)
    revoked = PermitRevoked(
        **ID, organisation="approval", reason="未兑现承诺", document="撤字第1号", revoked_on=TODAY
    )
    again = channel(REQUESTED, ACCEPTED, GRANTED, overdue, revoked, REQUESTED)
    again.when(clear, by="system").then(cleared)


def test_a_grant_is_delivered_also_after_the_channel_closed() -> None:
    story = channel(REQUESTED, ACCEPTED, GRANTED, CLOSED)
    assert story.when(DeliverPermit("tea", permit=PERMIT), by="approval").events
