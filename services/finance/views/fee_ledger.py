"""配套费台账: each receipt with the sum of what stays, term by term, and what was handed over."""

from dataclasses import replace
from datetime import date
from typing import Any

from shared.log.recorded import EventMeta
from shared.schemas.finance.fee_account import (
    FeeFlagCleared,
    FeeHandedOver,
    FeeHandoverOverdue,
    FeeRecorded,
    FeeRefunded,
    FeeRetained,
    FeeTerm,
)
from shared.schemas.kinds import OrganisationId, TownId
from shared.views.definition import column, view


@view("fee-ledger", title="配套费台账", key="town_receipt", version=1, town_column="town")
class FeeLedger:
    """`settled_fen` is what the town got of the receipt, in money or set off."""

    town_receipt: str = column("镇与票据")
    town: TownId = column("镇")
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
    flagged: bool = column("预警")
    terms: tuple[FeeTerm, ...] = column("留用计算（逐项）", ())


def receipt_key(event: Any, _: EventMeta) -> str:
    return f"{event.town}.{event.receipt}"


@FeeLedger.on(FeeRecorded, key=receipt_key)
def recorded(row: FeeLedger, event: FeeRecorded) -> FeeLedger:
    return replace(
        row,
        town=event.town,
        receipt=event.receipt,
        collector=event.collector,
        payer=event.payer,
        collected_on=event.collected_on,
        amount_fen=event.amount_fen,
    )


@FeeLedger.on(FeeRetained, key=receipt_key)
def retained(row: FeeLedger, event: FeeRetained) -> FeeLedger:
    return _due(
        replace(
            row,
            terms=event.terms,
            retained_fen=event.retained_fen,
            settled_fen=event.offset_fen,
        )
    )


@FeeLedger.on(FeeHandedOver, key=receipt_key)
def handed_over(row: FeeLedger, event: FeeHandedOver) -> FeeLedger:
    return _due(replace(row, settled_fen=row.settled_fen + event.amount_fen))


def receipts_of_refund(event: FeeRefunded, _: EventMeta) -> list[str]:
    """The refunded receipt, and those against which it was set off."""
    return [f"{event.town}.{id}" for id in (event.receipt, *(o.receipt for o in event.offsets))]


@FeeLedger.on(FeeRefunded, key=receipts_of_refund)
def refunded(row: FeeLedger, event: FeeRefunded) -> FeeLedger:
    if row.receipt != event.receipt:
        set_off = sum(o.amount_fen for o in event.offsets if o.receipt == row.receipt)
        return _due(replace(row, settled_fen=row.settled_fen + set_off))
    return _due(
        replace(
            row,
            terms=event.terms,
            refunded_fen=row.refunded_fen + event.refunded_fen,
            retained_fen=event.retained_fen,
            settled_fen=row.settled_fen - event.returned_fen,
        )
    )


@FeeLedger.on(FeeHandoverOverdue, key=receipt_key)
def overdue(row: FeeLedger, event: FeeHandoverOverdue) -> FeeLedger:
    return replace(row, overdue=True, flagged=True)


@FeeLedger.on(FeeFlagCleared, key=lambda event, _: f"{event.town}.{event.key}")
def flag_cleared(row: FeeLedger, event: FeeFlagCleared) -> FeeLedger:
    return replace(row, flagged=False)


def _due(row: FeeLedger) -> FeeLedger:
    return replace(row, due_fen=max(0, row.retained_fen - row.settled_fen))
