"""RZ-2.4.e: a guaranteed loan runs, is looked at, extended, released; or compensated and recovered."""

from dataclasses import replace
from datetime import date

from services.credit.domain.guarantee import rules
from shared.kernel.aggregate import FLAG_STANDS
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_course as course
from tests.unit.credit.demands import CITY, RURAL, TODAY
from tests.unit.credit.guarantees import (
    ACCEPTED,
    APPROVED,
    FREED,
    ISSUED,
    LEND,
    LENT,
    LOOKED,
    RECOMMENDED,
    REFUSED,
    WHOLE,
    guarantee,
)

CHECK = course.CheckGuarantee("g-1", checked_on=TODAY, sound=True, findings="茶园长势良好")
WARN = course.WarnGuarantee("g-1", reason="欠息")
EXTEND = course.ExtendGuarantee(
    "g-1", ends_on=date(2025, 8, 31), reason="春茶减产", document="演示-展期-1"
)
RELEASE = course.ReleaseGuarantee("g-1", repaid_on=TODAY, document="演示-解保-1")
COMPENSATE = course.PayCompensation(
    "g-1", amount_fen=10_000_000, interest_fen=5_000, paid_on=TODAY, document="演示-代偿-1"
)
COMPENSATED = course.CompensationPaid.of(COMPENSATE, town="taoluo", compensated_fen=10_000_000)
RECOVER = course.RecordRecovery(
    "g-1", principal_fen=4_000_000, interest_fen=10_000, recovered_on=TODAY, document="演示-追偿-1"
)
RECOVERED = course.RecoveryRecorded.of(RECOVER, town="taoluo", recovered_fen=4_000_000)
WRITE_OFF = course.WriteOffGuarantee(
    "g-1", amount_fen=6_000_000, reason="执行终结", document="演示-核销-1"
)
WRITTEN_OFF = course.GuaranteeWrittenOff.of(WRITE_OFF, town="taoluo", written_off_on=TODAY)
LETTER = (RECOMMENDED, ACCEPTED, LOOKED, APPROVED, ISSUED)


def test_the_lender_records_the_loan_within_the_letter() -> None:
    guarantee(*LETTER).when(LEND, by=RURAL).then(LENT)
    guarantee(*LETTER).when(LEND, by=CITY).refused(rules.LENDER_RECORDS)
    more = replace(LEND, amount_fen=30_000_001)
    guarantee(*LETTER).when(more, by=RURAL).refused(rules.LENT_WITHIN_THE_LETTER)
    short = replace(ISSUED, until=date(2024, 2, 29))
    guarantee(*LETTER[:-1], short).when(LEND, by=RURAL).refused(rules.LENT_WITHIN_THE_LETTER)
    backwards = replace(LEND, ends_on=TODAY)
    guarantee(*LETTER).when(backwards, by=RURAL).refused(rules.DAYS_IN_ORDER)


def test_a_running_guarantee_is_checked_warned_of_and_extended() -> None:
    guarantee(*WHOLE).when(CHECK, by="guarantee").then(
        course.GuaranteeChecked.of(CHECK, town="taoluo")
    )
    warned = course.GuaranteeWarned.of(WARN, town="taoluo", warned_by=RURAL, warned_on=TODAY)
    guarantee(*WHOLE).when(WARN, by=RURAL).then(warned)
    guarantee(*WHOLE).when(EXTEND, by="guarantee").then(
        course.GuaranteeExtended.of(EXTEND, town="taoluo", extended_on=TODAY)
    )
    sooner = replace(EXTEND, ends_on=date(2025, 2, 28))
    guarantee(*WHOLE).when(sooner, by="guarantee").refused(rules.EXTENDED_LATER)


def test_what_is_repaid_is_released_and_frees_the_companys_capacity() -> None:
    released = course.GuaranteeReleased.of(RELEASE, town="taoluo", guaranteed_fen=16_000_000)
    guarantee(*WHOLE).when(RELEASE, by="guarantee").then(released, FREED)


def test_compensation_stays_within_the_companys_share_interest_apart() -> None:
    guarantee(*WHOLE).when(COMPENSATE, by="guarantee").then(COMPENSATED)
    rest = replace(COMPENSATE, amount_fen=6_000_000)
    last = replace(COMPENSATED, amount_fen=6_000_000, compensated_fen=16_000_000)
    guarantee(*WHOLE, COMPENSATED).when(rest, by="guarantee").then(last, FREED)
    more = replace(COMPENSATE, amount_fen=6_000_001)
    guarantee(*WHOLE, COMPENSATED).when(more, by="guarantee").refused(
        rules.COMPENSATED_WITHIN_GUARANTEED
    )


def test_principal_recovered_and_written_off_stays_within_what_was_compensated() -> None:
    paid = guarantee(*WHOLE, COMPENSATED)
    paid.when(RECOVER, by="guarantee").then(RECOVERED)
    more = replace(RECOVER, principal_fen=10_000_001)
    paid.when(more, by="guarantee").refused(rules.RECOVERED_WITHIN_COMPENSATED)
    nothing = replace(RECOVER, principal_fen=0, interest_fen=0)
    paid.when(nothing, by="guarantee").refused(rules.SOMETHING_IS_RECOVERED)
    part = guarantee(*WHOLE, COMPENSATED, RECOVERED)
    part.when(WRITE_OFF, by="guarantee").then(WRITTEN_OFF)
    too_much = replace(WRITE_OFF, amount_fen=6_000_001)
    part.when(too_much, by="guarantee").refused(rules.RECOVERED_WITHIN_COMPENSATED)
    assert guarantee(*WHOLE, COMPENSATED, RECOVERED, WRITTEN_OFF).state.stage == "settled"


def test_the_company_has_two_days_to_accept_ten_to_decide_and_looks_every_quarter() -> None:
    limits = [(limit.key, limit.days) for limit in guarantee(RECOMMENDED).deadlines]
    assert limits == [("guarantee-accept", 2)]
    limits = [(limit.key, limit.days) for limit in guarantee(RECOMMENDED, ACCEPTED).deadlines]
    assert limits == [("guarantee-decide", 10)]
    assert guarantee(RECOMMENDED).turns == {("guarantee", "guarantee-accept")}
    asked = guarantee(*WHOLE).tasks
    assert asked["check-20240301"].by and asked["check-20240301"].by.days == 90
    assert asked["end"].since == date(2025, 2, 28)
    assert guarantee(*WHOLE, COMPENSATED).turns == {("guarantee", "recovery")}
    assert guarantee(RECOMMENDED, ACCEPTED, REFUSED).turns == set()


def test_lateness_is_told_once_and_its_flag_cleared_once() -> None:
    due = date(2024, 3, 5)
    late = guarantees.GuaranteeOverdue(
        "g-1", town="taoluo", county="donggang", step="accept", organisation="guarantee",
        key="guarantee-accept", due_on=due, name="茶产业贷款",
    )  # fmt: skip
    guarantee(RECOMMENDED).when_passed("guarantee-accept", due).then(late)
    assert [*guarantee(RECOMMENDED, late).deadlines] == []
    clear = guarantees.ClearGuaranteeFlag("g-1", key="guarantee-accept", issue="late-1")
    cleared = guarantees.GuaranteeFlagCleared.of(clear, town="taoluo")
    guarantee(RECOMMENDED, late).when(clear, by="system").then(cleared)
    guarantee(RECOMMENDED, late, cleared).when(clear, by="system").refused(FLAG_STANDS)
