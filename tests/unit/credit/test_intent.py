"""RZ-2.4.f: letters of intent: who may borrow, drawn ≤ approved ≤ intended, nothing new once expired."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.credit.domain.institution import INSTITUTION
from services.credit.domain.intent import INTENT, rules
from services.credit.domain.library_project import LIBRARY_PROJECT
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from shared.schemas.credit import intent as intents
from shared.schemas.credit.institution import InstitutionRegistered
from shared.schemas.credit.library_project import LibraryProjectLeft, LibraryProjectNoted
from tests.given import Given, given
from tests.unit.credit.demands import RURAL, TODAY

POLICY = "institution-policy"
EXPIRES = date(2024, 12, 31)
IS_POLICY = InstitutionRegistered(
    POLICY, name="演示-政策性银行", credit_code="91371100000000003x", kind="policy-bank",
    group="policy", joined=True, registered_on=TODAY,
)  # fmt: skip
PROJECT = LibraryProjectNoted("p-1", name="演示-供水管网", town="taoluo", county="donggang")
REGISTER = intents.RegisterIntent(
    "i-1", institution=POLICY, towns=["taoluo", "chaohe"], amount_fen=1000, expires_on=EXPIRES,
    signed_on=TODAY, document="演示-意向协议-1",
)  # fmt: skip
REGISTERED = intents.IntentRegistered.of(REGISTER, registered_by="local-finance")
NOMINATE = intents.NominateUse(
    "i-1", use="u-1", town="taoluo", project="p-1", purpose="infrastructure",
    borrower="演示-水务公司", credit_code="91371100000000009x", borrower_kind="state-firm",
    amount_fen=800, repayment="own-revenue", government_promise=False,
)  # fmt: skip
NOMINATED = intents.UseNominated.of(
    NOMINATE, institution=POLICY, nominated_by="taoluo", nominated_on=TODAY
)
APPROVE = intents.RecordIntentApproval(
    "i-1", use="u-1", amount_fen=600, until=date(2026, 12, 31), document="演示-授信批复-1"
)
APPROVED = intents.IntentCreditApproved.of(
    APPROVE, town="taoluo", project="p-1", approved_on=TODAY, entered_by=POLICY
)
DRAW = intents.RecordDrawdown("i-1", use="u-1", drawdown="w-1", amount_fen=600, drawn_on=TODAY)
DRAWN = intents.IntentDrawn.of(DRAW, town="taoluo", project="p-1", entered_by=POLICY)
EXPIRED = intents.IntentExpired("i-1", due_on=EXPIRES)
RENEW = intents.RenewIntent("i-1", expires_on=date(2025, 12, 31), document="演示-续期-1")
WITHDRAW = intents.WithdrawUse("i-1", use="u-1", town="taoluo", reason="另有融资")


def intent(*events: Any, project: tuple[Any, ...] = (PROJECT,)) -> Given:
    known = given(INTENT, "i-1", *events).and_given(INSTITUTION, POLICY, IS_POLICY)
    return known.and_given(LIBRARY_PROJECT, "p-1", *project)


def test_one_framework_serves_several_pilot_towns() -> None:
    intent().when(REGISTER, by="local-finance").then(REGISTERED)
    for towns in ([], ["taoluo", "nanhu"]):
        other = replace(REGISTER, towns=towns)
        intent().when(other, by="local-finance").refused(rules.TOWNS_OF_THE_FRAMEWORK)
    past = replace(REGISTER, expires_on=TODAY)
    intent().when(past, by="local-finance").refused(rules.INTENT_IS_AHEAD)


def test_a_use_is_a_library_project_of_a_town_of_the_framework() -> None:
    intent(REGISTERED).when(NOMINATE, by="taoluo").then(NOMINATED)
    elsewhere = replace(NOMINATE, town="jufeng")
    intent(REGISTERED).when(elsewhere, by="jufeng").refused(rules.INTENT_SERVES_THE_TOWN)
    left = (PROJECT, LibraryProjectLeft("p-1", reason="停建", town="taoluo"))
    intent(REGISTERED, project=left).when(NOMINATE, by="taoluo").refused(
        rules.INTENT_FOR_LIBRARY_PROJECT
    )


def test_no_government_body_borrows_whatever_it_calls_itself() -> None:
    for body in (
        replace(NOMINATE, borrower_kind="government"),
        replace(NOMINATE, credit_code="11371100000000009x"),
        replace(NOMINATE, borrower="涛雒镇"),
        replace(NOMINATE, borrower=" 市财政局 "),
    ):
        intent(REGISTERED).when(body, by="taoluo").refused(rules.BORROWER_IS_NO_GOVERNMENT)


def test_the_borrower_repays_from_its_own_revenue_without_a_promise_of_the_government() -> None:
    for promise in (
        replace(NOMINATE, repayment="public-money"),
        replace(NOMINATE, government_promise=True),
    ):
        intent(REGISTERED).when(promise, by="taoluo").refused(rules.REPAID_FROM_OWN_REVENUE)


def test_what_is_nominated_stays_within_what_is_intended_and_each_use_once() -> None:
    more = replace(NOMINATE, use="u-2", amount_fen=201)
    intent(REGISTERED, NOMINATED).when(more, by="taoluo").refused(rules.NOMINATED_WITHIN_INTENDED)
    assert not intent(REGISTERED, NOMINATED, APPROVED).when(more, by="taoluo").refusal
    intent(REGISTERED, NOMINATED).when(NOMINATE, by="taoluo").refused(rules.USE_IS_NEW)
    withdrawn = intents.UseWithdrawn.of(WITHDRAW, withdrawn_on=TODAY)
    intent(REGISTERED, NOMINATED).when(WITHDRAW, by="taoluo").then(withdrawn)
    intent(REGISTERED, NOMINATED, APPROVED).when(WITHDRAW, by="taoluo").refused(
        rules.USE_IS_NOMINATED
    )


def test_the_institution_approves_within_what_is_intended_and_was_nominated() -> None:
    intent(REGISTERED, NOMINATED).when(APPROVE, by=POLICY).then(APPROVED)
    intent(REGISTERED, NOMINATED).when(APPROVE, by=RURAL).refused(INSTITUTION_ACTS_FOR_ITSELF)
    intent(REGISTERED).when(APPROVE, by=POLICY).refused(rules.USE_IS_NOMINATED)
    more = replace(APPROVE, amount_fen=801)
    intent(REGISTERED, NOMINATED).when(more, by=POLICY).refused(rules.APPROVED_WITHIN_INTENDED)
    past = replace(APPROVE, until=date(2024, 2, 29))
    intent(REGISTERED, NOMINATED).when(past, by=POLICY).refused(rules.DRAWN_IN_TIME)


def test_what_is_drawn_stays_within_what_was_approved_and_its_days() -> None:
    approved = (REGISTERED, NOMINATED, APPROVED)
    intent(*approved).when(DRAW, by=POLICY).then(DRAWN)
    intent(*approved, DRAWN).when(replace(DRAW, drawdown="w-2", amount_fen=1), by=POLICY).refused(
        rules.DRAWN_WITHIN_APPROVED
    )
    part = replace(DRAWN, amount_fen=100)
    intent(*approved, part).when(replace(DRAW, amount_fen=100), by=POLICY).refused(
        rules.DRAWDOWN_IS_NEW
    )
    early = replace(DRAW, drawn_on=date(2024, 2, 29))
    intent(*approved).when(early, by=POLICY).refused(rules.DRAWN_IN_TIME)


def test_after_its_expiry_nothing_new_is_nominated_or_approved_but_credit_draws() -> None:
    story = (REGISTERED, NOMINATED, APPROVED)
    intent(*story).when_passed("expiry", EXPIRES).then(EXPIRED)
    later = datetime(2025, 1, 6, 4, tzinfo=UTC)
    other = replace(NOMINATE, use="u-2", amount_fen=1)
    for expired in (intent(*story), intent(*story, EXPIRED)):
        expired.when(other, by="taoluo", at=later).refused(rules.INTENT_IS_IN_FORCE)
    waiting = intent(REGISTERED, NOMINATED, EXPIRED)
    waiting.when(APPROVE, by=POLICY, at=later).refused(rules.INTENT_IS_IN_FORCE)
    draw = replace(DRAW, drawn_on=date(2025, 1, 6))
    assert not intent(*story, EXPIRED).when(draw, by=POLICY, at=later).refusal
    renewed = intents.IntentRenewed.of(RENEW, renewed_on=date(2025, 1, 6))
    intent(*story, EXPIRED).when(RENEW, by="local-finance", at=later).then(renewed)
    assert not intent(*story, EXPIRED, renewed).when(other, by="taoluo", at=later).refusal
    sooner = replace(RENEW, expires_on=EXPIRES)
    intent(*story).when(sooner, by="local-finance").refused(rules.INTENT_IS_AHEAD)


def test_thirty_days_ahead_local_finance_is_asked_to_renew_what_is_not_used() -> None:
    [task] = intent(REGISTERED).tasks.values()
    assert task.since == date(2024, 12, 1)
    assert intent(REGISTERED).turns == {("local-finance", task.key)}
    whole = replace(NOMINATED, amount_fen=1000), replace(APPROVED, amount_fen=1000)
    assert intent(REGISTERED, *whole).turns == set()
