"""RZ-2.2.c: two approvers of what one project or town has of a fund on one day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.finance.domain.fund import holder_rules
from shared.schemas.finance.fund import (
    AllocateFunds,
    FundsAllocated,
    FundsAppropriated,
)
from shared.schemas.finance.fund_contract import (
    PayAdvance,
    PaymentMade,
)
from shared.schemas.finance.fund_keeping import ApproveSpending, SpendingApproved
from tests.unit.finance.funds import ALLOCATED, COMMITTED, ID, PAYEE, TODAY, fund

LIMIT = 500_000_000
RICH = FundsAppropriated(ID, amount_fen=10 * LIMIT)
FIRST_HALF = replace(ALLOCATED, amount_fen=LIMIT)
SECOND_HALF = AllocateFunds(ID, project="p-1", amount_fen=1)
TOMORROW = datetime(2024, 3, 2, 4, 0, tzinfo=UTC)


def test_two_halves_of_one_day_take_two_people_like_the_whole() -> None:
    fund(RICH).when(replace(SECOND_HALF, amount_fen=LIMIT), by="finance").then(FIRST_HALF)
    story = fund(RICH, FIRST_HALF)
    story.when(SECOND_HALF, by="finance").refused(holder_rules.TWO_APPROVERS)
    approve = ApproveSpending(ID, amount_fen=1, act="allocation", beneficiary="p-1")
    approved = SpendingApproved(
        ID, act="allocation", beneficiary="p-1", amount_fen=1, approver="李四", approved_on=TODAY
    )
    story.when(approve, by="finance", person="李四").then(approved)
    fund(RICH, FIRST_HALF, approved).when(SECOND_HALF, by="finance").then(
        replace(ALLOCATED, amount_fen=1, approvers=("李四", "张三"))
    )


def test_a_deputy_and_whom_they_act_for_are_no_two_approvers() -> None:
    story = fund(RICH, FIRST_HALF)
    approve = ApproveSpending(ID, amount_fen=1, act="allocation", beneficiary="p-1")
    approved = SpendingApproved(
        ID, act="allocation", beneficiary="p-1", amount_fen=1, approver="李四", approved_on=TODAY
    )
    deputy = {"by": "finance", "person": "王五", "on_behalf_of": "李四"}
    fund(RICH, FIRST_HALF, approved).when(SECOND_HALF, **deputy).refused(holder_rules.TWO_APPROVERS)
    by_deputy = replace(approved, approver="王五", approver_for="李四")
    story.when(approve, **deputy).then(by_deputy)
    for person in ("李四", "王五"):
        fund(RICH, FIRST_HALF, by_deputy).when(SECOND_HALF, by="finance", person=person).refused(
            holder_rules.TWO_APPROVERS
        )


def test_another_day_or_another_project_counts_anew() -> None:
    story = fund(RICH, FIRST_HALF)
    assert not story.when(SECOND_HALF, by="finance", at=TOMORROW).refusal
    other = fund(RICH, replace(FIRST_HALF, project="p-2"))
    assert not other.when(SECOND_HALF, by="finance").refusal


def test_an_advance_and_a_payment_of_one_day_are_counted_together() -> None:
    committed = [replace(COMMITTED, amount_fen=2 * LIMIT, contract=c) for c in ("c-1", "c-2")]
    paid = PaymentMade(
        ID, project="p-1", town="taoluo", amount_fen=LIMIT, payee=PAYEE, acted_on=TODAY,
        contract="c-2",
    )  # fmt: skip
    cmd = PayAdvance(ID, project="p-1", amount_fen=1, payee=PAYEE, contract="c-1")
    story = fund(RICH, replace(FIRST_HALF, amount_fen=4 * LIMIT), *committed, paid)
    story.when(cmd, by="finance").refused(holder_rules.TWO_APPROVERS)


def test_acts_recorded_before_days_were_told_count_for_no_day() -> None:
    story = fund(RICH, replace(FIRST_HALF, acted_on=None))
    assert not story.when(SECOND_HALF, by="finance").refusal


def test_what_is_told_of_a_day_is_forgotten_with_the_next() -> None:
    later = FundsAllocated(
        ID, project="p-1", town="taoluo", amount_fen=5, acted_on=date(2024, 3, 2)
    )
    day = fund(RICH, FIRST_HALF, later).state.kept.large
    assert day.moved_fen(date(2024, 3, 2), "allocation", "p-1") == 5
    assert day.moved_fen(TODAY, "allocation", "p-1") == 0
