"""RZ-2.6.b: a power stands still, goes on, goes back; evaluation, disputes and support."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.empowerment.domain import duty_list
from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.state import DELEGATION
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import duty_list as duties
from tests.given import given
from tests.unit.empowerment.powers import (
    ASSESSED,
    BY_AGREEMENT,
    DELEGATED,
    ENTRUSTED_UNTIL,
    ORGAN,
    PREPARED,
    SUPPORT_DUE,
    SUSPENDED,
    TAKEN_UP,
    TODAY,
    WITHDRAWN,
    delegation,
    only,
)

ID = "planning-taoluo"
RUNS = (ASSESSED, DELEGATED, PREPARED, TAKEN_UP)
WITHDRAW = delegations.WithdrawPower(ID, reason="承接不了", document="演示-收1号")
REQUEST = delegations.RequestWithdrawal(ID, reason="两名专业人员调离")
REQUESTED = delegations.WithdrawalRequested.of(
    REQUEST, town="taoluo", requested_on=TODAY, answer_working_days=30
)
ANSWER = delegations.AnswerWithdrawalRequest(
    ID, agreed=True, reason="承接不了", document="演示-收1号"
)
DUE = running.EvaluationDue(
    ID, town="taoluo", organ=ORGAN, due_on=date(2025, 3, 1), evaluation_working_days=30
)
EVALUATE = running.EvaluateDelegation(
    ID, handled=40, late=2, result="keep", findings="运行平稳", document="演示-评1号"
)


def test_a_power_is_suspended_and_resumed_by_its_department_or_county() -> None:
    suspend = delegations.SuspendPower(ID, reason="人员不足", document="演示-停1号")
    for by in (ORGAN, "donggang", "donggang-staffing"):
        delegation(*RUNS).when(suspend, by=by).then(SUSPENDED)
    delegation(*RUNS).when(suspend, by="donggang-housing").refused(rules.ORGAN_ACTS)
    resume = delegations.ResumePower(ID, reason="人员到位", document="演示-复1号")
    delegation(*RUNS, SUSPENDED).when(resume, by=ORGAN).then(
        delegations.PowerResumed.of(
            resume, town="taoluo", item="planning", permit="planning-permit", resumed_on=TODAY
        )
    )
    lacking = replace(ASSESSED, lacking=("window",))
    delegation(*RUNS, SUSPENDED, lacking).when(resume, by=ORGAN).refused(rules.CAPACITY_SUFFICES)


def test_a_power_is_withdrawn_from_today_or_later_never_backwards() -> None:
    delegation(*RUNS).when(WITHDRAW, by=ORGAN).then(WITHDRAWN)
    later = TODAY + timedelta(days=31)
    delegation(*RUNS).when(replace(WITHDRAW, effective_on=later), by="donggang").then(
        replace(WITHDRAWN, effective_on=later)
    )
    back = replace(WITHDRAW, effective_on=TODAY - timedelta(days=1))
    delegation(*RUNS).when(back, by=ORGAN).refused(rules.EFFECTIVE_FROM_TODAY)
    delegation(*RUNS, WITHDRAWN).when(WITHDRAW, by=ORGAN).refused(rules.STAGE_ALLOWS)


def test_a_town_asks_for_a_power_to_be_taken_back_and_is_answered() -> None:
    delegation(*RUNS).when(REQUEST, by="taoluo").then(REQUESTED)
    asked = delegation(*RUNS, REQUESTED)
    asked.when(REQUEST, by="taoluo").refused(rules.REQUEST_IS_OPEN)
    answered = delegations.WithdrawalRequestAnswered.of(ANSWER, town="taoluo", answered_on=TODAY)
    asked.when(ANSWER, by=ORGAN).then(answered, replace(WITHDRAWN, cause="request"))
    no = replace(ANSWER, agreed=False, reason="已补充人员")
    asked.when(no, by=ORGAN).then(
        delegations.WithdrawalRequestAnswered.of(no, town="taoluo", answered_on=TODAY)
    )
    delegation(*RUNS).when(ANSWER, by=ORGAN).refused(rules.REQUEST_IS_OPEN)


@pytest.mark.parametrize(
    ("event", "key", "step"),
    [(REQUESTED, "withdrawal-answer", "withdrawal-answer"), (DUE, "evaluation", "evaluation")],
)
def test_the_department_that_does_not_answer_or_evaluate_is_late_once(
    event: object, key: str, step: delegations.DelegationStep
) -> None:
    due_on = date(2025, 4, 14)
    overdue = delegations.DelegationStepOverdue(
        ID, town="taoluo", step=step, organisation=ORGAN, due_on=due_on,
        name="演示-建设工程规划许可",
    )  # fmt: skip
    delegation(*RUNS, event).when_passed(key, due_on).then(overdue)
    assert key not in {d.key for d in delegation(*RUNS, event, overdue).deadlines}


def test_an_entrusted_power_is_warned_of_thirty_days_ahead_and_ends_with_its_term() -> None:
    entrusted = (ASSESSED, BY_AGREEMENT, PREPARED, TAKEN_UP)
    limits = {d.key: d for d in delegation(*entrusted).deadlines}
    assert limits["term"].days - limits["warning"].days == 30
    warned = delegations.DelegationExpiring(ID, town="taoluo", organ=ORGAN, ends_on=ENTRUSTED_UNTIL)
    delegation(*entrusted).when_passed("warning", date(2026, 1, 29)).then(warned)
    assert (ORGAN, "term") in delegation(*entrusted, warned).turns
    gone = only(delegation(*entrusted).when_passed("term", ENTRUSTED_UNTIL))
    assert gone.cause == "expired"


def test_an_entrusted_power_is_extended_beyond_its_term() -> None:
    extend = delegations.ExtendDelegation(ID, agreement="演示-协2号", ends_on=date(2028, 2, 28))
    entrusted = delegation(ASSESSED, BY_AGREEMENT, PREPARED, TAKEN_UP)
    entrusted.when(extend, by=ORGAN).then(
        delegations.DelegationExtended.of(extend, town="taoluo", extended_on=TODAY)
    )
    for wrong in (ENTRUSTED_UNTIL, date(2200, 12, 31)):
        never = replace(extend, ends_on=wrong)
        entrusted.when(never, by=ORGAN).refused(rules.EXTENDED_FURTHER)
    delegation(*RUNS).when(extend, by=ORGAN).refused(rules.ONLY_ENTRUSTED_ENDS)


def test_a_power_is_evaluated_after_a_year_with_its_disputes() -> None:
    delegation(*RUNS).when_passed("year", date(2025, 3, 1)).then(DUE)
    lodged = running.DisputeRecorded(
        ID, dispute="d-1", kind="review", case_number="演示-复议1号", lodged_on=TODAY,
        town="taoluo", respondent="taoluo",
    )  # fmt: skip
    evaluated = running.DelegationEvaluated.of(
        EVALUATE, town="taoluo", reviews=1, suits=0, idle=False, evaluated_by=ORGAN,
        evaluated_on=TODAY, evaluation_calendar_days=365,
    )  # fmt: skip
    delegation(*RUNS, lodged, DUE).when(EVALUATE, by=ORGAN).then(evaluated)
    wrong = replace(EVALUATE, late=41)
    delegation(*RUNS).when(wrong, by=ORGAN).refused(rules.LATE_WITHIN_HANDLED)
    delegation(*RUNS).when(EVALUATE, by="donggang-housing").refused(rules.EVALUATOR_IS_COMPETENT)
    again = delegation(*RUNS, DUE, evaluated)
    assert "year" in {d.key for d in again.deadlines} and not again.turns


def test_a_power_without_one_case_in_a_year_runs_empty() -> None:
    none = replace(EVALUATE, handled=0, late=0, result="withdraw")
    evaluated = only(delegation(*RUNS, DUE).when(none, by="donggang-staffing"))
    assert evaluated.idle
    assert (ORGAN, "conclusion") in delegation(*RUNS, DUE, evaluated).turns


@pytest.mark.parametrize(("given_as", "respondent"), [(DELEGATED, "taoluo"), (BY_AGREEMENT, ORGAN)])
def test_a_dispute_has_its_respondent_also_after_the_power_went_back(
    given_as: object, respondent: str
) -> None:
    record = running.RecordDispute(
        ID, dispute="d-1", kind="suit", case_number="演示-行初1号", lodged_on=TODAY
    )
    recorded = running.DisputeRecorded.of(record, town="taoluo", respondent=respondent)
    gone = (ASSESSED, given_as, PREPARED, TAKEN_UP, WITHDRAWN)
    delegation(*gone).when(record, by=ORGAN).then(recorded)
    delegation(*gone, recorded).when(record, by=ORGAN).refused(rules.DISPUTE_IS_NEW)


def test_support_comes_from_who_promised_it_or_is_overdue() -> None:
    promised = (ASSESSED, replace(DELEGATED, supports=(SUPPORT_DUE,)), PREPARED, TAKEN_UP)
    provider = "donggang-human-resources"
    deliver = running.DeliverSupport(ID, support="s-1", evidence="2人到岗")
    delivered = running.SupportDelivered.of(
        deliver, town="taoluo", provider=provider, delivered_on=TODAY
    )
    story = delegation(*promised)
    assert (provider, "support:s-1") in story.turns
    story.when(deliver, by=provider).then(delivered)
    story.when(deliver, by=ORGAN).refused(rules.PROVIDER_DELIVERS)
    delegation(*promised, delivered).when(deliver, by=provider).refused(rules.SUPPORT_IS_OWED)
    story.when_passed("support:s-1", date(2024, 4, 1)).then(
        running.SupportOverdue(
            ID, town="taoluo", support="s-1", kind="staff", organisation=provider,
            due_on=date(2024, 4, 1), name="演示-建设工程规划许可",
        )
    )  # fmt: skip


def test_powers_go_back_in_a_batch_all_or_none() -> None:
    batch = duties.WithdrawPowersInBatch(
        "taoluo", delegations=(ID, "fines-taoluo"), reason="承接不了", document="演示-收1号"
    )
    fines = replace(ASSESSED, delegation="fines-taoluo", item="fines")
    held = given(duty_list.DUTY_LIST, "taoluo").and_given(DELEGATION, ID, *RUNS)
    both = held.and_given(DELEGATION, "fines-taoluo", fines, DELEGATED)
    both.when(batch, by="donggang").then(
        duties.PowersWithdrawnInBatch.of(batch, withdrawn_on=TODAY),
        replace(WITHDRAWN, cause="batch"),
        replace(WITHDRAWN, delegation="fines-taoluo", item="fines", cause="batch", taken_up=False),
    )
    held.when(batch, by="donggang").refused(duty_list.BATCH_IS_LIVE)
    back = replace(batch, effective_on=TODAY - timedelta(days=1))
    both.when(back, by="donggang").refused(rules.EFFECTIVE_FROM_TODAY)
