"""项目资金: what each project has of each fund; what is uncommitted returns when it leaves."""

from dataclasses import replace

from shared.log.recorded import EventMeta
from shared.schemas.finance.fund import (
    FundsAllocated,
    FundsCommitted,
    FundsRecalled,
    PaymentMade,
    WorkVerified,
)
from shared.views.definition import column, view


@view("allocations-by-project", title="项目资金", key="allocation", version=1, town_column="town")
class AllocationsByProject:
    allocation: str = column("项目与资金")
    project: str = column("项目编号")
    fund: str = column("资金编号")
    town: str = column("镇")
    allocated_fen: int = column("下达净额（分）")
    committed_fen: int = column("支出承诺（分）")
    uncommitted_fen: int = column("未作承诺（分）")
    verified_fen: int = column("计量验收（分）")
    paid_fen: int = column("拨付（分）")


Movement = FundsAllocated | FundsCommitted | WorkVerified | PaymentMade | FundsRecalled


def allocation(event: Movement, _: EventMeta) -> str:
    return f"{event.project}.{event.fund}"


@AllocationsByProject.on(FundsAllocated, key=allocation)
def allocated(row: AllocationsByProject, event: FundsAllocated) -> AllocationsByProject:
    return replace(
        row,
        project=event.project,
        fund=event.fund,
        town=event.town,
        allocated_fen=row.allocated_fen + event.amount_fen,
        uncommitted_fen=row.uncommitted_fen + event.amount_fen,
    )


@AllocationsByProject.on(FundsCommitted, key=allocation)
def committed(row: AllocationsByProject, event: FundsCommitted) -> AllocationsByProject:
    return replace(
        row,
        committed_fen=row.committed_fen + event.amount_fen,
        uncommitted_fen=row.uncommitted_fen - event.amount_fen,
    )


@AllocationsByProject.on(WorkVerified, key=allocation)
def verified(row: AllocationsByProject, event: WorkVerified) -> AllocationsByProject:
    return replace(row, verified_fen=row.verified_fen + event.amount_fen)


@AllocationsByProject.on(PaymentMade, key=allocation)
def paid(row: AllocationsByProject, event: PaymentMade) -> AllocationsByProject:
    return replace(row, paid_fen=row.paid_fen + event.amount_fen)


@AllocationsByProject.on(FundsRecalled, key=allocation)
def recalled(row: AllocationsByProject, event: FundsRecalled) -> AllocationsByProject:
    return replace(
        row,
        allocated_fen=row.allocated_fen - event.amount_fen,
        uncommitted_fen=row.uncommitted_fen - event.amount_fen,
    )
