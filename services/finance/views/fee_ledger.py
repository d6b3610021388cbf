"""配套费台账: each receipt with the sum of what stays, term by term, and who still owes of it."""

from datetime import date
from typing import Any

from services.finance.domain.fee_account.debts import DebtEvent, debts_after, sum_due
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_correction as fee_correction
from shared.schemas.finance import fee_account_values as fee_values
from shared.schemas.kinds import CountyId, OrganisationId, TownId


@view("fee-ledger", title="配套费台账", key="town_receipt", version=2, of=FEE_ACCOUNT)
class FeeLedger(Row):
    """`settled_fen` is what the town has of the receipt, in money or set off."""

    town_receipt: str = column("镇与票据")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    receipt: str = column("票据编号")
    collector: OrganisationId = column("收缴单位")
    payer: str = column("缴费人")
    collected_on: date | None = column("收缴日期")
    amount_fen: int = column("收缴金额（分）")
    refunded_fen: int = column("退付（分）")
    retained_fen: int = column("留用额（分）")
    settled_fen: int = column("已划转或抵扣（分）")
    due_fen: int = column("尚欠镇（分）")
    overdue: bool = column("划转超期")
    flags: int = column("预警")
    flagged: bool = column("有预警")
    corrections: int = column("更正次数")
    cancelled: bool = column("已冲销")
    shares_document: str = column("分成规定文号")
    debts: tuple[fee_values.FeeDebt, ...] = column("各级应划转（逐级）", ())
    terms: tuple[fee_values.FeeTerm, ...] = column("留用计算（逐项）", ())


COLLECTED = figure(
    "fees-collected", "配套费逐月收缴", of=FeeLedger, by=("collected_on", "town"),
    adds=("amount_fen",),
)  # fmt: skip


def receipt_key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.receipt}"


@FeeLedger.on(fee_account.FeeRecorded, key=receipt_key)
def recorded(row: FeeLedger, event: fee_account.FeeRecorded) -> FeeLedger:
    return replace(
        row,
        town=event.town,
        county=event.county,
        receipt=event.receipt,
        collector=event.collector,
        payer=event.payer,
        collected_on=event.collected_on,
        amount_fen=event.amount_fen,
        refunded_fen=0,
        cancelled=False,
        shares_document=event.shares_document or "",
        debts=(),
    )


@FeeLedger.on(fee_account.FeeRetained, key=receipt_key)
def retained(row: FeeLedger, event: fee_account.FeeRetained) -> FeeLedger:
    return _owed(replace(row, terms=event.terms), event)


@FeeLedger.on(fee_account.FeeHandedOver, key=receipt_key)
def handed_over(row: FeeLedger, event: fee_account.FeeHandedOver) -> FeeLedger:
    return _owed(row, event)


def receipts_touched(
    event: fee_account.FeeRefunded | fee_correction.FeeCorrected, _: EventMeta
) -> list[str]:
    """The receipt, and those against which money was set off, or no longer is."""
    taken_back = event.reversed if isinstance(event, fee_correction.FeeCorrected) else ()
    ids = {event.receipt: True, **{o.receipt: True for o in (*event.offsets, *taken_back)}}
    return [f"{event.town}.{id}" for id in ids]


@FeeLedger.on(fee_account.FeeRefunded, key=receipts_touched)
def refunded(row: FeeLedger, event: fee_account.FeeRefunded) -> FeeLedger:
    if row.receipt == event.receipt:
        refunded = row.refunded_fen + event.refunded_fen
        row = replace(row, terms=event.terms, refunded_fen=refunded)
    return _owed(row, event)


@FeeLedger.on(fee_correction.FeeCorrected, key=receipts_touched)
def corrected(row: FeeLedger, event: fee_correction.FeeCorrected) -> FeeLedger:
    now = event.corrected
    if row.receipt == event.receipt:
        row = replace(
            row,
            payer=now.payer,
            collected_on=now.collected_on,
            amount_fen=now.amount_fen,
            refunded_fen=now.refunded_fen,
            terms=event.terms,
            corrections=row.corrections + 1,
            cancelled=event.cancelled,
        )
    return _owed(row, event)


@FeeLedger.on(fee_account.FeeHandoverOverdue, key=receipt_key)
def overdue(row: FeeLedger, event: fee_account.FeeHandoverOverdue) -> FeeLedger:
    return replace(row, overdue=True, flags=row.flags + 1, flagged=True)


def receipt_of_flag(event: fee_account.FeeFlagCleared, _: EventMeta) -> str:
    """A flag is named by who owes and the receipt; once by the receipt alone."""
    return f"{event.town}.{event.key.rpartition('.')[2]}"


@FeeLedger.on(fee_account.FeeFlagCleared, key=receipt_of_flag)
def flag_cleared(row: FeeLedger, event: fee_account.FeeFlagCleared) -> FeeLedger:
    left = max(0, row.flags - 1)
    return replace(row, flags=left, flagged=left > 0)


def _owed(row: FeeLedger, event: DebtEvent) -> FeeLedger:
    debts = debts_after(row.debts, event, row.receipt, row.town, row.county)
    return replace(
        row,
        debts=debts,
        retained_fen=sum(debt.retained_fen for debt in debts),
        settled_fen=sum(debt.settled_fen for debt in debts),
        due_fen=sum_due(debts),
    )
