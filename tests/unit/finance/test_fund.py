"""RZ-2.2.c: the chain from appropriation to payment and recall."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import contract_rules, rules
from services.finance.domain.fund.state import CAPACITY_FEN, FUND
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from shared.schemas.finance.fund import (
    AllocateFunds,
    Appropriate,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsRecalled,
    RecallFunds,
    RegisterFund,
)
from shared.schemas.finance.fund_contract import (
    CommitFunds,
    FundsCommitted,
    Pay,
    PaymentMade,
    VerifyWork,
    WorkVerified,
)
from tests.given import Given, given

FUND_ID = "city-special-2024"
TODAY = date(2024, 3, 1)
PAYEE = "演示-施工单位"
LIVE = EligibilityRecognised(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1)
)
LEFT = EligibilityEnded("p-1", town="taoluo", reason="项目出库")

REGISTERED = FundRegistered(
    FUND_ID, name="市级专项", source="city", kind="special", year=2024, carried_years=1
)
COUNTY_OWN = FundRegistered(
    "c-1", name="莒县专项", source="county", kind="special", year=2024, county="juxian",
    carried_years=1,
)  # fmt: skip
APPROPRIATED = FundsAppropriated(FUND_ID, amount_fen=1000, document="日财预〔2024〕1号")
ALLOCATED = FundsAllocated(
    FUND_ID, project="p-1", town="taoluo", amount_fen=600, kind="special", year=2024, acted_on=TODAY
)
COMMITTED = FundsCommitted(
    FUND_ID, project="p-1", town="taoluo", amount_fen=400, contract="c-1", payee=PAYEE
)
VERIFIED = WorkVerified(
    FUND_ID, project="p-1", town="taoluo", amount_fen=300, delivered_on=TODAY, payment_days=30,
    contract="c-1",
)  # fmt: skip
PAID = PaymentMade(
    FUND_ID, project="p-1", town="taoluo", amount_fen=200, payee=PAYEE, acted_on=TODAY,
    contract="c-1",
)  # fmt: skip
RECALLED = FundsRecalled(
    FUND_ID, project="p-1", town="taoluo", amount_fen=200, reason="用途调整", kind="special",
    year=2024,
)  # fmt: skip

ALLOCATE = AllocateFunds(FUND_ID, project="p-1", amount_fen=600)
COMMIT = CommitFunds(
    FUND_ID, project="p-1", town="taoluo", amount_fen=400, contract="c-1", payee=PAYEE
)
VERIFY = VerifyWork(FUND_ID, project="p-1", town="taoluo", amount_fen=300)
PAY = Pay(FUND_ID, project="p-1", amount_fen=200, payee="演示-施工单位")
RECALL = RecallFunds(FUND_ID, project="p-1", reason="用途调整")


def fund(*events: object, registered: FundRegistered = REGISTERED) -> Given:
    """A fund whose project p-1 is live."""
    return given(FUND, registered.fund, registered, *events).and_given(ELIGIBILITY, "p-1", LIVE)


def test_a_fund_is_registered() -> None:
    cmd = RegisterFund(FUND_ID, name="市级专项", source="city", kind="special", year=2024)
    given(FUND, FUND_ID).when(cmd, by="finance").then(REGISTERED)


def test_a_county_registers_its_own_fund_and_no_other() -> None:
    cmd = RegisterFund(
        "c-1", name="莒县专项", source="county", kind="special", year=2024, county="juxian"
    )
    for by in ("juxian", "juxian-finance"):
        given(FUND, "c-1").when(cmd, by=by).then(COUNTY_OWN)
    given(FUND, "c-1").when(cmd, by="juxian-housing").not_permitted()
    given(FUND, "c-1").when(cmd, by="wulian").not_permitted()
    given(FUND, "c-1").when(replace(cmd, source="city", county=None), by="juxian").not_permitted()


@pytest.mark.parametrize(
    ("source", "county"), [("county", None), ("county", "nowhere"), ("city", "juxian")]
)
def test_a_county_fund_and_no_other_names_a_registered_county(
    source: str, county: str | None
) -> None:
    cmd = RegisterFund(
        FUND_ID, name="资金", source=source, kind="special", year=2024, county=county
    )
    given(FUND, FUND_ID).when(cmd, by="finance").refused(rules.COUNTY_FUND_NAMES_ITS_COUNTY)


def test_a_fund_is_registered_once() -> None:
    cmd = RegisterFund(FUND_ID, name="市级专项", source="city", kind="special", year=2024)
    fund().when(cmd, by="finance").refused(ALREADY_EXISTS)


def test_the_budget_is_appropriated_in_several_acts() -> None:
    cmd = Appropriate(FUND_ID, amount_fen=500, document="日财预〔2024〕2号")
    story = fund(APPROPRIATED)
    story.when(cmd, by="finance").then(
        FundsAppropriated(FUND_ID, amount_fen=500, document="日财预〔2024〕2号")
    )
    story.when(cmd, by="taoluo").not_permitted()


def test_an_appropriation_beyond_the_ledger_is_refused() -> None:
    fund(APPROPRIATED).when(
        Appropriate(FUND_ID, amount_fen=CAPACITY_FEN - 1000), by="finance"
    ).then(FundsAppropriated(FUND_ID, amount_fen=CAPACITY_FEN - 1000))
    cmd = Appropriate(FUND_ID, amount_fen=CAPACITY_FEN - 999)
    fund(APPROPRIATED).when(cmd, by="finance").refused(rules.WITHIN_CAPACITY)


def test_money_is_allocated_to_a_live_project() -> None:
    fund(APPROPRIATED).when(ALLOCATE, by="finance").then(ALLOCATED)


def test_no_money_goes_to_a_project_that_was_never_admitted() -> None:
    story = given(FUND, FUND_ID, REGISTERED, APPROPRIATED)
    story.when(ALLOCATE, by="finance").refused(rules.PROJECT_IS_LIVE)


def test_no_money_goes_to_a_project_that_left() -> None:
    story = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1", LIVE, LEFT)
    story.when(ALLOCATE, by="finance").refused(rules.PROJECT_IS_LIVE)


def test_allocations_stay_within_the_appropriation() -> None:
    story = fund(APPROPRIATED, ALLOCATED)
    story.when(AllocateFunds(FUND_ID, project="p-1", amount_fen=400), by="finance").then(
        replace(ALLOCATED, amount_fen=400)
    )
    outcome = story.when(AllocateFunds(FUND_ID, project="p-1", amount_fen=401), by="finance")
    outcome.refused(rules.WITHIN_APPROPRIATION)
    assert outcome.refusal.values == {"available": 400, "needs": 1}


def test_a_countys_fund_serves_its_own_projects() -> None:
    cmd = AllocateFunds("c-1", project="p-1", amount_fen=10)
    story = fund(FundsAppropriated("c-1", amount_fen=100), registered=COUNTY_OWN)
    story.when(cmd, by="juxian").refused(rules.COUNTY_SERVES_ITS_OWN)
    story.when(cmd, by="donggang").not_permitted()
    own = replace(LIVE, town="zhaoxian", county="juxian")
    story.and_given(ELIGIBILITY, "p-1", own).when(cmd, by="juxian").then(
        replace(ALLOCATED, fund="c-1", town="zhaoxian", amount_fen=10)
    )


def test_city_money_is_not_a_countys_to_allocate() -> None:
    fund(APPROPRIATED).when(ALLOCATE, by="donggang").not_permitted()


@pytest.mark.parametrize("by", ["finance", "taoluo", "donggang-housing"])
def test_allocated_money_is_committed(by: str) -> None:
    fund(APPROPRIATED, ALLOCATED).when(COMMIT, by=by).then(COMMITTED)


def test_commitments_stay_within_the_allocation() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    story.when(replace(COMMIT, amount_fen=201), by="taoluo").refused(
        contract_rules.WITHIN_ALLOCATION
    )
    story.when(replace(COMMIT, amount_fen=200), by="taoluo").then(
        replace(COMMITTED, amount_fen=200)
    )


def test_what_has_no_money_of_the_fund_commits_and_verifies_nothing() -> None:
    fund(APPROPRIATED).when(COMMIT, by="taoluo").refused(contract_rules.WITHIN_ALLOCATION)
    fund(APPROPRIATED).when(VERIFY, by="taoluo").refused(contract_rules.CONTRACT_IS_NAMED)


def test_another_town_commits_nothing() -> None:
    story = fund(APPROPRIATED, ALLOCATED)
    cmd = replace(COMMIT, town="zhaoxian")
    story.when(cmd, by="zhaoxian").refused(contract_rules.TOWN_OF_THE_PROJECT)
    story.when(COMMIT, by="zhaoxian").not_permitted()


def test_nothing_is_committed_once_the_project_has_left() -> None:
    story = fund(APPROPRIATED, ALLOCATED).and_given(ELIGIBILITY, "p-1", LIVE, LEFT)
    story.when(COMMIT, by="taoluo").refused(rules.PROJECT_IS_LIVE)


def test_a_general_transfer_ends_with_its_allocation() -> None:
    general = replace(REGISTERED, kind="general")
    story = fund(APPROPRIATED, ALLOCATED, registered=general)
    story.when(COMMIT, by="taoluo").refused(contract_rules.GENERAL_ENDS_AT_ALLOCATION)


def test_committed_work_is_verified() -> None:
    fund(APPROPRIATED, ALLOCATED, COMMITTED).when(VERIFY, by="taoluo").then(VERIFIED)


def test_verified_work_stays_within_the_commitments() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    story.when(replace(VERIFY, amount_fen=401), by="taoluo").refused(
        contract_rules.WITHIN_COMMITMENT
    )
    cmd = replace(VERIFY, town="zhaoxian")
    story.when(cmd, by="zhaoxian").refused(contract_rules.TOWN_OF_THE_PROJECT)


def test_contracts_of_a_project_that_left_go_to_settlement() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED).and_given(ELIGIBILITY, "p-1", LIVE, LEFT)
    story.when(VERIFY, by="taoluo").then(VERIFIED)
    given(FUND, FUND_ID, *story.events, VERIFIED).when(PAY, by="finance").then(PAID)


def test_verified_work_is_paid() -> None:
    fund(APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED).when(PAY, by="finance").then(PAID)


def test_payments_stay_within_the_verified_work() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED, PAID)
    outcome = story.when(replace(PAY, amount_fen=101), by="finance")
    outcome.refused(contract_rules.WITHIN_VERIFICATION)
    assert "还差 0.01 元" in outcome.refusal.zh
    story.when(replace(PAY, amount_fen=100), by="finance").then(replace(PAID, amount_fen=100))
    story.when(PAY, by="taoluo").not_permitted()


def test_what_is_not_committed_is_recalled() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    story.when(RECALL, by="finance").then(RECALLED)
    story.when(replace(RECALL, amount_fen=50), by="system").then(replace(RECALLED, amount_fen=50))


def test_what_is_committed_is_not_recalled() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    cmd = replace(RECALL, amount_fen=201)
    story.when(cmd, by="finance").refused(rules.ONLY_UNCOMMITTED_RETURNS)


def test_a_recall_with_nothing_left_changes_nothing() -> None:
    committed = replace(COMMITTED, amount_fen=600)
    story = fund(APPROPRIATED, ALLOCATED, committed)
    story.when(RECALL, by="finance").refused(NOTHING_CHANGES)


def test_recalled_money_can_be_allocated_again() -> None:
    recalled = replace(RECALLED, amount_fen=600)
    again = AllocateFunds(FUND_ID, project="p-1", amount_fen=1000)
    fund(APPROPRIATED, ALLOCATED, recalled).when(again, by="finance").then(
        replace(ALLOCATED, amount_fen=1000)
    )
