"""配套费账户: each town's fees in sum: collected, retained, handed over, still owed."""

from dataclasses import replace

from shared.schemas.finance.fee_account import (
    FeeHandedOver,
    FeeHandoverOverdue,
    FeeRecorded,
    FeeRefunded,
    FeeRetained,
)
from shared.schemas.kinds import TownId
from shared.views.definition import column, view


@view("fee-accounts", title="配套费账户", key="town", version=1, town_column="town")
class FeeAccounts:
    """`owed_fen` is net: below 0 the town has money that refunds took back."""

    town: TownId = column("镇")
    receipts: int = column("票据数")
    collected_fen: int = column("收缴（分）")
    refunded_fen: int = column("退付（分）")
    retained_fen: int = column("应留用（分）")
    handed_over_fen: int = column("已划转（分）")
    owed_fen: int = column("净欠镇（分）")
    overdue: int = column("划转超期次数")


@FeeAccounts.on(FeeRecorded)
def recorded(row: FeeAccounts, event: FeeRecorded) -> FeeAccounts:
    collected = row.collected_fen + event.amount_fen
    return replace(row, receipts=row.receipts + 1, collected_fen=collected)


@FeeAccounts.on(FeeRetained)
def retained(row: FeeAccounts, event: FeeRetained) -> FeeAccounts:
    return _owed(replace(row, retained_fen=row.retained_fen + event.retained_fen))


@FeeAccounts.on(FeeHandedOver)
def handed_over(row: FeeAccounts, event: FeeHandedOver) -> FeeAccounts:
    return _owed(replace(row, handed_over_fen=row.handed_over_fen + event.amount_fen))


@FeeAccounts.on(FeeRefunded)
def refunded(row: FeeAccounts, event: FeeRefunded) -> FeeAccounts:
    return _owed(
        replace(
            row,
            refunded_fen=row.refunded_fen + event.refunded_fen,
            retained_fen=row.retained_fen - event.no_longer_retained_fen,
        )
    )


@FeeAccounts.on(FeeHandoverOverdue)
def overdue(row: FeeAccounts, event: FeeHandoverOverdue) -> FeeAccounts:
    return replace(row, overdue=row.overdue + 1)


def _owed(row: FeeAccounts) -> FeeAccounts:
    return replace(row, owed_fen=row.retained_fen - row.handed_over_fen)
