"""RZ-2.2.g: a project's revenue covers principal and interest of all its financing."""

from dataclasses import replace

from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain.bond_financing import PLAN_CORRECTED_WITH_REASON
from services.finance.domain.bond_proceeds import rules
from services.finance.views.bond_financings import BondFinancings
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.bond_financing import ProjectFinanced, RevenuePlanRecorded
from shared.schemas.finance.bond_proceeds import (
    ReassignProceeds,
    RecordBondTerms,
    ReturnProceeds,
    SpendProceeds,
)
from tests.effort import tries
from tests.rows import rows
from tests.unit.finance.bonds import ALLOCATE, PLAN, REGISTER, SPECIAL, TODAY, Bonds

OTHER_BOND = replace(SPECIAL, bond="b-2")
TERMS = RecordBondTerms("b-1", annual_rate=250, years=10, document="演示-转贷协议")


def planned(revenue: int, other: int = 0) -> Bonds:
    """Both special bonds of 1000, and the plan of p-1."""
    plan = replace(PLAN, revenue_fen=revenue, other_fen=other)
    return Bonds().give(SPECIAL, OTHER_BOND, plan)


def test_one_revenue_plan_carries_one_bond_and_no_two() -> None:
    """400 of either bond cost 100 of interest: a plan of 500 carries one, 1000 both."""
    world = planned(999)
    world.when(ALLOCATE).then(
        replace(world.when(ALLOCATE).events[0], revenue_plan_fen=999),
        ProjectFinanced("p-1", bond="b-1", principal_fen=400, interest_fen=100),
    )
    second = replace(ALLOCATE, bond="b-2")
    refused = world.give(ALLOCATE).when(second).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)
    assert (refused.refusal.values["plan"], refused.refusal.values["needs"]) == (999, 1000)
    assert not planned(1000).give(ALLOCATE).when(second).refusal


def test_interest_counts_to_the_last_fen_and_so_does_other_financing() -> None:
    planned(499).when(ALLOCATE).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)
    assert not planned(500).when(ALLOCATE).refusal
    planned(500, other=1).when(ALLOCATE).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)
    assert not planned(501, other=1).when(ALLOCATE).refusal
    odd = replace(ALLOCATE, amount_fen=1)
    planned(1).when(odd).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)
    assert not planned(2).when(odd).refusal, "a quarter of a fen of interest is a fen"


def test_a_special_bond_needs_a_recorded_plan_and_terms() -> None:
    bare = Bonds().give(SPECIAL)
    bare.when(ALLOCATE).refused(rules.REVENUE_PLAN_IS_RECORDED)
    told = replace(ALLOCATE, revenue_plan_fen=5000)
    bare.when(told).refused(rules.REVENUE_PLAN_IS_RECORDED)
    planned(600).when(told).refused(rules.REVENUE_PLAN_IS_RECORDED)
    assert not planned(5000).when(told).refusal
    for unknown in ({"annual_rate": None}, {"years": None}):
        world = Bonds().give(replace(SPECIAL, **unknown), PLAN)
        world.when(ALLOCATE).refused(rules.TERMS_ARE_KNOWN)
        assert not world.give(TERMS).when(ALLOCATE).refusal


def test_a_general_bond_is_repaid_from_the_budget() -> None:
    outcome = Bonds().give(REGISTER).when(ALLOCATE)
    assert [type(event).__name__ for event in outcome.events] == ["BondProceedsAllocated"]


def test_what_comes_back_or_goes_to_another_project_is_repaid_by_it_no_more() -> None:
    world = planned(5000).give(replace(PLAN, project="p-2", revenue_fen=300), ALLOCATE)
    spent = world.give(SpendProceeds("b-1", project="p-1", amount_fen=160, payee="演示-施工单位"))
    back = spent.give(ReturnProceeds("b-1", project="p-1", reason="项目出库"))
    assert back.financing().repays_fen == 160 + 40
    reassign = ReassignProceeds(
        "b-1", project="p-1", to_project="p-2", amount_fen=240, reason="核减",
        document="鲁财债调〔2024〕2号",
    )  # fmt: skip
    moved = spent.give(reassign)
    assert (moved.financing().repays_fen, moved.financing("p-2").repays_fen) == (200, 300)
    poorer = planned(5000).give(replace(PLAN, project="p-2", revenue_fen=299), ALLOCATE)
    poorer.when(reassign).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)


def test_a_plan_is_corrected_with_a_reason_and_shows_what_it_no_longer_covers() -> None:
    world = planned(500).give(ALLOCATE)
    less = replace(PLAN, revenue_fen=450)
    world.when(less).refused(PLAN_CORRECTED_WITH_REASON)
    right = replace(less, reason="收费标准下调")
    world.when(right).then(
        RevenuePlanRecorded(
            "p-1", revenue_fen=450, other_fen=0, document="演示-收益测算", recorded_on=TODAY,
            previous_revenue_fen=500, previous_other_fen=0, reason="收费标准下调",
                county="donggang",
        )
    )  # fmt: skip
    world.when(replace(PLAN, revenue_fen=500)).refused(NOTHING_CHANGES)
    world.when(PLAN, by="taoluo").not_permitted()
    after = world.give(right)
    row = rows(BondFinancings, *after.events)["p-1"]
    assert (row.bonds_fen, row.short_fen, row.covered, row.corrections) == (500, 50, False, 1)


def test_corrected_terms_change_what_every_project_repays() -> None:
    world = planned(5000).give(ALLOCATE)
    dearer = replace(TERMS, annual_rate=500)
    world.when(dearer).refused(rules.TERMS_CORRECTED_WITH_REASON)
    outcome = world.when(replace(dearer, reason="误录"))
    assert (outcome.events[0].previous_annual_rate, outcome.events[0].previous_years) == (250, 10)
    assert outcome.events[1:] == [
        ProjectFinanced("p-1", bond="b-1", principal_fen=400, interest_fen=200)
    ]
    world.when(TERMS).refused(NOTHING_CHANGES)


def test_a_bond_allocated_before_financing_was_kept_comes_in_when_it_is_touched() -> None:
    world = planned(900).give(ALLOCATE)
    world.streams["bond-financing-p-1"] = world.streams["bond-financing-p-1"][:1]
    more = replace(ALLOCATE, amount_fen=321)
    world.when(more).refused(rules.REVENUE_COVERS_A_SPECIAL_BOND)
    assert not world.when(replace(more, amount_fen=320)).refusal


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["allocate", "allocate", "spend", "return", "reassign", "plan"]),
        st.sampled_from(["b-1", "b-2"]),
        st.sampled_from(["p-1", "p-2"]),
        st.integers(1, 900),
    ),
    max_size=25,
)


@for_all(STEPS)
@tries(80)
def test_whatever_is_asked_for_proceeds_and_revenue_are_never_exceeded(
    steps: list[tuple[str, str, str, int]],
) -> None:
    world = planned(800).give(replace(PLAN, project="p-2", revenue_fen=800))
    covered = {"p-1": True, "p-2": True}
    for kind, bond, project, fen in steps:
        other = "p-2" if project == "p-1" else "p-1"
        command: object = replace(ALLOCATE, bond=bond, project=project, amount_fen=fen)
        if kind == "spend":
            command = SpendProceeds(bond, project=project, amount_fen=fen, payee="演示")
        elif kind == "return":
            command = ReturnProceeds(bond, project=project, reason="收回", amount_fen=fen)
        elif kind == "reassign":
            command = ReassignProceeds(
                bond, project=project, to_project=other, amount_fen=fen, reason="调整",
                document="文号",
            )  # fmt: skip
        elif kind == "plan":
            command = replace(PLAN, project=project, revenue_fen=fen, reason="更正")
        outcome = world.when(command)
        world = world.told(outcome)
        for id in covered:
            financing = world.financing(id)
            if kind == "plan" and id == project:
                covered[id] = financing.repays_fen <= financing.revenue_fen
            assert not covered[id] or financing.repays_fen <= financing.revenue_fen
        for id in ("b-1", "b-2"):
            _adds_up(world, id)


def _adds_up(world: Bonds, id: str) -> None:
    bond = world.bond(id)
    assert sum(u.allocated_fen for u in bond.by_project.values()) == bond.allocated_fen <= 1000
    for project, use in bond.by_project.items():
        assert 0 <= use.spent_fen <= use.allocated_fen
        repays = use.allocated_fen + bond.interest_fen(use.allocated_fen)
        assert world.financing(project).bonds[id] == repays
