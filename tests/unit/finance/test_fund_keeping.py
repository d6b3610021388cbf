"""RZ-2.2.c: advances, two approvers, pooling, carrying over."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import contract_rules, holder_rules, keeping_rules, rules
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.eligibility import EligibilityEnded
from shared.schemas.finance.fund import (
    AllocateFunds,
    FundsAppropriated,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    CommitFunds,
    Pay,
    PayAdvance,
    PaymentMade,
    VerifyWork,
    WorkVerified,
)
from shared.schemas.finance.fund_keeping import (
    ApproveSpending,
    CarryOverFunds,
    FundsBecameSurplus,
    FundsCarriedOver,
    FundsPooled,
    FundsPooledOut,
    PoolAgriculturalFunds,
    SpendingApproved,
)
from shared.schemas.finance.fund_passing import FundsReceived
from tests.given import given
from tests.unit.finance.funds import (
    ALLOCATED,
    APPROPRIATED,
    COMMITTED,
    ID,
    LIVE,
    PAYEE,
    REGISTERED,
    TODAY,
    fund,
)

ADVANCE = PayAdvance(ID, project="p-1", amount_fen=120, payee="演示-施工单位")
ADVANCED = AdvancePaid(
    ID, project="p-1", town="taoluo", amount_fen=120, payee=PAYEE, acted_on=TODAY, contract="c-1"
)


def year(number: int) -> datetime:
    return datetime(number, 2, 1, 4, 0, tzinfo=UTC)


def test_up_to_thirty_percent_of_the_commitment_is_paid_in_advance() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    story.when(ADVANCE, by="finance").then(ADVANCED)
    story.when(replace(ADVANCE, amount_fen=121), by="finance").refused(
        contract_rules.WITHIN_ADVANCE_LIMIT
    )
    again = fund(APPROPRIATED, ALLOCATED, COMMITTED, ADVANCED)
    again.when(replace(ADVANCE, amount_fen=1), by="finance").refused(
        contract_rules.WITHIN_ADVANCE_LIMIT
    )


def test_another_limit_on_advances_counts_from_when_it_is_set() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    outcome = story.when(ADVANCE, by="finance", parameters={"finance.advance_limit_percent": 20})
    outcome.refused(contract_rules.WITHIN_ADVANCE_LIMIT)
    assert outcome.context.used["finance.advance_limit_percent"] == 20


def test_no_advance_covers_work_that_is_already_verified() -> None:
    verified = WorkVerified(ID, project="p-1", town="taoluo", amount_fen=350, contract="c-1")
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED, verified)
    story.when(replace(ADVANCE, amount_fen=51), by="finance").refused(
        contract_rules.WITHIN_ADVANCE_LIMIT
    )
    assert not story.when(replace(ADVANCE, amount_fen=50), by="finance").refusal


def test_a_project_that_left_gets_no_advance() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    left = EligibilityEnded("p-1", town="taoluo", reason="项目出库")
    story = story.and_given(ELIGIBILITY, "p-1", LIVE, left)
    story.when(ADVANCE, by="finance").refused(rules.PROJECT_IS_LIVE)


def test_later_verifications_are_set_off_against_the_advance() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED, ADVANCED)
    cmd = VerifyWork(ID, project="p-1", town="taoluo", amount_fen=100)
    first = story.when(cmd, by="taoluo").events
    assert first[0].offset_fen == 100
    second = fund(*story.events[1:], *first).when(cmd, by="taoluo").events
    assert second[0].offset_fen == 20
    story = fund(*story.events[1:], *first, *second)
    pay = Pay(ID, project="p-1", amount_fen=80, payee="演示-施工单位")
    story.when(pay, by="finance").then(
        PaymentMade(
            ID, project="p-1", town="taoluo", amount_fen=80, payee=PAYEE, acted_on=TODAY,
            contract="c-1",
        )
    )  # fmt: skip
    story.when(replace(pay, amount_fen=81), by="finance").refused(
        contract_rules.WITHIN_VERIFICATION
    )


LARGE = 600_000_000
THICK = [
    FundsAppropriated(ID, amount_fen=2 * LARGE),
    replace(ALLOCATED, amount_fen=LARGE),
    replace(COMMITTED, amount_fen=LARGE),
    WorkVerified(ID, project="p-1", town="taoluo", amount_fen=LARGE, contract="c-1"),
]
APPROVE = ApproveSpending(ID, amount_fen=LARGE, act="allocation", beneficiary="p-1")
APPROVED = SpendingApproved(
    ID, act="allocation", beneficiary="p-1", amount_fen=LARGE, approver="李四", approved_on=TODAY
)


def test_two_different_people_approve_a_large_allocation() -> None:
    cmd = AllocateFunds(ID, project="p-1", amount_fen=LARGE)
    fund(THICK[0]).when(cmd, by="finance", person="张三").refused(holder_rules.TWO_APPROVERS)
    fund(THICK[0]).when(APPROVE, by="finance", person="李四").then(APPROVED)
    story = fund(THICK[0], APPROVED)
    story.when(cmd, by="finance", person="李四").refused(holder_rules.TWO_APPROVERS)
    story.when(cmd, by="finance", person="张三").then(
        replace(ALLOCATED, amount_fen=LARGE, approvers=("李四", "张三"))
    )


def test_a_service_that_once_approved_is_none_of_the_two() -> None:
    """What an earlier release stored: a service's token was its department."""
    cmd = AllocateFunds(ID, project="p-1", amount_fen=LARGE)
    story = fund(THICK[0], replace(APPROVED, approver="service:finance"))
    story.when(cmd, by="finance", person="张三").refused(holder_rules.TWO_APPROVERS)
    story.when(APPROVE, by="finance", person="李四").then(APPROVED)


@pytest.mark.parametrize("act", ["payment", "advance"])
def test_two_different_people_approve_a_large_payment_or_advance(act: str) -> None:
    if act == "payment":
        cmd, history = Pay(ID, project="p-1", amount_fen=LARGE, payee="演示-施工单位"), THICK
    else:
        cmd = PayAdvance(ID, project="p-1", amount_fen=LARGE, payee="演示-施工单位")
        history = [*THICK[:1], *(replace(e, amount_fen=10 * LARGE) for e in THICK[1:3])]
    fund(*history).when(cmd, by="finance").refused(holder_rules.TWO_APPROVERS)
    story = fund(*history, replace(APPROVED, act=act))
    outcome = story.when(cmd, by="finance", person="张三")
    assert outcome.events[0].approvers == ("李四", "张三")


def test_an_approval_serves_one_act_of_one_amount() -> None:
    used = replace(ALLOCATED, amount_fen=LARGE, approvers=("李四", "张三"))
    cmd = AllocateFunds(ID, project="p-1", amount_fen=LARGE)
    fund(THICK[0], APPROVED, used).when(cmd, by="finance").refused(holder_rules.TWO_APPROVERS)
    other = replace(cmd, amount_fen=LARGE + 1)
    fund(THICK[0], APPROVED).when(other, by="finance").refused(holder_rules.TWO_APPROVERS)


def test_a_first_approval_is_for_large_amounts_and_given_once() -> None:
    threshold = 500_000_000
    small = replace(APPROVE, amount_fen=threshold)
    fund(THICK[0]).when(small, by="finance").refused(holder_rules.ONE_APPROVER_IS_ENOUGH)
    large = replace(APPROVE, amount_fen=threshold + 1)
    assert not fund(THICK[0]).when(large, by="finance").refusal
    story = fund(THICK[0], APPROVED)
    story.when(APPROVE, by="finance", person="李四").refused(NOTHING_CHANGES)
    story.when(APPROVE, by="taoluo").not_permitted()


CARRY = CarryOverFunds(ID, into_year=2025)
CARRIED = FundsCarriedOver(ID, from_year=2024, into_year=2025, amount_fen=1000)


def test_unspent_money_is_carried_into_the_next_year() -> None:
    fund(APPROPRIATED).when(CARRY, by="finance", at=year(2025)).then(CARRIED)
    fund(APPROPRIATED).when(CARRY, by="finance").refused(keeping_rules.YEAR_HAS_ENDED)


def test_money_is_carried_over_once_and_within_that_year() -> None:
    late = fund(APPROPRIATED).when(CARRY, by="finance", at=year(2026))
    late.refused(keeping_rules.CARRIED_IN_TIME)
    cmd = replace(CARRY, into_year=2026)
    for history in ([APPROPRIATED], [APPROPRIATED, CARRIED]):
        fund(*history).when(cmd, by="finance", at=year(2026)).refused(keeping_rules.CARRIED_IN_TIME)


def test_where_the_law_gives_more_years_money_is_carried_year_by_year() -> None:
    longer = replace(REGISTERED, carried_years=2)
    cmd = replace(CARRY, into_year=2026)
    story = fund(APPROPRIATED, registered=longer)
    story.when(cmd, by="finance", at=year(2026)).refused(keeping_rules.YEAR_BY_YEAR)
    again = fund(APPROPRIATED, CARRIED, registered=longer)
    assert not again.when(cmd, by="finance", at=year(2026)).refusal


def test_a_fund_that_was_spent_has_nothing_to_carry_over() -> None:
    story = fund(replace(APPROPRIATED, amount_fen=100), replace(COMMITTED, amount_fen=100))
    story = fund(
        *story.events[1:],
        PaymentMade(ID, project="p-1", town="taoluo", amount_fen=100, payee=PAYEE, contract="c-1"),
    )
    story.when(CARRY, by="finance", at=year(2025)).refused(NOTHING_CHANGES)


USE = [
    AllocateFunds(ID, project="p-1", amount_fen=10),
    CommitFunds(
        ID, project="p-1", town="taoluo", amount_fen=10, document=None, contract="c-1", payee=PAYEE
    ),
]


@pytest.mark.parametrize("cmd", USE)
def test_money_is_used_in_the_next_year_once_it_was_carried_over_and_no_later(cmd: object) -> None:
    """2024's money: free in 2024, in 2025 after 结转, 结余 in 2026."""
    story = fund(APPROPRIATED, ALLOCATED)
    story.when(cmd, by="finance", at=year(2025)).refused(keeping_rules.CARRIED_OVER_FIRST)
    carried = fund(APPROPRIATED, ALLOCATED, CARRIED)
    assert not carried.when(cmd, by="finance", at=year(2025)).refusal
    carried.when(cmd, by="finance", at=year(2026)).refused(keeping_rules.SURPLUS_IS_NOT_USED)


def test_what_was_carried_further_under_an_earlier_reading_stays_usable_until_then() -> None:
    """Stored when two further years were allowed: the decision stands."""
    twice = [CARRIED, FundsCarriedOver(ID, from_year=2025, into_year=2026, amount_fen=1000)]
    story = fund(APPROPRIATED, *twice)
    assert not story.when(USE[0], by="finance", at=year(2026)).refusal
    (surplus,) = [d for d in story.deadlines if d.key == "surplus"]
    assert surplus.days == (date(2026, 12, 31) - date(2024, 12, 31)).days


FARM = replace(REGISTERED, agricultural=True)
OTHER = replace(FARM, fund="province-farm", source="province")
GIVING = [OTHER, FundsAppropriated("province-farm", amount_fen=500)]
POOL = PoolAgriculturalFunds(
    ID, amount_fen=400, document="日财农〔2024〕2号", from_fund="province-farm"
)


def test_agricultural_funds_are_pooled() -> None:
    story = fund(registered=FARM).and_given(FUND, "province-farm", *GIVING)
    story.when(POOL, by="finance").then(
        FundsPooled(ID, from_fund="province-farm", amount_fen=400, document="日财农〔2024〕2号"),
        FundsPooledOut("province-farm", into_fund=ID, amount_fen=400, document="日财农〔2024〕2号"),
    )
    pooled = given(
        FUND,
        "province-farm",
        *GIVING,
        FundsPooledOut("province-farm", into_fund=ID, amount_fen=400, document="x"),
    )
    assert pooled.state.free_fen == 100


def test_only_agricultural_money_that_is_unallocated_is_pooled() -> None:
    story = fund(registered=FARM).and_given(FUND, "province-farm", *GIVING)
    cmd = replace(POOL, amount_fen=501)
    story.when(cmd, by="finance").refused(rules.WITHIN_APPROPRIATION)
    itself = story.and_given(FUND, ID, FARM, APPROPRIATED)
    itself.when(replace(POOL, from_fund=ID), by="finance").refused(
        keeping_rules.ONLY_AGRICULTURAL_FUNDS_POOL
    )
    plain = fund().and_given(FUND, "province-farm", *GIVING)
    plain.when(POOL, by="finance").refused(keeping_rules.ONLY_AGRICULTURAL_FUNDS_POOL)
    plain = replace(OTHER, agricultural=False)
    story.and_given(FUND, "province-farm", plain, GIVING[1]).when(POOL, by="finance").refused(
        keeping_rules.ONLY_AGRICULTURAL_FUNDS_POOL
    )


def test_pooling_keeps_the_kind_of_the_money() -> None:
    """Special money is no general transfer: it stays with projects."""
    general = [replace(OTHER, kind="general"), GIVING[1]]
    story = fund(registered=FARM).and_given(FUND, "province-farm", *general)
    story.when(POOL, by="finance").refused(keeping_rules.POOLED_KEEPS_KIND_AND_YEAR)


def test_pooling_makes_no_money_younger() -> None:
    """2023's money is not pooled into 2024's; 2024's into 2023's is, and ends with it."""
    carried = FundsCarriedOver("province-farm", from_year=2023, into_year=2024, amount_fen=500)
    older = [replace(OTHER, year=2023), GIVING[1], carried]
    story = fund(registered=FARM).and_given(FUND, "province-farm", *older)
    story.when(POOL, by="finance").refused(keeping_rules.POOLED_KEEPS_KIND_AND_YEAR)
    receiving = given(FUND, "province-farm", *older).and_given(FUND, ID, FARM, APPROPRIATED)
    cmd = PoolAgriculturalFunds(
        "province-farm", amount_fen=400, document="日财农〔2024〕2号", from_fund=ID
    )
    outcome = receiving.when(cmd, by="finance")
    assert not outcome.refusal
    after = given(FUND, "province-farm", *older, outcome.events[0])
    assert after.state.last_year == 2024


def test_only_money_that_is_still_usable_is_pooled() -> None:
    story = fund(registered=FARM).and_given(FUND, "province-farm", *GIVING)
    story.when(POOL, by="finance", at=year(2025)).refused(keeping_rules.CARRIED_OVER_FIRST)
    closed = FundsBecameSurplus("province-farm", amount_fen=100, became_on=date(2024, 1, 1))
    story = story.and_given(FUND, "province-farm", *GIVING, closed)
    story.when(POOL, by="finance").refused(keeping_rules.SURPLUS_IS_NOT_USED)


def test_a_county_pools_what_it_received() -> None:
    def received(fund: str) -> list[object]:
        opened = replace(FARM, fund=fund, county="juxian", upper_fund=f"city-{fund}")
        return [
            opened,
            FundsReceived(
                fund, from_fund=f"city-{fund}", amount_fen=500, received_on=TODAY,
                carried_into=2024, allocation_days=30,
            ),
        ]  # fmt: skip

    story = given(FUND, "roads", *received("roads")).and_given(FUND, "fields", *received("fields"))
    cmd = PoolAgriculturalFunds(
        "roads", amount_fen=400, document="莒财农〔2024〕2号", from_fund="fields"
    )
    assert not story.when(cmd, by="juxian-finance").refusal
    story.when(cmd, by="donggang-finance").not_permitted()


def test_a_county_pools_no_money_of_another() -> None:
    own = replace(FARM, source="county", county="juxian")
    story = fund(registered=own).and_given(FUND, "province-farm", *GIVING)
    story.when(POOL, by="juxian").refused(keeping_rules.POOLED_BY_ITS_KEEPER)
