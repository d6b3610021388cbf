"""待办: bond proceeds are put to use before they lie idle (RZ-2.2.g)."""

from services.finance.domain.bond_proceeds.allocation import (
    allocate_proceeds,
    reassign_proceeds,
    return_proceeds,
)
from services.finance.domain.bond_proceeds.lending import hand_back_proceeds, on_lend_proceeds
from services.finance.domain.bond_proceeds.spending import spend_proceeds
from services.finance.domain.bond_proceeds.state import (
    BOND_PROCEEDS,
    CLAUSE,
    FREE,
    BondProceeds,
    free_limit,
    unspent_limit,
)
from shared.kernel.aggregate import (
    Answers,
    Over,
    Task,
    Tasks,
    money,
    organisation,
)

_ACTS: dict[str, tuple[str, Answers]] = {
    "allocation": ("安排", [allocate_proceeds, reassign_proceeds, on_lend_proceeds]),
    "spending": ("支出", [spend_proceeds]),
}


@BOND_PROCEEDS.tasks
def tasks(bond: BondProceeds) -> Tasks:
    """What no project has, what each leaves unspent, and what one person approved."""
    who, of = [organisation(bond.holder)], f"“{bond.name}”"
    if bond.free_fen:
        places: Answers = [
            allocate_proceeds,
            hand_back_proceeds if bond.county else on_lend_proceeds,
        ]
        yield Task(
            FREE, who, f"安排{of}尚未安排的债券资金 {money(bond.free_fen)}", places,
            free_limit(bond), clause=CLAUSE,
        )  # fmt: skip
    unspent = {p: use for p, use in bond.by_project.items() if use.unspent_fen}
    for project, use in sorted(unspent.items()):
        yield Task(
            f"unspent.{project}", who,
            f"支出{of}已安排到项目的债券资金 {money(use.unspent_fen)}，或调整用途",
            [spend_proceeds, reassign_proceeds, return_proceeds], unspent_limit(project, use),
            clause=CLAUSE, town=use.town, project=project,
        )  # fmt: skip
    for act, project, fen in sorted(bond.large.approvals):
        does, answers = _ACTS[act]
        about = f"第二人办理{of}经第一审批的{does} {money(fen)}"
        yield Task(
            f"second.{act}.{project}.{fen}", who, about, answers, clause=CLAUSE,
            town=bond.of(project).town, project=project,
        )  # fmt: skip
    if not bond.free_fen and not unspent:
        yield Over("债券资金已全部支出")
