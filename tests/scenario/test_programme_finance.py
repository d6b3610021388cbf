"""What the demo programme shows of finance."""

from collections import Counter
from datetime import date

import pytest

from services.finance.views.award_rounds import AwardRounds
from services.finance.views.bond_allocations import BondAllocations
from services.finance.views.bond_financings import BondFinancings
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from services.finance.views.fiscal_systems import FiscalSystems
from services.finance.views.fiscal_years import FiscalYearLedger
from services.finance.views.fund_ledger import FundLedger
from services.finance.views.transfer_comparison import TransferComparison
from services.finance.views.treasuries import Treasuries
from tests.scenario.programme import given, missing_commands, types_of
from tests.scenario.pure_run import PureRun

TOWNS = {"taoluo", "zhaoxian", "chaohe", "jufeng"}


def rows(run: PureRun, view: type):
    return run.service("finance").rows(view).by_key


def events(run: PureRun, type: str) -> list:
    return [event for event, meta in run.service("finance").log if meta.type == type]


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run, "finance")


def test_every_command_of_finance_is_given():
    assert missing_commands("finance") == []


def test_thirty_six_months_of_fees_are_handed_over_and_one_is_late(run, happened):
    months = {data["collected_on"][:7] for data in given("record-fee")}
    assert len(months) == 36
    assert {row.town for row in rows(run, FeeLedger).values()} == TOWNS
    assert happened["FeeHandoverOverdue"] == happened["FeeFlagCleared"] == 1
    assert not any(row.flagged for row in rows(run, FeeLedger).values())


def test_every_fee_has_a_nationally_and_a_municipally_designated_part(run):
    for event in events(run, "FeeRetained"):
        stays = {}
        for term in event.terms:
            stays[term.component] = stays.get(term.component, False) or term.stays
        assert stays == {
            "城镇基础设施配套费": True,
            "国家重大水利工程建设基金": False,
            "市级污水管网专项": True,
        }


def test_the_city_hands_over_its_share_since_the_day_from_which_it_has_one(run):
    owed = {
        e.collected_on for e in events(run, "FeeRetained") for d in e.debts if d.level == "city"
    }
    assert {day.year for day in owed} == {2025, 2026} and min(owed).month == 7
    documents = {e.shares_document for e in events(run, "FeeRecorded")}
    assert documents == {"演示-日财综〔2023〕7号", "演示-日财综〔2025〕7号"}


def test_wrong_entries_of_fees_are_set_right_by_new_events(run):
    corrected = events(run, "FeeCorrected")
    assert sorted(e.cancelled for e in corrected) == [False, False, True]
    assert all(e.reason and e.previous != e.corrected for e in corrected)


def test_the_towns_share_of_chaohes_fees_is_in_its_own_treasury_since_it_opened(run):
    own = {event.town for event in events(run, "FeeRetained") if event.own_fen}
    late = [e for e in events(run, "FeeRetained") if e.town == "chaohe" and not e.own_fen]
    assert own == {"chaohe"} and late
    assert max(event.collected_on for event in late).year == 2023


def test_refunds_before_and_after_the_hand_over_leave_nothing_owed(run, happened):
    assert happened["FeeRefunded"] == 2
    before, after = events(run, "FeeRefunded")
    assert before.returned_fen == 0 < after.returned_fen
    assert sum(e.offset_fen for e in events(run, "FeeRetained")) == after.returned_fen
    assert all(row.owed_fen == 0 for row in rows(run, FeeAccounts).values())


def test_closed_years_are_settled_over_the_base_of_2022(run):
    years = rows(run, FiscalYearLedger).values()
    assert {row.year for row in years if row.town == "chaohe"} == {2023, 2024, 2025}
    assert all(row.base_year == 2022 for row in years)
    fallen = [(row.town, row.year) for row in years if row.counts and not row.retained_fen]
    assert fallen == [("chaohe", 2023)]
    assert all(
        row.own_revenue_fen + row.transfers_fen - row.remitted_fen == row.capacity_fen
        for row in years
    )


def test_what_was_claimed_is_handed_over_and_what_was_too_much_set_off(run, happened):
    years = rows(run, FiscalYearLedger).values()
    assert all(row.due_fen == 0 for row in years)
    assert [(row.town, row.year, row.set_off_fen) for row in years if row.set_off_fen] == [
        ("jufeng", 2024, -3_000_000_00), ("jufeng", 2025, 3_000_000_00),
    ]  # fmt: skip
    assert happened["IncrementHandoverCorrected"] == 1
    assert not happened["IncrementHandoverOverdue"]


def test_a_correction_shows_what_was_claimed_too_much(run):
    over = [row for row in rows(run, FiscalYearLedger).values() if row.over_claimed_fen]
    assert [(row.town, row.year, row.over_claimed_fen) for row in over] == [
        ("jufeng", 2024, 3_000_000_00)
    ]


def test_one_award_round_is_cancelled_and_one_loses_a_reviewer_and_a_bid(run, happened):
    cancelled = [row.round for row in rows(run, AwardRounds).values() if row.stage == "cancelled"]
    assert cancelled == ["award-night-2025"]
    assert happened["ReviewerReplaced"] == happened["AwardBidDisqualified"] == 1
    last = events(run, "AwardsGranted")[-1]
    assert {award.town for award in last.awards} == {"taoluo", "chaohe", "jufeng"}


def test_three_award_rounds_are_granted_with_a_conflict_an_objection_and_a_tie(run, happened):
    assert len(rows(run, AwardRounds)) == happened["AwardsGranted"] + 1 == 4
    assert all(recused.town == "taoluo" for recused in events(run, "ReviewerRecused"))
    resolved = events(run, "AwardObjectionResolved")
    assert [(e.upheld, e.decided_by) for e in resolved] == [
        (True, "finance"), (False, "gov-office"),
    ]  # fmt: skip
    assert happened["AwardObjectionEscalated"] == 1
    last = events(run, "AwardsGranted")[-1]
    tied = Counter(award.rank for award in last.awards)
    assert 2 in tied.values()
    assert all(granted.total_fen <= granted.pool_fen for granted in events(run, "AwardsGranted"))


def test_awards_are_allocated_out_of_what_was_reserved_for_them(run, happened):
    assert happened["FundsReserved"] == happened["FundsReleased"] == len(rows(run, AwardRounds))
    assert not any(row.reserved_fen for row in rows(run, FundLedger).values())
    for granted in events(run, "AwardsGranted"):
        allocated = {
            (event.fund, event.town): event.amount_fen
            for event in events(run, "FundsAllocated")
            if event.document == granted.document
        }
        awards = {(granted.fund, a.town): a.amount_fen for a in granted.awards if a.amount_fen}
        assert allocated == awards


def test_bond_money_is_spent_comes_back_goes_elsewhere_and_shows_when_it_lies_idle(run, happened):
    assert happened["BondProceedsSpent"] == 6
    assert happened["BondProceedsReturned"] == happened["BondProceedsReassigned"] == 1
    idle = {row.project_bond for row in rows(run, BondAllocations).values() if row.idle}
    assert "jufeng-heating.special-2024" in idle
    assert all(row.covered for row in rows(run, BondFinancings).values())
    large = [e for e in events(run, "BondProceedsAllocated") if e.amount_fen > 500_000_000]
    assert large and all(len(set(e.approvers)) == 2 for e in large)


def test_eight_allocations_of_bonds_go_to_public_welfare(run):
    assert len(events(run, "BondProceedsAllocated")) == 8
    assert {event.kind for event in events(run, "ProceedsRegistered")} == {"general", "special"}


def test_money_is_late_three_times_and_each_flag_falls(run, happened):
    assert happened["AllocationOverdue"] == happened["PaymentOverdue"] == 1
    assert happened["FundFlagCleared"] == 2
    assert not any(row.flags for row in rows(run, FundLedger).values())


def test_what_the_year_after_its_own_has_not_used_is_surplus(run, happened):
    ends = {}
    for event in events(run, "FundsBecameSurplus"):
        ends.setdefault(event.fund, event.became_on)
    years = {row.fund: row.year for row in rows(run, FundLedger).values()}
    assert {"city-special-2023", "city-special-2024"} <= set(ends)
    assert all(on == date(years[fund] + 1, 12, 31) for fund, on in ends.items())
    assert {e.into_year for e in events(run, "FundsCarriedOver")} == {2024, 2025, 2026}


def test_a_county_allocates_what_the_city_passed_down_and_hands_back_the_rest(run):
    (down,), (received,) = events(run, "FundsPassedDown"), events(run, "FundsReceived")
    assert (down.into_fund, down.amount_fen) == (received.fund, received.amount_fen)
    row = rows(run, FundLedger)[received.fund]
    assert (row.county, row.upper_fund, row.unallocated_fen) == ("juxian", down.fund, 0)
    (late,) = events(run, "AllocationOverdue")
    assert late.organisation == "donggang-finance"


def test_large_money_has_two_approvers(run):
    approved = sorted((e.beneficiary, e.amount_fen) for e in events(run, "SpendingApproved"))
    acts = ("FundsAllocated", "AdvancePaid", "PaymentMade")
    large = [e for type in acts for e in events(run, type) if e.approvers]
    assert approved and sorted((e.project, e.amount_fen) for e in large) == approved
    assert all(len(set(e.approvers)) == 2 for e in large)


def test_an_adjusted_project_gets_new_money_once_finance_has_looked_at_it(happened):
    assert happened["EligibilitySuspended"] == happened["EligibilityResumed"] == 2


def test_pilots_receive_more_of_general_transfers_each_year(run):
    pilots = [row for row in rows(run, TransferComparison).values() if row.town == "chaohe"]
    by_year = {row.year: row.general_fen for row in pilots if row.year <= 2026}
    assert list(by_year) == [2023, 2024, 2025, 2026]
    assert list(by_year.values()) == sorted(by_year.values())


def test_one_treasury_is_open_and_every_county_has_its_fiscal_system(run):
    stages = Counter(row.stage for row in rows(run, Treasuries).values())
    assert stages == {"opened": 1, "approved": 1, "applied": 1}
    systems = rows(run, FiscalSystems).values()
    assert {row.county for row in systems} == {"donggang", "juxian", "wulian", "lanshan"}
    assert [row.county for row in systems if row.basis == "own"] == ["lanshan"]
    assert max(row.version for row in systems) == 2
