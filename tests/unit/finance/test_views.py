"""RZ-2.2.c: the ledgers of funds, of projects' money, and the towns' transfers compared."""

from dataclasses import replace
from datetime import date

from services.finance.views.allocations_by_project import AllocationsByProject
from services.finance.views.fund_ledger import FundLedger
from services.finance.views.transfer_comparison import TransferComparison
from shared.schemas.finance.fund import (
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsRecalled,
    PreliminaryFundsAllocated,
    TransferAllocated,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    FundsCommitted,
    PaymentMade,
    WorkVerified,
)
from shared.schemas.finance.fund_keeping import (
    AllocationOverdue,
    FundFlagCleared,
    FundsBecameSurplus,
    FundsCarriedOver,
    FundsPooled,
    FundsPooledOut,
    KeySupportGranted,
    PaymentOverdue,
)
from shared.schemas.finance.fund_passing import (
    FundsHandedBack,
    FundsPassedDown,
    FundsReceived,
    FundsTakenBack,
)
from tests.given import NOON
from tests.rows import rows

HISTORY = [
    FundRegistered(
        "f-1", name="莒县专项", source="county", kind="special", year=2024, county="juxian"
    ),
    FundsAppropriated("f-1", amount_fen=1000),
    FundsAllocated("f-1", project="p-1", town="zhaoxian", amount_fen=600),
    FundsAllocated("f-1", project="p-2", town="zhaoxian", amount_fen=100),
    FundsCommitted("f-1", project="p-1", town="zhaoxian", amount_fen=400),
    WorkVerified("f-1", project="p-1", town="zhaoxian", amount_fen=300),
    PaymentMade("f-1", project="p-1", town="zhaoxian", amount_fen=250, payee="演示-施工单位"),
    FundsRecalled("f-1", project="p-1", town="zhaoxian", amount_fen=150, reason="项目出库"),
]


def test_the_fund_ledger_shows_the_chain_of_a_fund() -> None:
    row = rows(FundLedger, *HISTORY)["f-1"]
    assert row == replace(
        FundLedger.definition.new_row("f-1"),
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


def test_the_fund_ledger_shows_advances_pooling_years_and_flags() -> None:
    row = rows(
        FundLedger,
        *HISTORY,
        AdvancePaid("f-1", project="p-1", town="zhaoxian", amount_fen=60, payee="演示-施工单位"),
        WorkVerified("f-1", project="p-1", town="zhaoxian", amount_fen=50, offset_fen=50),
        TransferAllocated("f-1", town="zhaoxian", amount_fen=10, kind="special", year=2024),
        PreliminaryFundsAllocated(
            "f-1", project="p-9", town="zhaoxian", amount_fen=10, purpose="survey", reason="勘察",
            document="文", kind="special", year=2024,
        ),
        FundsPooled("f-1", from_fund="f-2", amount_fen=30, document="文"),
        FundsPooledOut("f-1", into_fund="f-3", amount_fen=20, document="文"),
        FundsCarriedOver("f-1", from_year=2024, into_year=2025, amount_fen=100),
        FundsBecameSurplus("f-1", amount_fen=40, became_on=date(2026, 12, 31)),
        AllocationOverdue(
            "f-1", key="allocation-1", organisation="juxian", town=None, county="juxian",
            amount_fen=5, due_on=date(2024, 3, 1),
        ),
        AllocationOverdue(
            "f-1", key="allocation-2", organisation="juxian", town=None, county="juxian",
            amount_fen=5, due_on=date(2024, 3, 1),
        ),
        FundFlagCleared("f-1", key="allocation-1", issue="i-1"),
    )["f-1"]  # fmt: skip
    assert (row.paid_fen, row.outstanding_fen, row.verified_fen) == (310, 10, 350)
    assert (row.pooled_in_fen, row.pooled_out_fen, row.surplus_fen) == (30, 20, 40)
    assert row.unallocated_fen == 450 - 20 + 30 - 20 - 40
    assert (row.carried_into, row.flags) == (2025, ("allocation-2",))


def test_the_fund_ledger_shows_what_went_down_to_a_county_and_came_back() -> None:
    day = date(2024, 3, 1)
    found = rows(
        FundLedger,
        FundRegistered("c", name="市级专项", source="city", kind="special", year=2024),
        FundsAppropriated("c", amount_fen=1000),
        FundsPassedDown(
            "c", into_fund="d", county="donggang", amount_fen=700, kind="special", year=2024
        ),
        FundRegistered(
            "d", name="东港区", source="city", kind="special", year=2024, county="donggang",
            upper_fund="c",
        ),
        FundsReceived(
            "d", from_fund="c", amount_fen=700, received_on=day, carried_into=2024,
            allocation_days=30,
        ),
        FundsHandedBack("d", into_fund="c", amount_fen=100, reason="减少", document="文"),
        FundsTakenBack(
            "c", from_fund="d", county="donggang", amount_fen=100, reason="减少", document="文"
        ),
    )  # fmt: skip
    assert (found["c"].passed_down_fen, found["c"].unallocated_fen) == (600, 400)
    assert (found["d"].appropriated_fen, found["d"].unallocated_fen) == (600, 600)
    assert (found["d"].upper_fund, found["d"].county) == ("c", "donggang")


def test_each_project_has_a_row_for_each_fund() -> None:
    found = rows(AllocationsByProject, *HISTORY[1:])
    assert sorted(found) == ["p-1.f-1", "p-2.f-1"]
    assert found["p-1.f-1"] == replace(
        AllocationsByProject.definition.new_row("p-1.f-1"),
        project="p-1",
        fund="f-1",
        town="zhaoxian",
        allocated_fen=450,
        committed_fen=400,
        uncommitted_fen=50,
        verified_fen=300,
        paid_fen=250,
        payable_fen=50,
        moved_on=NOON.date(),
    )


def test_a_projects_row_shows_advances_work_before_admission_support_and_lateness() -> None:
    row = rows(
        AllocationsByProject,
        PreliminaryFundsAllocated(
            "f-1", project="p-1", town="zhaoxian", amount_fen=100, purpose="survey", reason="勘察",
            document="文", kind="special", year=2024,
        ),
        KeySupportGranted("f-1", project="p-1", town="zhaoxian", amount_fen=50, reason="冷链短板"),
        FundsAllocated("f-1", project="p-1", town="zhaoxian", amount_fen=50),
        FundsCommitted("f-1", project="p-1", town="zhaoxian", amount_fen=120),
        AdvancePaid("f-1", project="p-1", town="zhaoxian", amount_fen=30, payee="演示-施工单位"),
        WorkVerified("f-1", project="p-1", town="zhaoxian", amount_fen=50, offset_fen=30),
        PaymentOverdue(
            "f-1", project="p-1", key="payment-p-1-1", verification=1, organisation="juxian",
            town="zhaoxian", county="juxian", amount_fen=20, due_on=NOON.date(),
        ),
    )["p-1.f-1"]  # fmt: skip
    assert (row.purpose, row.support, row.late_payments) == ("survey", "冷链短板", 1)
    assert (row.allocated_fen, row.uncommitted_fen, row.paid_fen) == (150, 30, 30)
    assert (row.outstanding_fen, row.payable_fen) == (0, 20)


def test_transfers_of_both_kinds_stand_beside_last_year_and_the_other_towns() -> None:
    found = rows(
        TransferComparison,
        FundsAllocated(
            "f-1", project="p-1", town="zhaoxian", amount_fen=600, kind="special", year=2024
        ),
        FundsRecalled(
            "f-1", project="p-1", town="zhaoxian", amount_fen=100, reason="出库", kind="special",
            year=2024,
        ),
        TransferAllocated("g-1", town="zhaoxian", amount_fen=70, kind="general", year=2024),
        TransferAllocated("g-2", town="zhaoxian", amount_fen=90, kind="general", year=2025),
        TransferAllocated("g-2", town="nanhu", amount_fen=77, kind="general", year=2025),
    )  # fmt: skip
    assert found["zhaoxian.2025"] == TransferComparison(
        town_year="zhaoxian.2025",
        town="zhaoxian",
        year=2025,
        named=True,
        special_fen=0,
        general_fen=90,
        special_last_year_fen=500,
        general_last_year_fen=70,
        special_change_fen=-500,
        general_change_fen=20,
        others_special_fen=0,
        others_general_fen=77,
        others_mean_special_fen=0,
        others_mean_general_fen=11,
    )
    assert found["nanhu.2024"].others_special_fen == 500
    assert not found["nanhu.2024"].named
