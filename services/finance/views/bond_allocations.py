"""债券项目台账: what each public-welfare project has of each bond, spends, and leaves idle."""

from datetime import date
from typing import Any

from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import bond_proceeds
from shared.schemas.kinds import TownId


@view(
    "bond-allocations",
    title="债券项目台账",
    key="project_bond",
    version=2,
    of=BOND_PROCEEDS,
    part="received",
    carried={"county": ()},
)
class BondAllocations(Row):
    """`since` is the last day on which the project got any; `idle` once it lay too long unspent."""

    project_bond: str = column("项目与债券")
    project: str = column("项目编号")
    bond: str = column("债券编号")
    town: TownId = column("镇")
    amount_fen: int = column("安排金额（分）")
    spent_fen: int = column("已支出（分）")
    unspent_fen: int = column("未支出（分）")
    since: date | None = column("最近安排日期")
    last_spent_on: date | None = column("最近支出日期")
    idle: bool = column("闲置")
    revenue_plan_fen: int = column("项目收益计划（分）")
    document: str = column("文号")


def project_bond(event: Any, _: EventMeta) -> str:
    return f"{event.project}.{event.bond}"


@BondAllocations.on(bond_proceeds.BondProceedsAllocated, key=project_bond)
def allocated(row: BondAllocations, event: bond_proceeds.BondProceedsAllocated) -> BondAllocations:
    row = replace(
        row,
        project=event.project,
        bond=event.bond,
        town=event.town,
        since=event.allocated_on,
        idle=False,
        revenue_plan_fen=event.revenue_plan_fen or 0,
        document=event.document or "",
    )
    return _unspent(row, amount=event.amount_fen)


@BondAllocations.on(bond_proceeds.BondProceedsSpent, key=project_bond)
def spent(row: BondAllocations, event: bond_proceeds.BondProceedsSpent) -> BondAllocations:
    return _unspent(replace(row, last_spent_on=event.spent_on), spent=event.amount_fen)


@BondAllocations.on(bond_proceeds.BondProceedsReturned, key=project_bond)
def returned(row: BondAllocations, event: bond_proceeds.BondProceedsReturned) -> BondAllocations:
    return _unspent(row, amount=-event.amount_fen)


def both_projects(event: bond_proceeds.BondProceedsReassigned, _: EventMeta) -> list[str]:
    return [f"{project}.{event.bond}" for project in (event.project, event.to_project)]


@BondAllocations.on(bond_proceeds.BondProceedsReassigned, key=both_projects)
def reassigned(
    row: BondAllocations, event: bond_proceeds.BondProceedsReassigned
) -> BondAllocations:
    if row.project == event.project:
        return _unspent(row, amount=-event.amount_fen)
    row = replace(
        row,
        project=event.to_project,
        bond=event.bond,
        town=event.to_town,
        since=event.reassigned_on,
        idle=False,
        document=event.document,
    )
    return _unspent(row, amount=event.amount_fen)


def idle_project(event: bond_proceeds.BondProceedsIdle, _: EventMeta) -> list[str]:
    return [f"{event.project}.{event.bond}"] if event.project else []


@BondAllocations.on(bond_proceeds.BondProceedsIdle, key=idle_project)
def idle(row: BondAllocations, event: bond_proceeds.BondProceedsIdle) -> BondAllocations:
    return replace(row, idle=True)


def _unspent(row: BondAllocations, *, amount: int = 0, spent: int = 0) -> BondAllocations:
    row = replace(row, amount_fen=row.amount_fen + amount, spent_fen=row.spent_fen + spent)
    left = row.amount_fen - row.spent_fen
    return replace(row, unspent_fen=left, idle=row.idle and left > 0)
