"""债券项目台账: what each public-welfare project takes of each bond, and its revenue plan."""

from dataclasses import replace

from services.finance.domain.bond_proceeds import BOND_PROCEEDS
from shared.log.recorded import EventMeta
from shared.schemas.finance.bond_proceeds import BondProceedsAllocated
from shared.schemas.kinds import TownId
from shared.views.definition import column, view


@view(
    "bond-allocations",
    title="债券项目台账",
    key="project_bond",
    version=1,
    of=BOND_PROCEEDS,
    part="received",
)
class BondAllocations:
    project_bond: str = column("项目与债券")
    project: str = column("项目编号")
    bond: str = column("债券编号")
    town: TownId = column("镇")
    amount_fen: int = column("安排金额（分）")
    revenue_plan_fen: int = column("项目收益计划（分）")
    document: str = column("文号")


def project_bond(event: BondProceedsAllocated, _: EventMeta) -> str:
    return f"{event.project}.{event.bond}"


@BondAllocations.on(BondProceedsAllocated, key=project_bond)
def allocated(row: BondAllocations, event: BondProceedsAllocated) -> BondAllocations:
    return replace(
        row,
        project=event.project,
        bond=event.bond,
        town=event.town,
        amount_fen=row.amount_fen + event.amount_fen,
        revenue_plan_fen=event.revenue_plan_fen or 0,
        document=event.document or "",
    )
