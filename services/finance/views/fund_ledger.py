"""资金台账: each fund with what was appropriated, allocated, committed, verified, paid, recalled."""

from dataclasses import replace

from shared.schemas.finance.fund import (
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    FundsCommitted,
    FundsRecalled,
    PaymentMade,
    WorkVerified,
)
from shared.views.definition import column, view


@view("fund-ledger", title="资金台账", key="fund", version=1)
class FundLedger:
    fund: str = column("资金编号")
    name: str = column("名称")
    source: str = column("来源")
    kind: str = column("性质")
    year: int = column("年度")
    county: str = column("区县")
    appropriated_fen: int = column("预算安排（分）")
    allocated_fen: int = column("下达净额（分）")
    unallocated_fen: int = column("尚未下达（分）")
    committed_fen: int = column("支出承诺（分）")
    verified_fen: int = column("计量验收（分）")
    paid_fen: int = column("拨付（分）")
    recalled_fen: int = column("累计收回（分）")


@FundLedger.on(FundRegistered)
def registered(row: FundLedger, event: FundRegistered) -> FundLedger:
    return replace(
        row,
        name=event.name,
        source=event.source,
        kind=event.kind,
        year=event.year,
        county=event.county or "",
    )


@FundLedger.on(FundsAppropriated)
def appropriated(row: FundLedger, event: FundsAppropriated) -> FundLedger:
    return replace(
        row,
        appropriated_fen=row.appropriated_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
    )


@FundLedger.on(FundsAllocated)
def allocated(row: FundLedger, event: FundsAllocated) -> FundLedger:
    return replace(
        row,
        allocated_fen=row.allocated_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(FundsCommitted)
def committed(row: FundLedger, event: FundsCommitted) -> FundLedger:
    return replace(row, committed_fen=row.committed_fen + event.amount_fen)


@FundLedger.on(WorkVerified)
def verified(row: FundLedger, event: WorkVerified) -> FundLedger:
    return replace(row, verified_fen=row.verified_fen + event.amount_fen)


@FundLedger.on(PaymentMade)
def paid(row: FundLedger, event: PaymentMade) -> FundLedger:
    return replace(row, paid_fen=row.paid_fen + event.amount_fen)


@FundLedger.on(FundsRecalled)
def recalled(row: FundLedger, event: FundsRecalled) -> FundLedger:
    return replace(
        row,
        allocated_fen=row.allocated_fen - event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
        recalled_fen=row.recalled_fen + event.amount_fen,
    )
