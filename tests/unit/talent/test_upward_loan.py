"""RZ-2.5.a: who of a town works for a department above it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.talent.domain import upward_loan as rules
from services.talent.domain.upward_loan import UPWARD_LOAN
from shared.schemas.talent import upward_loan as s
from tests.given import Given, given

ID = "taoluo-loan-1"
DAY, UNTIL = date(2024, 3, 1), date(2024, 8, 31)
APPROVE = s.ApproveUpwardLoan(
    ID, town="taoluo", posts="institution", person="p-2024-1", name="sealed.x", borrower="reform",
    started_on=DAY, until=UNTIL, decided_by="organization", document="借字1号",
)  # fmt: skip
EXTEND = s.ExtendUpwardLoan(
    ID, until=date(2024, 12, 31), decided_by="organization", document="借延字1号"
)
RETURN = s.ReturnFromLoan(ID, returned_on=date(2024, 8, 30))
APPROVED = s.UpwardLoanApproved.of(APPROVE, county="donggang")
RETURNED = s.ReturnedFromLoan.of(RETURN, town="taoluo", posts="institution")
LATER = datetime(2024, 8, 31, 4, tzinfo=UTC)


def lent(*more: object) -> Given:
    return given(UPWARD_LOAN, ID, APPROVED, *more)


def test_organization_approves_a_loan_to_a_department() -> None:
    given(UPWARD_LOAN, ID).when(APPROVE, by="organization").then(APPROVED)
    given(UPWARD_LOAN, ID).when(APPROVE, by="reform").not_permitted()


def test_a_town_lends_upward_and_not_to_another_town() -> None:
    for wrong in (replace(APPROVE, borrower="jufeng"), replace(APPROVE, town="atlantis")):
        given(UPWARD_LOAN, ID).when(wrong, by="organization").refused(rules.LENT_UPWARD)


def test_six_months_at_a_time() -> None:
    for until in (date(2024, 9, 2), DAY):
        wrong = replace(APPROVE, until=until)
        given(UPWARD_LOAN, ID).when(wrong, by="organization").refused(rules.WITHIN_LOAN_TERM)
    longer = replace(EXTEND, until=date(2025, 3, 1))
    lent().when(longer, by="organization").refused(rules.WITHIN_LOAN_TERM)


def test_an_extension_takes_back_that_it_was_overdue() -> None:
    told = s.LoanOverdue(ID, town="taoluo", organisation="reform", due_on=UNTIL)
    extended = s.UpwardLoanExtended.of(EXTEND, town="taoluo", previous_until=UNTIL)
    lent(told).when(EXTEND, by="organization").then(extended)
    assert [d.key for d in lent(told, extended).deadlines] == ["loan-2024-12-31"]


def test_who_is_back_stays() -> None:
    lent().when(RETURN, by="taoluo", at=LATER).then(RETURNED)
    lent(RETURNED).when(RETURN, by="taoluo", at=LATER).refused(rules.STILL_LENT)
    lent(RETURNED).when(EXTEND, by="organization").refused(rules.STILL_LENT)
    assert lent(RETURNED).tasks == {}


def test_who_was_lent_is_back_on_a_day_that_has_come() -> None:
    lent().when(RETURN, by="taoluo").refused(rules.RETURNED_WITHIN)


def test_who_is_late_is_the_borrower_or_else_the_county_s_organization() -> None:
    told = s.LoanOverdue(
        ID, town="taoluo", organisation="reform", due_on=UNTIL,
        name="市发展和改革委员会借用事业人员",
    )  # fmt: skip
    lent().when_passed(f"loan-{UNTIL}", UNTIL).then(told)
    outside = s.UpwardLoanApproved.of(
        replace(APPROVE, borrower="juxian-finance"), county="donggang"
    )
    given(UPWARD_LOAN, ID, outside).when_passed(f"loan-{UNTIL}", UNTIL).then(
        replace(told, organisation="donggang-organization", name="莒县财政局借用事业人员")
    )
