"""RZ-2.2.c: who may receive money without a live project, and on which terms."""

from dataclasses import replace

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import keeping_rules, rules
from services.finance.domain.fund.state import FUND
from shared.schemas.finance.eligibility import EligibilityEnded
from shared.schemas.finance.fund import (
    AllocateFunds,
    FundRegistered,
    PreliminaryFundsAllocated,
    RegisterFund,
    TransferAllocated,
)
from shared.schemas.finance.fund_contract import (
    CommitFunds,
    FundsCommitted,
)
from shared.schemas.finance.fund_keeping import GrantKeySupport, KeySupportGranted
from tests.given import given
from tests.unit.finance.funds import (
    ALLOCATED,
    APPROPRIATED,
    ID,
    LIVE,
    PAYEE,
    REGISTERED,
    TODAY,
    fund,
)

GENERAL = replace(REGISTERED, kind="general")
COUNTY_GENERAL = replace(GENERAL, source="county", county="juxian")
TRANSFER = AllocateFunds(
    ID, project=None, amount_fen=300, document="日财预〔2024〕3号", receiver="taoluo"
)
SURVEY = AllocateFunds(
    ID, project="p-9", amount_fen=50, document="日财建〔2024〕9号", receiver="taoluo", purpose="survey",
    reason="勘察先行",
)  # fmt: skip
SURVEYED = PreliminaryFundsAllocated(
    ID, project="p-9", town="taoluo", amount_fen=50, purpose="survey", reason="勘察先行",
    document="日财建〔2024〕9号", kind="special", year=2024, acted_on=TODAY,
)  # fmt: skip
SUPPORT = GrantKeySupport(
    ID, project="p-1", amount_fen=200, reason="冷链短板", document="日财农〔2024〕1号"
)


def test_a_special_transfer_demanding_matching_funds_is_refused() -> None:
    cmd = RegisterFund(
        ID, name="市级专项", source="city", kind="special", year=2024, matching_percent=30
    )
    given(FUND, ID).when(cmd, by="finance").refused(rules.NO_MATCHING_FUNDS)
    general = replace(cmd, kind="general")
    assert not given(FUND, ID).when(general, by="finance").refusal


def test_matching_funds_that_the_state_council_shares_are_demanded() -> None:
    cmd = RegisterFund(
        ID, name="中央专项", source="central", kind="special", year=2024, matching_percent=30,
        state_council_document="国发〔2016〕49号",
    )  # fmt: skip
    given(FUND, ID).when(cmd, by="finance").then(
        FundRegistered(
            ID, name="中央专项", source="central", kind="special", year=2024, county=None,
            agricultural=False, matching_percent=30, state_council_document="国发〔2016〕49号",
            carried_years=1,
        )
    )  # fmt: skip


def test_a_general_transfer_goes_to_a_town() -> None:
    fund(APPROPRIATED, registered=GENERAL).when(TRANSFER, by="finance").then(
        TransferAllocated(
            ID, town="taoluo", amount_fen=300, kind="general", year=2024, document="日财预〔2024〕3号",
            approvers=(), acted_on=TODAY,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "cmd", [replace(TRANSFER, project="p-1"), replace(TRANSFER, receiver=None)]
)
def test_a_general_transfer_names_a_town_and_no_project(cmd: AllocateFunds) -> None:
    story = fund(APPROPRIATED, registered=GENERAL)
    story.when(cmd, by="finance").refused(rules.GENERAL_GOES_TO_A_TOWN)


def test_a_general_transfer_goes_to_a_registered_town_within_the_appropriation() -> None:
    story = fund(APPROPRIATED, registered=GENERAL)
    story.when(replace(TRANSFER, receiver="atlantis"), by="finance").refused(
        rules.TOWN_IS_REGISTERED
    )
    story.when(replace(TRANSFER, amount_fen=1001), by="finance").refused(rules.WITHIN_APPROPRIATION)


def test_a_countys_general_transfer_stays_in_the_county() -> None:
    story = fund(APPROPRIATED, registered=COUNTY_GENERAL)
    story.when(TRANSFER, by="juxian").refused(rules.COUNTY_SERVES_ITS_OWN)
    story.when(TRANSFER, by="donggang").not_permitted()
    assert not story.when(replace(TRANSFER, receiver="zhaoxian"), by="juxian").refusal


def test_special_money_names_a_project() -> None:
    story = fund(APPROPRIATED)
    story.when(TRANSFER, by="finance").refused(rules.SPECIAL_NAMES_A_PROJECT)


def test_listed_work_before_admission_receives_documented_money() -> None:
    story = fund(APPROPRIATED)
    story.when(SURVEY, by="finance").then(SURVEYED)
    for missing in ("receiver", "reason", "document"):
        cmd = replace(SURVEY, **{missing: None})
        story.when(cmd, by="finance").refused(rules.EXCEPTION_IS_DOCUMENTED)
    story.when(replace(SURVEY, purpose=None), by="finance").refused(rules.PROJECT_IS_LIVE)


def test_a_project_that_left_is_no_work_before_admission() -> None:
    left = [replace(LIVE, project="p-9"), EligibilityEnded("p-9", town="taoluo", reason="项目出库")]
    story = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-9", *left)
    story.when(SURVEY, by="finance").refused(rules.PROJECT_IS_LIVE)
    committed = CommitFunds(
        ID, project="p-9", town="taoluo", amount_fen=20, document=None, contract="c-9", payee=PAYEE
    )
    story = fund(APPROPRIATED, SURVEYED).and_given(ELIGIBILITY, "p-9", *left)
    story.when(committed, by="taoluo").refused(rules.PROJECT_IS_LIVE)


def test_money_for_work_before_admission_is_committed() -> None:
    cmd = CommitFunds(
        ID, project="p-9", town="taoluo", amount_fen=50, document=None, contract="c-9", payee=PAYEE
    )
    fund(APPROPRIATED, SURVEYED).when(cmd, by="taoluo").then(
        FundsCommitted(
            ID, project="p-9", town="taoluo", amount_fen=50, document=None, contract="c-9",
            payee=PAYEE,
        )
    )  # fmt: skip


def test_key_support_of_a_pilot_town_names_its_reason_and_is_allocated() -> None:
    fund(APPROPRIATED).when(SUPPORT, by="finance").then(
        KeySupportGranted(
            ID, project="p-1", town="taoluo", amount_fen=200, reason="冷链短板",
            document="日财农〔2024〕1号",
        ),
        replace(ALLOCATED, amount_fen=200, document="日财农〔2024〕1号"),
    )  # fmt: skip


def test_key_support_is_for_live_projects_of_pilot_towns() -> None:
    elsewhere = replace(LIVE, town="nanhu")
    story = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1", elsewhere)
    story.when(SUPPORT, by="finance").refused(keeping_rules.KEY_SUPPORT_IS_FOR_PILOTS)
    story = fund(APPROPRIATED).and_given(ELIGIBILITY, "p-1")
    story.when(SUPPORT, by="finance").refused(rules.PROJECT_IS_LIVE)


def test_key_support_stays_within_the_appropriation_and_is_no_general_transfer() -> None:
    cmd = replace(SUPPORT, amount_fen=1001)
    fund(APPROPRIATED).when(cmd, by="finance").refused(rules.WITHIN_APPROPRIATION)
    story = fund(APPROPRIATED, registered=GENERAL)
    story.when(SUPPORT, by="finance").refused(rules.GENERAL_GOES_TO_A_TOWN)
