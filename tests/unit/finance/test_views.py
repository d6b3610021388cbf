from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.fund_ledger import FundLedger
from shared.schemas.finance.fund import (
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsCommitted,
    FundsRecalled,
    PaymentMade,
    WorkVerified,
)
from tests.rows import rows

HISTORY = [
    FundRegistered("f-1", "莒县专项", "county", "special", 2024, "juxian"),
    FundsAppropriated("f-1", 1000),
    FundsAllocated("f-1", "p-1", "zhaoxian", 600),
    FundsAllocated("f-1", "p-2", "zhaoxian", 100),
    FundsCommitted("f-1", "p-1", "zhaoxian", 400),
    WorkVerified("f-1", "p-1", "zhaoxian", 300),
    PaymentMade("f-1", "p-1", "zhaoxian", 250, "演示-施工单位"),
    FundsRecalled("f-1", "p-1", "zhaoxian", 150, "项目出库"),
]


def test_the_fund_ledger_shows_the_chain_of_a_fund() -> None:
    row = rows(FundLedger, *HISTORY)["f-1"]
    assert row == FundLedger(
        fund="f-1",
        name="莒县专项",
        source="county",
        kind="special",
        year=2024,
        county="juxian",
        appropriated_fen=1000,
        allocated_fen=550,
        unallocated_fen=450,
        committed_fen=400,
        verified_fen=300,
        paid_fen=250,
        recalled_fen=150,
    )


def test_each_project_has_a_row_for_each_fund() -> None:
    found = rows(AllocationsByProject, *HISTORY[1:])
    assert sorted(found) == ["p-1.f-1", "p-2.f-1"]
    assert found["p-1.f-1"] == AllocationsByProject(
        allocation="p-1.f-1",
        project="p-1",
        fund="f-1",
        town="zhaoxian",
        allocated_fen=450,
        committed_fen=400,
        uncommitted_fen=50,
        verified_fen=300,
        paid_fen=250,
    )
