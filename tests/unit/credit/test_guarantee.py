"""RZ-2.4.e: a guarantee from its recommendation to the letter; refused for a risk, and reviewed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.credit.domain.borrower import NO_IDENTITY_NUMBER
from services.credit.domain.guarantee import rules
from services.credit.domain.institution import INSTITUTION, INSTITUTION_IS_OPEN
from shared.schemas.credit import guarantee as guarantees
from tests.unit.credit.demands import CITY, RURAL, TODAY
from tests.unit.credit.guarantees import (
    ACCEPT,
    ACCEPTED,
    APPROVE,
    APPROVED,
    ASK,
    COMPANY_IS_OPEN,
    FREED,
    ISSUE,
    ISSUED,
    LEND,
    LENT,
    LOOK,
    LOOKED,
    RECOMMENDED,
    REFUSE,
    REFUSED,
    TAKEN,
    guarantee,
)

REVIEW = guarantees.RequestGuaranteeReview("g-1", reason="负债已清偿")
REVIEWED = guarantees.GuaranteeReviewRequested.of(
    REVIEW, town="taoluo", requested_on=TODAY, review_working_days=5
)
UPHOLD = guarantees.DecideGuaranteeReview(
    "g-1", upheld=True, remark="情况属实", document="演示-复审-1"
)
UPHELD = guarantees.GuaranteeReviewDecided.of(
    UPHOLD, town="taoluo", amount_fen=30_000_000, decided_on=TODAY, decide_working_days=10
)
WITHDRAW = guarantees.WithdrawGuaranteeApplication("g-1", reason="另有融资")


def test_town_bank_or_local_finance_recommends_an_eligible_borrower() -> None:
    guarantee().when(ASK, by="taoluo").then(RECOMMENDED)
    guarantee().when(ASK, by=RURAL).then(replace(RECOMMENDED, recommended_by=RURAL))
    guarantee().when(ASK, by=CITY).refused(rules.LENDER_RECORDS)
    nobody = replace(ASK, institution="institution-2024-9")
    guarantee().when(nobody, by="taoluo").refused(INSTITUTION_IS_OPEN)


def test_only_pilot_towns_moderate_scale_farming_within_the_policys_amounts() -> None:
    elsewhere = replace(ASK, town="nanhu")
    guarantee().when(elsewhere, by="nanhu").refused(rules.PILOT_TOWNS_BORROWER)
    for other in (replace(ASK, industry="industry"), replace(ASK, borrower_kind="other")):
        guarantee().when(other, by="taoluo").refused(rules.MODERATE_SCALE_FARMING)
    for fen in (9_999_999, 300_000_001):
        guarantee().when(replace(ASK, amount_fen=fen), by="taoluo").refused(
            rules.AMOUNT_WITHIN_POLICY
        )
    pigs = replace(ASK, industry="pigs", amount_fen=1_000_000_000)
    assert not guarantee().when(pigs, by="taoluo").refusal


def test_who_guarantees_follows_from_the_reading_in_force() -> None:
    """RZ-2.4.e: 市县农担机构, the agricultural company alone or every government-backed one."""
    other = "institution-2024-7"
    company = replace(COMPANY_IS_OPEN, institution=other)
    asked = guarantee().and_given(INSTITUTION, other, company)
    theirs = replace(ASK, company=other)
    asked.when(theirs, by="taoluo").refused(rules.GUARANTOR_IS_MEANT)
    wide = {"credit.guarantor_reading": "government-backed"}
    assert not asked.when(theirs, by="taoluo", parameters=wide).refusal
    bank = replace(ASK, company=RURAL)
    asked.when(bank, by="taoluo", parameters=wide).refused(rules.GUARANTOR_IS_MEANT)


def test_an_identity_number_is_no_borrower_here_either() -> None:
    person = replace(ASK, borrower="37110019800101001x")
    guarantee().when(person, by="taoluo").refused(NO_IDENTITY_NUMBER)


def test_the_company_accepts_and_looks_step_by_step() -> None:
    guarantee(RECOMMENDED).when(ACCEPT, by="guarantee").then(ACCEPTED)
    guarantee(RECOMMENDED, ACCEPTED).when(ACCEPT, by="guarantee").refused(
        rules.STAGE_OF_THE_GUARANTEE
    )
    guarantee(RECOMMENDED, ACCEPTED).when(LOOK, by="guarantee").then(LOOKED)
    early = replace(LOOK, visited_on=date(2024, 2, 1))
    guarantee(RECOMMENDED, ACCEPTED).when(early, by="guarantee").refused(rules.DAYS_IN_ORDER)
    other = replace(RECOMMENDED, company="institution-2024-9")
    guarantee(other).when(ACCEPT, by="guarantee").refused(rules.COMPANY_ACTS)


def test_an_approval_takes_the_companys_share_from_its_capacity() -> None:
    looked = guarantee(RECOMMENDED, ACCEPTED, LOOKED)
    looked.when(APPROVE, by="guarantee").then(APPROVED, TAKEN)
    more = replace(APPROVE, amount_fen=30_000_001)
    looked.when(more, by="guarantee").refused(rules.WITHIN_WHAT_WAS_ASKED)
    looked.when(replace(APPROVE, share=0), by="guarantee").refused(rules.SHARE_IS_TAKEN)


def test_the_fee_stays_within_the_policy_and_lower_for_poverty_relief() -> None:
    looked = guarantee(RECOMMENDED, ACCEPTED, LOOKED)
    dear = replace(APPROVE, fee_rate=81)
    looked.when(dear, by="guarantee").refused(rules.FEE_WITHIN_POLICY)
    relief = replace(APPROVE, fee_rate=51, poverty_relief=True)
    looked.when(relief, by="guarantee").refused(rules.FEE_WITHIN_POLICY)


def test_a_refusal_names_a_listed_risk_and_is_reviewed_once_in_time() -> None:
    guarantee(RECOMMENDED, ACCEPTED).when(REFUSE, by="guarantee").then(REFUSED)
    refused = (RECOMMENDED, ACCEPTED, REFUSED)
    guarantee(*refused).when(REVIEW, by="taoluo").then(REVIEWED)
    late = datetime(2024, 4, 1, 4, tzinfo=UTC)
    guarantee(*refused).when(REVIEW, by="taoluo", at=late).refused(rules.REVIEW_IN_TIME)
    guarantee(*refused).when(UPHOLD, by="guarantee").refused(rules.STAGE_OF_THE_GUARANTEE)
    guarantee(*refused, REVIEWED).when(UPHOLD, by="guarantee").then(UPHELD)
    again = guarantee(*refused, REVIEWED, UPHELD)
    again.when(APPROVE, by="guarantee").then(APPROVED, TAKEN)
    twice = guarantee(*refused, REVIEWED, UPHELD, REFUSED)
    twice.when(REVIEW, by="taoluo").refused(rules.REVIEW_IN_TIME)


def test_a_letter_holds_from_today() -> None:
    approved = guarantee(RECOMMENDED, ACCEPTED, LOOKED, APPROVED)
    approved.when(ISSUE, by="guarantee").then(ISSUED)
    past = replace(ISSUE, until=date(2024, 2, 29))
    approved.when(past, by="guarantee").refused(rules.LETTER_IS_AHEAD)


def test_a_letter_under_which_nothing_is_lent_expires_and_another_one_may_follow() -> None:
    story = (RECOMMENDED, ACCEPTED, LOOKED, APPROVED, ISSUED)
    [limit] = guarantee(*story).deadlines
    assert (limit.key, limit.starts_on, limit.days) == ("letter", ISSUED.until, 0)
    expired = guarantees.GuaranteeLetterExpired("g-1", town="taoluo", due_on=ISSUED.until)
    guarantee(*story).when_passed("letter", ISSUED.until).then(expired)
    assert not guarantee(*story, expired).when(ISSUE, by="guarantee").refusal
    guarantee(*story, expired).when(LEND, by=RURAL).refused(rules.STAGE_OF_THE_GUARANTEE)
    assert [*guarantee(*story, LENT).deadlines] == []


def test_an_application_is_withdrawn_before_money_flows_and_frees_what_it_took() -> None:
    withdrawn = guarantees.GuaranteeApplicationWithdrawn.of(
        WITHDRAW, town="taoluo", withdrawn_on=TODAY
    )
    guarantee(RECOMMENDED).when(WITHDRAW, by="taoluo").then(withdrawn)
    approved = guarantee(RECOMMENDED, ACCEPTED, LOOKED, APPROVED)
    approved.when(WITHDRAW, by="taoluo").then(withdrawn, FREED)
    running = guarantee(RECOMMENDED, ACCEPTED, LOOKED, APPROVED, ISSUED, LENT)
    running.when(WITHDRAW, by="taoluo").refused(rules.STAGE_OF_THE_GUARANTEE)
