"""资金台账: each fund with what was appropriated, allocated, committed, verified, paid, recalled."""

from services.finance.domain.fund.state import FUND
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_contract, fund_correction, fund_keeping, fund_passing
from shared.schemas.kinds import CountyId, LimitKey


@view("fund-ledger", title="资金台账", key="fund", version=4, of=FUND)
class FundLedger(Row):
    fund: str = column("资金编号")
    name: str = column("名称")
    source: funds.FundSource = column("来源")
    kind: funds.FundKind = column("性质")
    year: int = column("年度")
    county: CountyId = column("区县")
    upper_fund: str = column("上级资金编号")
    appropriated_fen: int = column("预算安排（分）")
    allocated_fen: int = column("下达净额（分）")
    unallocated_fen: int = column("尚未下达（分）")
    reserved_fen: int = column("其中预留（分）")
    committed_fen: int = column("支出承诺（分）")
    verified_fen: int = column("计量验收（分）")
    paid_fen: int = column("拨付（分）")
    recalled_fen: int = column("累计收回（分）")
    outstanding_fen: int = column("未抵扣预付款（分）")
    passed_down_fen: int = column("下达区县净额（分）")
    pooled_in_fen: int = column("统筹转入（分）")
    pooled_out_fen: int = column("统筹转出（分）")
    surplus_fen: int = column("结余（分）")
    carried_into: int = column("结转至年度")
    agricultural: bool = column("涉农资金")
    flags: tuple[LimitKey, ...] = column("超期预警", ())


PLACED = figure(
    "funds", "各级资金安排", of=FundLedger, by=("county",),
    adds=("appropriated_fen", "allocated_fen", "passed_down_fen", "unallocated_fen"),
)  # fmt: skip

FUNDS = totals(
    "funds_fen",
    "Funds by step of the chain and county; the city's have none",
    of=FundLedger,
    by=("county",),
    sums={
        "appropriated": "appropriated_fen",
        "allocated": "allocated_fen",
        "committed": "committed_fen",
        "paid": "paid_fen",
    },
)

Allocated = funds.FundsAllocated | funds.PreliminaryFundsAllocated | funds.TransferAllocated


@FundLedger.on(funds.FundRegistered)
def registered(row: FundLedger, event: funds.FundRegistered) -> FundLedger:
    return replace(
        row,
        name=event.name,
        source=event.source,
        kind=event.kind,
        year=event.year,
        county=event.county or "",
        upper_fund=event.upper_fund or "",
        agricultural=event.agricultural,
    )


@FundLedger.on(funds.FundsAppropriated, fund_passing.FundsReceived)
def appropriated(
    row: FundLedger, event: funds.FundsAppropriated | fund_passing.FundsReceived
) -> FundLedger:
    return replace(
        row,
        appropriated_fen=row.appropriated_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
    )


@FundLedger.on(funds.FundsAllocated, funds.PreliminaryFundsAllocated, funds.TransferAllocated)
def allocated(row: FundLedger, event: Allocated) -> FundLedger:
    return replace(
        row,
        allocated_fen=row.allocated_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(fund_contract.FundsCommitted)
def committed(row: FundLedger, event: fund_contract.FundsCommitted) -> FundLedger:
    return replace(row, committed_fen=row.committed_fen + event.amount_fen)


@FundLedger.on(fund_contract.WorkVerified)
def verified(row: FundLedger, event: fund_contract.WorkVerified) -> FundLedger:
    return replace(
        row,
        verified_fen=row.verified_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen - event.offset_fen,
    )


@FundLedger.on(fund_contract.AdvancePaid)
def advanced(row: FundLedger, event: fund_contract.AdvancePaid) -> FundLedger:
    return replace(
        row,
        paid_fen=row.paid_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen + event.amount_fen,
    )


@FundLedger.on(fund_contract.PaymentMade)
def paid(row: FundLedger, event: fund_contract.PaymentMade) -> FundLedger:
    return replace(row, paid_fen=row.paid_fen + event.amount_fen)


@FundLedger.on(fund_contract.CommitmentReduced)
def reduced(row: FundLedger, event: fund_contract.CommitmentReduced) -> FundLedger:
    return replace(row, committed_fen=row.committed_fen - event.amount_fen)


@FundLedger.on(fund_contract.PaymentReturned)
def returned(row: FundLedger, event: fund_contract.PaymentReturned) -> FundLedger:
    paid = row.paid_fen - event.amount_fen
    if event.of == "advance":
        outstanding = row.outstanding_fen - event.amount_fen
        return replace(row, paid_fen=paid, outstanding_fen=outstanding)
    return replace(row, paid_fen=paid, verified_fen=row.verified_fen - event.amount_fen)


@FundLedger.on(funds.FundsRecalled)
def recalled(row: FundLedger, event: funds.FundsRecalled) -> FundLedger:
    return replace(
        row,
        allocated_fen=row.allocated_fen - event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
        recalled_fen=row.recalled_fen + event.amount_fen,
    )


@FundLedger.on(fund_keeping.FundsPooled)
def pooled(row: FundLedger, event: fund_keeping.FundsPooled) -> FundLedger:
    return replace(
        row,
        pooled_in_fen=row.pooled_in_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
    )


@FundLedger.on(fund_keeping.FundsPooledOut)
def pooled_out(row: FundLedger, event: fund_keeping.FundsPooledOut) -> FundLedger:
    return replace(
        row,
        pooled_out_fen=row.pooled_out_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(fund_keeping.FundsReserved)
def reserved(row: FundLedger, event: fund_keeping.FundsReserved) -> FundLedger:
    return replace(row, reserved_fen=row.reserved_fen + event.amount_fen)


@FundLedger.on(fund_keeping.FundsReleased)
def released(row: FundLedger, event: fund_keeping.FundsReleased) -> FundLedger:
    return replace(row, reserved_fen=row.reserved_fen - event.amount_fen)


@FundLedger.on(fund_passing.FundsPassedDown)
def passed_down(row: FundLedger, event: fund_passing.FundsPassedDown) -> FundLedger:
    return replace(
        row,
        passed_down_fen=row.passed_down_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(fund_passing.FundsTakenBack)
def taken_back(row: FundLedger, event: fund_passing.FundsTakenBack) -> FundLedger:
    return replace(
        row,
        passed_down_fen=row.passed_down_fen - event.amount_fen,
        unallocated_fen=row.unallocated_fen + event.amount_fen,
    )


@FundLedger.on(fund_passing.FundsHandedBack)
def handed_back(row: FundLedger, event: fund_passing.FundsHandedBack) -> FundLedger:
    """It no longer is the county's: as if it had not been received."""
    return replace(
        row,
        appropriated_fen=row.appropriated_fen - event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(fund_correction.FundEntryCorrected)
def corrected(row: FundLedger, event: fund_correction.FundEntryCorrected) -> FundLedger:
    more = event.amount_fen - event.previous_fen
    offset = event.offset_fen - event.previous_offset_fen
    match event.entry:
        case "appropriation":
            return replace(
                row,
                appropriated_fen=row.appropriated_fen + more,
                unallocated_fen=row.unallocated_fen + more,
            )
        case "allocation" | "preliminary" | "transfer" | "recall":
            placed = -more if event.entry == "recall" else more
            recalled = row.recalled_fen + more if event.entry == "recall" else row.recalled_fen
            return replace(
                row,
                allocated_fen=row.allocated_fen + placed,
                unallocated_fen=row.unallocated_fen - placed,
                recalled_fen=recalled,
            )
        case "commitment":
            return replace(row, committed_fen=row.committed_fen + more)
        case "verification":
            return replace(
                row,
                verified_fen=row.verified_fen + more,
                outstanding_fen=row.outstanding_fen - offset,
            )
    outstanding = row.outstanding_fen + (more if event.entry == "advance" else 0)
    return replace(row, paid_fen=row.paid_fen + more, outstanding_fen=outstanding)


@FundLedger.on(fund_keeping.FundsCarriedOver)
def carried_over(row: FundLedger, event: fund_keeping.FundsCarriedOver) -> FundLedger:
    return replace(row, carried_into=event.into_year)


@FundLedger.on(fund_keeping.FundsBecameSurplus)
def became_surplus(row: FundLedger, event: fund_keeping.FundsBecameSurplus) -> FundLedger:
    """What was still with projects has come back before, so that all of it was unallocated."""
    return replace(
        row,
        reserved_fen=0,
        surplus_fen=row.surplus_fen + event.amount_fen,
        unallocated_fen=row.unallocated_fen - event.amount_fen,
    )


@FundLedger.on(fund_keeping.AllocationOverdue, fund_keeping.PaymentOverdue)
def late(
    row: FundLedger, event: fund_keeping.AllocationOverdue | fund_keeping.PaymentOverdue
) -> FundLedger:
    return replace(row, flags=(*row.flags, event.key))


@FundLedger.on(fund_keeping.FundFlagCleared)
def flag_cleared(row: FundLedger, event: fund_keeping.FundFlagCleared) -> FundLedger:
    return replace(row, flags=tuple(key for key in row.flags if key != event.key))
