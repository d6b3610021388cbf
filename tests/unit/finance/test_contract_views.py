"""RZ-2.2.c: the ledgers show what came off a contract, what came back, and what is still kept."""

from datetime import date

from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.fund_contracts import FundContracts
from services.finance.views.fund_ledger import FundLedger
from shared.schemas.finance.fund import FundsAllocated, FundsAppropriated
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    CommitmentReduced,
    FundsCommitted,
    PaymentMade,
    PaymentReturned,
    WorkVerified,
)
from shared.schemas.finance.fund_keeping import PaymentOverdue
from tests.given import NOON
from tests.rows import rows

OF = {"fund": "f-1", "project": "p-1", "town": "taoluo"}
BUILDER = "演示-施工单位"
RELEASE = date(2025, 3, 1)
BOUND = [
    FundsAppropriated("f-1", amount_fen=5000),
    FundsAllocated(**OF, amount_fen=2000),
    FundsCommitted(**OF, amount_fen=1000, document="合同甲", contract="works", payee=BUILDER),
    FundsCommitted(
        **OF, amount_fen=200, document="合同乙", contract="supervision", payee="演示-监理单位"
    ),
]
COURSE = [
    AdvancePaid(**OF, amount_fen=300, payee=BUILDER, contract="works"),
    PaymentReturned(
        **OF, contract="works", of="advance", amount_fen=100, payee=BUILDER, reason="退回预付款",
        document="单",
    ),
    WorkVerified(
        **OF, amount_fen=900, document=None, offset_fen=200, delivered_on=NOON.date(),
        payment_days=30, contract="works", confirmed_on=None, retained_fen=27, release_on=RELEASE,
        release_days=14,
    ),
    PaymentMade(**OF, amount_fen=673, payee=BUILDER, contract="works"),
    PaymentReturned(
        **OF, contract="works", of="payment", amount_fen=23, payee=BUILDER, reason="审计核减",
        document="单", verification=1,
    ),
    CommitmentReduced(
        **OF, contract="works", amount_fen=123, cause="settlement", reason="审减", document="审"
    ),
]  # fmt: skip
GIVEN_BACK = PaymentMade(**OF, amount_fen=27, payee=BUILDER, contract="works", retention=True)


def test_each_contract_has_its_row() -> None:
    found = rows(FundContracts, *BOUND, *COURSE)
    assert sorted(found) == ["f-1.p-1.supervision", "f-1.p-1.works"]
    works = found["f-1.p-1.works"]
    assert (works.payee, works.document, works.town) == (BUILDER, "合同甲", "taoluo")
    assert (works.committed_fen, works.reduced_fen) == (877, 123)
    assert (works.verified_fen, works.paid_fen, works.outstanding_fen) == (877, 850, 0)
    assert (works.payable_fen, works.retention_fen, works.releases_on) == (0, 27, RELEASE)
    assert works.moved_on == NOON.date()
    back = rows(FundContracts, *BOUND, *COURSE, GIVEN_BACK)["f-1.p-1.works"]
    assert (back.paid_fen, back.retention_fen) == (877, 0)


def test_a_contracts_late_payments_are_counted() -> None:
    late = PaymentOverdue(
        "f-1", project="p-1", key="payment-p-1-1", verification=1, organisation="finance",
        town="taoluo", county="donggang", amount_fen=5, due_on=RELEASE, contract="works",
    )  # fmt: skip
    assert rows(FundContracts, *BOUND, late, late)["f-1.p-1.works"].late_payments == 2


def test_what_was_stored_without_a_contract_is_of_the_unnamed_one() -> None:
    assert list(rows(FundContracts, FundsCommitted(**OF, amount_fen=5))) == ["f-1.p-1.unnamed"]


def test_the_ledgers_of_funds_and_projects_follow_what_comes_off_and_comes_back() -> None:
    fund = rows(FundLedger, *BOUND, *COURSE)["f-1"]
    assert (fund.committed_fen, fund.verified_fen, fund.paid_fen) == (1077, 877, 850)
    assert fund.outstanding_fen == 0
    project = rows(AllocationsByProject, *BOUND[1:], *COURSE)["p-1.f-1"]
    assert (project.committed_fen, project.uncommitted_fen) == (1077, 923)
    assert (project.verified_fen, project.paid_fen, project.payable_fen) == (877, 850, 27)
