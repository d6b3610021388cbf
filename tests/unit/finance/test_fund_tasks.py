"""待办 of a fund, RZ-2.2.c: its holder allocates, pays, and uses it in time."""

from dataclasses import replace
from datetime import date

from shared.kernel.aggregate import Wait
from shared.schemas.finance.fund import FundsAppropriated
from shared.schemas.finance.fund_contract import PaymentMade, WorkVerified
from shared.schemas.finance.fund_keeping import (
    AllocationOverdue,
    FundsBecameSurplus,
    PaymentOverdue,
    SpendingApproved,
)
from tests.unit.finance.funds import ALLOCATED, COMMITTED, ID, PAYEE, REGISTERED, TODAY, fund

TIMED = FundsAppropriated(
    ID, amount_fen=600, document=None, budget_approved_on=date(2024, 1, 20), allocation_days=60
)
LATE = AllocationOverdue(
    ID, key="allocation-1", organisation="finance", town=None, county=None, amount_fen=600,
    due_on=date(2024, 3, 20),
)  # fmt: skip
VERIFIED = WorkVerified(
    ID, project="p-1", town="taoluo", amount_fen=400, confirmed_on=TODAY, payment_days=30,
    contract="c-1",
)  # fmt: skip


def test_an_appropriation_asks_its_holder_until_it_is_placed_be_it_late() -> None:
    asked, late = fund(TIMED), fund(TIMED, LATE)
    assert ("finance", "allocation-1") in asked.turns
    assert asked.tasks["allocation-1"].about == "下达“市级专项”第1笔预算安排，尚有 6.00 元"
    assert asked.tasks["allocation-1"].by in asked.deadlines
    assert late.tasks["allocation-1"] == asked.tasks["allocation-1"], "told as late, still to do"
    assert not [d for d in late.deadlines if d.key == "allocation-1"]
    assert "allocation-1" not in fund(TIMED, LATE, ALLOCATED).tasks


def test_a_countys_fund_asks_the_countys_finance_department() -> None:
    county = replace(REGISTERED, source="county", county="juxian")
    assert ("juxian-finance", "allocation-1") in fund(TIMED, registered=county).turns


def test_verified_work_asks_for_its_payment_until_it_is_paid_be_it_late() -> None:
    owed = fund(TIMED, ALLOCATED, COMMITTED, VERIFIED)
    key = "payment-p-1-1"
    said = "拨付“演示-施工单位”已验收工程款 4.00 元（“市级专项”第 1 次验收）"
    assert (owed.tasks[key].about, owed.tasks[key].town) == (said, "taoluo")
    late = PaymentOverdue(
        ID, project="p-1", key=key, verification=1, organisation="finance", town="taoluo",
        county="donggang", amount_fen=400, due_on=date(2024, 3, 31), contract="c-1",
    )  # fmt: skip
    told = fund(TIMED, ALLOCATED, COMMITTED, VERIFIED, late)
    assert told.tasks[key] == owed.tasks[key] and not [d for d in told.deadlines if d.key == key]
    paid = PaymentMade(
        ID, project="p-1", town="taoluo", amount_fen=400, payee=PAYEE, contract="c-1"
    )
    assert key not in fund(TIMED, ALLOCATED, COMMITTED, VERIFIED, paid).tasks


def test_what_one_person_approved_asks_for_a_second_until_it_is_carried_out() -> None:
    approved = SpendingApproved(
        ID, act="allocation", beneficiary="p-1", amount_fen=600, approver="张三",
        approved_on=TODAY,
    )  # fmt: skip
    key = "second-allocation-p-1-600"
    asked = fund(TIMED, approved).tasks[key]
    assert (asked.commands, asked.project) == (("allocate-funds", "pass-down-funds"), "p-1")
    assert key not in fund(TIMED, approved, ALLOCATED).tasks


def test_money_that_nothing_binds_asks_to_be_used_by_the_end_of_its_last_year() -> None:
    loose = fund(TIMED, ALLOCATED)
    assert loose.tasks["surplus"].by in loose.deadlines
    closed = FundsBecameSurplus(ID, amount_fen=600, became_on=date(2025, 12, 31))
    assert fund(TIMED, ALLOCATED, closed).tasks == {}


def test_a_fund_whose_money_is_bound_waits_for_the_work() -> None:
    bound = fund(replace(TIMED, amount_fen=400), replace(ALLOCATED, amount_fen=400), COMMITTED)
    assert [*bound.aggregate.tasks_of(bound.state)] == [Wait("资金已安排，待项目承诺、验收后拨付")]
