"""RZ-2.2.g: two writers give one project money of two bonds: its one revenue carries both, or not."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.bond_financing import BOND_FINANCING
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from services.finance.domain.eligibility import ELIGIBILITY
from shared.schemas.finance.bond_proceeds import (
    ReassignProceeds,
    ReturnProceeds,
    SpendProceeds,
)
from shared.schemas.finance.eligibility import EndEligibility, RecogniseEligibility
from tests.unit.finance.bonds import ALLOCATE, HEATING, PLAN, SCHOOL, SPECIAL
from tests.unit.two_writers import Asked, TwoWriters, quick

BONDS, PROJECTS = ("b-1", "b-2"), ("p-1", "p-2")
REVENUE = 1000


class OneRevenue(TwoWriters):
    service = "finance"
    aggregates = (BOND_PROCEEDS, BOND_FINANCING, ELIGIBILITY)

    def beginning(self) -> list[Asked]:
        bonds = [replace(SPECIAL, bond=bond) for bond in BONDS]
        plans = [replace(PLAN, project=project, revenue_fen=REVENUE) for project in PROJECTS]
        known = [
            RecogniseEligibility(
                p.project, name=p.name, town=p.town, county=p.county, admitted_on=p.admitted_on,
                kind=p.kind,
            )
            for p in (SCHOOL, HEATING)
        ]  # fmt: skip
        return [
            *(Asked(command, "finance") for command in (*bonds, *plans)),
            *(Asked(command, "system") for command in known),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        bond, project = st.sampled_from(BONDS), st.sampled_from(PROJECTS)
        fen = st.sampled_from([1, 200, 400, 800])
        return st.one_of(
            st.builds(allocate, bond, project, fen),
            st.builds(allocate, bond, project, fen),
            st.builds(spend, bond, project, fen),
            st.builds(give_back, bond, project, fen),
            st.builds(reassign, bond, project, fen),
            st.just(Asked(EndEligibility("p-2", reason="项目出库"), "system")),
        )

    @invariant()
    def revenue_covers_principal_and_interest_of_both_bonds(self) -> None:
        for project in PROJECTS:
            financing = self.state(BOND_FINANCING, project)
            assert financing.repays_fen <= REVENUE
            taken = [self.state(BOND_PROCEEDS, bond) for bond in BONDS]
            owed = [b.of(project).allocated_fen for b in taken]
            interest = [b.interest_fen(fen) for b, fen in zip(taken, owed, strict=True)]
            assert financing.repays_fen == sum(owed) + sum(interest)

    @invariant()
    def proceeds_are_allocated_and_spent_once(self) -> None:
        for id in BONDS:
            bond = self.state(BOND_PROCEEDS, id)
            uses = bond.by_project.values()
            assert sum(use.allocated_fen for use in uses) == bond.allocated_fen <= 1000
            assert all(0 <= use.spent_fen <= use.allocated_fen for use in uses)


def allocate(bond: str, project: str, fen: int) -> Asked:
    return Asked(replace(ALLOCATE, bond=bond, project=project, amount_fen=fen), "finance")


def spend(bond: str, project: str, fen: int) -> Asked:
    return Asked(SpendProceeds(bond, project=project, amount_fen=fen, payee="演示"), "finance")


def give_back(bond: str, project: str, fen: int) -> Asked:
    return Asked(ReturnProceeds(bond, project=project, reason="收回", amount_fen=fen), "finance")


def reassign(bond: str, project: str, fen: int) -> Asked:
    other = PROJECTS[1 - PROJECTS.index(project)]
    return Asked(
        ReassignProceeds(
            bond, project=project, to_project=other, amount_fen=fen, reason="调整", document="文号"
        ),
        "finance",
    )


TestOneRevenue = OneRevenue.TestCase
TestOneRevenue.settings = quick
