"""债券资金台账: each bond's proceeds and what is allocated of them."""

from dataclasses import replace

from services.finance.domain.bond_proceeds import BOND_PROCEEDS
from shared.schemas.finance.bond_proceeds import (
    BondKind,
    BondProceedsAllocated,
    ProceedsRegistered,
)
from shared.views.definition import column, view


@view("bond-ledger", title="债券资金台账", key="bond", version=1, of=BOND_PROCEEDS)
class BondLedger:
    bond: str = column("债券编号")
    name: str = column("名称")
    kind: BondKind = column("种类")
    year: int = column("年度")
    proceeds_fen: int = column("债券资金（分）")
    allocated_fen: int = column("已安排（分）")
    free_fen: int = column("尚可安排（分）")
    allocations: int = column("安排次数")
    document: str = column("文号")


@BondLedger.on(ProceedsRegistered)
def registered(row: BondLedger, event: ProceedsRegistered) -> BondLedger:
    return replace(
        row,
        name=event.name,
        kind=event.kind,
        year=event.year,
        proceeds_fen=event.amount_fen,
        free_fen=event.amount_fen,
        document=event.document,
    )


@BondLedger.on(BondProceedsAllocated)
def allocated(row: BondLedger, event: BondProceedsAllocated) -> BondLedger:
    return replace(
        row,
        allocated_fen=row.allocated_fen + event.amount_fen,
        free_fen=row.free_fen - event.amount_fen,
        allocations=row.allocations + 1,
    )
