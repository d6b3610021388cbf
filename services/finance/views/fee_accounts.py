"""配套费账户: each town's fees in sum: collected, retained, handed over, still owed."""

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import fee_account
from shared.schemas.finance import fee_account_correction as fee_correction
from shared.schemas.kinds import TownId


@view("fee-accounts", title="配套费账户", key="town", version=2, of=FEE_ACCOUNT)
class FeeAccounts(Row):
    """`owed_fen` is net: below 0 the town has money that refunds took back.

    `own_fen` came into the town's own treasury at once: nobody hands it over.
    """

    town: TownId = column("镇")
    receipts: int = column("票据数")
    collected_fen: int = column("收缴（分）")
    refunded_fen: int = column("退付（分）")
    retained_fen: int = column("应留用（分）")
    own_fen: int = column("直接入本镇国库（分）")
    handed_over_fen: int = column("已划转（分）")
    owed_fen: int = column("净欠镇（分）")
    overdue: int = column("划转超期次数")
    corrections: int = column("更正次数")


RETAINED = figure(
    "fees-retained", "配套费留用", of=FeeAccounts, by=("town",),
    adds=("collected_fen", "retained_fen", "handed_over_fen", "owed_fen"),
)  # fmt: skip


@FeeAccounts.on(fee_account.FeeRecorded)
def recorded(row: FeeAccounts, event: fee_account.FeeRecorded) -> FeeAccounts:
    collected = row.collected_fen + event.amount_fen
    return replace(row, receipts=row.receipts + 1, collected_fen=collected)


@FeeAccounts.on(fee_account.FeeRetained)
def retained(row: FeeAccounts, event: fee_account.FeeRetained) -> FeeAccounts:
    return _owed(row, retained=event.retained_fen, own=event.own_fen)


@FeeAccounts.on(fee_account.FeeHandedOver)
def handed_over(row: FeeAccounts, event: fee_account.FeeHandedOver) -> FeeAccounts:
    return _owed(row, handed_over=event.amount_fen)


@FeeAccounts.on(fee_account.FeeRefunded)
def refunded(row: FeeAccounts, event: fee_account.FeeRefunded) -> FeeAccounts:
    row = replace(row, refunded_fen=row.refunded_fen + event.refunded_fen)
    return _owed(row, retained=-event.no_longer_retained_fen, own=-event.no_longer_own_fen)


@FeeAccounts.on(fee_correction.FeeCorrected)
def corrected(row: FeeAccounts, event: fee_correction.FeeCorrected) -> FeeAccounts:
    was, now = event.previous, event.corrected
    row = replace(
        row,
        receipts=row.receipts - event.cancelled,
        collected_fen=row.collected_fen + now.amount_fen - was.amount_fen,
        refunded_fen=row.refunded_fen + now.refunded_fen - was.refunded_fen,
        corrections=row.corrections + 1,
    )
    return _owed(
        row,
        retained=now.retained_fen - was.retained_fen,
        own=now.own_fen - was.own_fen,
        handed_over=now.handed_over_fen - was.handed_over_fen,
    )


@FeeAccounts.on(fee_account.FeeHandoverOverdue)
def overdue(row: FeeAccounts, event: fee_account.FeeHandoverOverdue) -> FeeAccounts:
    return replace(row, overdue=row.overdue + 1)


def _owed(
    row: FeeAccounts, *, retained: int = 0, own: int = 0, handed_over: int = 0
) -> FeeAccounts:
    row = replace(
        row,
        retained_fen=row.retained_fen + retained,
        own_fen=row.own_fen + own,
        handed_over_fen=row.handed_over_fen + handed_over,
    )
    return replace(row, owed_fen=row.retained_fen - row.own_fen - row.handed_over_fen)
