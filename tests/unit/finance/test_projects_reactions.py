"""RZ-2.2.c: what finance does when the library of projects changes (RZ-2.1.a)."""

from datetime import date

from services.finance.reactions import projects
from services.finance.views.allocations_by_project import AllocationsByProject
from shared.kernel.reactions.reaction import reactions_of
from shared.schemas.finance.eligibility import (
    EndEligibility,
    RecogniseEligibility,
    SuspendEligibility,
)
from shared.schemas.finance.fund import (
    FundsAllocated,
    RecallFunds,
)
from shared.schemas.finance.fund_contract import (
    FundsCommitted,
)
from shared.schemas.projects.project import (
    ProjectAdjusted,
    ProjectAdmitted,
    ProjectExited,
    ProjectFacts,
)
from tests.rows import about, rows

ON = date(2024, 2, 1)
ADMITTED = ProjectAdmitted(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", kind="investment", origin="own",
    investment_fen=1000, land_area=None, land_use=None, admitted_on=ON,
)  # fmt: skip
EXITED = ProjectExited("p-1", town="taoluo", reason="投资方撤资")


def test_an_admitted_project_is_recognised_as_eligible() -> None:
    commands = list(projects.eligible_for_funds(ADMITTED, about(ADMITTED)))
    assert commands == [
        RecogniseEligibility(
            "p-1", name="演示-冷链", town="taoluo", county="donggang", admitted_on=ON,
            kind="investment",
        )
    ]  # fmt: skip


def test_an_adjusted_project_is_looked_at_anew() -> None:
    old, new = ProjectFacts(1000), ProjectFacts(1200)
    adjusted = ProjectAdjusted(
        "p-1", town="taoluo", old=old, new=new, reason="概算调整", adjusted_on=ON
    )
    commands = list(projects.adjusted_projects_wait(adjusted, about(adjusted)))
    assert commands == [SuspendEligibility("p-1", reason="概算调整", adjusted_on=ON)]


def test_a_project_that_left_gets_no_new_money() -> None:
    commands = list(projects.no_new_money(EXITED, about(EXITED)))
    assert commands == [EndEligibility("p-1", reason="投资方撤资")]


def test_uncommitted_money_of_every_fund_returns_when_a_project_leaves() -> None:
    allocations = rows(
        AllocationsByProject,
        FundsAllocated("f-1", project="p-1", town="taoluo", amount_fen=600),
        FundsCommitted("f-1", project="p-1", town="taoluo", amount_fen=400),
        FundsAllocated("f-2", project="p-1", town="taoluo", amount_fen=50),
        FundsAllocated("f-3", project="p-1", town="taoluo", amount_fen=70),
        FundsCommitted("f-3", project="p-1", town="taoluo", amount_fen=70),
        FundsAllocated("f-1", project="p-2", town="taoluo", amount_fen=90),
    )
    commands = list(projects.uncommitted_money_returns(EXITED, about(EXITED), allocations))
    assert commands == [
        RecallFunds("f-1", project="p-1", reason="投资方撤资"),
        RecallFunds("f-2", project="p-1", reason="投资方撤资"),
    ]


def test_new_money_stops_before_the_old_is_recalled() -> None:
    names = [r.name for r in reactions_of(projects) if r.event is ProjectExited]
    assert names == ["no-new-money", "uncommitted-money-returns", "unspent-bond-money-returns"]
