"""RZ-2.2.c: money that waits for what another aggregate decides is allocated for nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.finance.domain.eligibility import Eligibility
from services.finance.domain.fund import holder_rules, keeping_rules, rules
from services.finance.domain.fund.reserve import Grant, allocate_reserved, release, reserve
from services.finance.domain.fund.state import FUND, Fund
from shared.kernel.aggregate import Actor, Context, Refused, Rule
from shared.policy.loader import registry
from shared.schemas.finance.fund import AllocateFunds, TransferAllocated
from shared.schemas.finance.fund_keeping import (
    FundsBecameSurplus,
    FundsReleased,
    FundsReserved,
    SpendingApproved,
)
from tests.given import NOON
from tests.unit.finance.funds import ALLOCATED, APPROPRIATED, ID, REGISTERED, TODAY, fund

AWARD = "award-farm-2024"
RESERVED = FundsReserved(ID, purpose=AWARD, amount_fen=700)
GENERAL = replace(REGISTERED, kind="general")


def context(at: datetime = NOON, **live: str) -> Context:
    """A decision of another aggregate, which guards the fund and these projects by town."""
    guards = {
        (Eligibility, project): Eligibility(town, registry().county_of(town), live=True)
        for project, town in live.items()
    }
    actor = Actor("张三", "finance")
    return Context(at, actor, registry(), registry().parameters, guards=guards)


def state(*events: object, general: bool = False) -> Fund:
    return FUND.replay([GENERAL if general else REGISTERED, *events])


def refused(rule: Rule):
    return pytest.raises(Refused, match=rule.name)


def test_free_money_is_reserved_and_then_allocated_for_nothing_else() -> None:
    assert reserve(state(APPROPRIATED), ID, AWARD, 700, context()) == [RESERVED]
    story = fund(APPROPRIATED, RESERVED)
    story.when(AllocateFunds(ID, project="p-1", amount_fen=301), by="finance").refused(
        rules.WITHIN_APPROPRIATION
    )
    assert not story.when(AllocateFunds(ID, project="p-1", amount_fen=300), by="finance").refusal
    with refused(rules.WITHIN_APPROPRIATION):
        reserve(state(APPROPRIATED, RESERVED), ID, "award-other", 301, context())


def test_only_a_registered_fund_whose_money_is_usable_reserves() -> None:
    with refused(rules.FUND_IS_REGISTERED):
        reserve(Fund(), ID, AWARD, 1, context())
    with refused(keeping_rules.SURPLUS_IS_NOT_USED):
        later = datetime(2026, 2, 1, 4, tzinfo=UTC)
        reserve(state(APPROPRIATED), ID, AWARD, 1, context(later))


def test_what_is_released_is_free_again() -> None:
    assert release(state(APPROPRIATED, RESERVED), ID, AWARD) == [
        FundsReleased(ID, purpose=AWARD, amount_fen=700)
    ]
    after = state(APPROPRIATED, RESERVED, FundsReleased(ID, purpose=AWARD, amount_fen=700))
    assert after.free_fen == 1000
    assert release(after, ID, AWARD) == []


def test_what_was_granted_is_allocated_out_of_what_was_reserved() -> None:
    grants = [Grant("taoluo", "a", 400), Grant("chaohe", "b", 200)]
    events = allocate_reserved(
        state(APPROPRIATED, RESERVED), ID, AWARD, grants, "文号", context(a="taoluo", b="chaohe")
    )
    part = replace(ALLOCATED, document="文号")
    assert events == [
        FundsReleased(ID, purpose=AWARD, amount_fen=700),
        replace(part, project="a", amount_fen=400),
        replace(part, project="b", town="chaohe", amount_fen=200),
    ]
    assert state(APPROPRIATED, RESERVED, *events).free_fen == 400


def test_grants_of_a_general_fund_go_to_towns() -> None:
    events = allocate_reserved(
        state(APPROPRIATED, RESERVED, general=True), ID, AWARD,
        [Grant("taoluo", None, 700)], None, context(),
    )  # fmt: skip
    transfer = TransferAllocated(
        ID, town="taoluo", amount_fen=700, kind="general", year=2024, acted_on=TODAY
    )
    assert events == [FundsReleased(ID, purpose=AWARD, amount_fen=700), transfer]


@pytest.mark.parametrize(
    ("grant", "rule"),
    [
        (Grant("taoluo", None, 5), rules.SPECIAL_NAMES_A_PROJECT),
        (Grant("taoluo", "gone", 5), rules.PROJECT_IS_LIVE),
        (Grant("taoluo", "a", 1001), rules.WITHIN_APPROPRIATION),
    ],
)
def test_a_grant_keeps_the_rules_of_every_allocation(grant: Grant, rule: Rule) -> None:
    given = context(a="taoluo")
    given.guards[Eligibility, "gone"] = Eligibility()
    with refused(rule):
        allocate_reserved(state(APPROPRIATED, RESERVED), ID, AWARD, [grant], None, given)


def test_a_large_grant_takes_two_people() -> None:
    large = 600_000_000
    rich, kept = replace(APPROPRIATED, amount_fen=large), replace(RESERVED, amount_fen=large)
    grants = [Grant("taoluo", "a", large)]
    with refused(holder_rules.TWO_APPROVERS):
        allocate_reserved(state(rich, kept), ID, AWARD, grants, None, context(a="taoluo"))
    approved = SpendingApproved(
        ID, act="allocation", beneficiary="a", amount_fen=large, approver="李四", approved_on=TODAY
    )
    events = allocate_reserved(
        state(rich, kept, approved), ID, AWARD, grants, None, context(a="taoluo")
    )
    assert events[1].approvers == ("李四", "张三")


def test_what_is_reserved_becomes_surplus_with_the_rest() -> None:
    story = fund(APPROPRIATED, RESERVED)
    assert story.state.loose_fen == 1000
    closed = fund(
        APPROPRIATED,
        RESERVED,
        FundsBecameSurplus(ID, amount_fen=1000, became_on=date(2025, 12, 31)),
    )
    assert (closed.state.free_fen, closed.state.kept.reserved_fen) == (0, 0)
