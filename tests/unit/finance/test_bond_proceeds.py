"""RZ-2.2.g: government bonds pay for capital spending of public-welfare projects."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.finance.domain import bond_proceeds as bonds
from services.finance.domain.bond_proceeds import BOND_PROCEEDS
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund_rules import PROJECT_IS_LIVE
from services.finance.views.bond_allocations import BondAllocations
from services.finance.views.bond_ledger import BondLedger
from shared.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.finance.bond_proceeds import (
    AllocateProceeds,
    BondProceedsAllocated,
    ProceedsRegistered,
    RegisterProceeds,
)
from shared.schemas.finance.eligibility import EligibilityEnded, EligibilityRecognised
from tests.given import Given, given
from tests.rows import rows

REGISTER = RegisterProceeds("b-1", "演示-债券", 2024, 1000, "鲁财债〔2024〕1号", "general")
REGISTERED = ProceedsRegistered(
    "b-1", "演示-债券", "general", "province", 2024, 1000, "鲁财债〔2024〕1号"
)
SPECIAL = replace(REGISTERED, kind="special")
SCHOOL = EligibilityRecognised("p-1", "演示-学校", "taoluo", "donggang", date(2024, 2, 1), "social")
ALLOCATE = AllocateProceeds("b-1", "p-1", 400, "capital")
ALLOCATED = BondProceedsAllocated("b-1", "p-1", "taoluo", 400, "capital", None)


def bond(*events: object, project: EligibilityRecognised = SCHOOL) -> Given:
    story = given(BOND_PROCEEDS, "b-1", *(events or (REGISTERED,)))
    return story.and_given(ELIGIBILITY, "p-1", project)


def test_proceeds_on_lent_by_the_province_are_registered() -> None:
    given(BOND_PROCEEDS, "b-1").when(REGISTER, by="finance").then(REGISTERED)
    given(BOND_PROCEEDS, "b-1").when(REGISTER, by="donggang").not_permitted()
    bond().when(REGISTER, by="finance").refused(ALREADY_EXISTS)


@pytest.mark.parametrize("issuer", ["city", "county", "town"])
def test_neither_city_nor_county_nor_town_issues_a_bond(issuer: str) -> None:
    cmd = replace(REGISTER, issuer=issuer)
    given(BOND_PROCEEDS, "b-1").when(cmd, by="finance").refused(bonds.ONLY_THE_PROVINCE_ISSUES)


@pytest.mark.parametrize("kind", ["social", "infrastructure"])
def test_a_public_welfare_project_takes_proceeds(kind: str) -> None:
    story = bond(project=replace(SCHOOL, kind=kind))
    story.when(ALLOCATE, by="finance").then(ALLOCATED)
    story.when(ALLOCATE, by="taoluo").not_permitted()


def test_a_bond_for_operating_cost_is_refused() -> None:
    cmd = replace(ALLOCATE, spending="operating")
    bond().when(cmd, by="finance").refused(bonds.CAPITAL_SPENDING_ONLY)


@pytest.mark.parametrize("kind", ["investment", None])
def test_a_project_for_profit_takes_none(kind: str | None) -> None:
    story = bond(project=replace(SCHOOL, kind=kind))
    story.when(ALLOCATE, by="finance").refused(bonds.PUBLIC_WELFARE_ONLY)


def test_only_a_live_project_takes_proceeds() -> None:
    left = [SCHOOL, EligibilityEnded("p-1", "taoluo", "项目出库")]
    story = given(BOND_PROCEEDS, "b-1", REGISTERED)
    story.when(ALLOCATE, by="finance").refused(PROJECT_IS_LIVE)
    story.and_given(ELIGIBILITY, "p-1", *left).when(ALLOCATE, by="finance").refused(PROJECT_IS_LIVE)


def test_allocations_stay_within_the_proceeds() -> None:
    story = bond(REGISTERED, ALLOCATED)
    story.when(replace(ALLOCATE, amount_fen=601), by="finance").refused(bonds.WITHIN_PROCEEDS)
    assert not story.when(replace(ALLOCATE, amount_fen=600), by="finance").refusal


def test_a_special_bond_needs_a_revenue_plan_that_covers_it() -> None:
    story = bond(SPECIAL)
    story.when(ALLOCATE, by="finance").refused(bonds.REVENUE_COVERS_A_SPECIAL_BOND)
    covered = replace(ALLOCATE, revenue_plan_fen=400)
    story.when(covered, by="finance").then(replace(ALLOCATED, revenue_plan_fen=400))
    story = bond(SPECIAL, replace(ALLOCATED, revenue_plan_fen=400))
    again = replace(covered, amount_fen=100)
    story.when(again, by="finance").refused(bonds.REVENUE_COVERS_A_SPECIAL_BOND)
    assert not story.when(replace(again, revenue_plan_fen=500), by="finance").refusal


@for_all(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 900)), max_size=15))
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_for_allocations_never_exceed_proceeds_or_revenue(
    asked: list[tuple[int, int]],
) -> None:
    events: list[object] = [SPECIAL]
    for amount, plan in asked:
        cmd = replace(ALLOCATE, amount_fen=amount, revenue_plan_fen=plan)
        taken = sum(e.amount_fen for e in events[1:])
        outcome = bond(*events).when(cmd, by="finance")
        fits = taken + amount <= 1000 and taken + amount <= plan
        assert (outcome.refusal is None) == fits
        events += outcome.events
    assert bond(*events).state.allocated_fen == sum(e.amount_fen for e in events[1:]) <= 1000


def test_the_ledgers_show_each_bond_and_each_project() -> None:
    events = [SPECIAL, replace(ALLOCATED, revenue_plan_fen=400, document="日财债〔2024〕2号")]
    row = rows(BondLedger, *events)["b-1"]
    assert (row.proceeds_fen, row.allocated_fen, row.free_fen) == (1000, 400, 600)
    project = rows(BondAllocations, *events)["p-1.b-1"]
    assert (project.amount_fen, project.revenue_plan_fen) == (400, 400)
    assert (project.town, project.document) == ("taoluo", "日财债〔2024〕2号")
