"""Numbers of receipts that were recorded before receipts took one (RZ-2.2.d)."""

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount
from services.finance.domain.fee_receipt import FEE_RECEIPT, ReceiptNumber, require_free
from shared.kernel.aggregate import SYSTEM, Context, Events, guard
from shared.schemas.finance import fee_receipt


@FEE_RECEIPT.command(
    title="补占票据编号",
    clause=rules.CLAUSE,
    by=[SYSTEM],
    guards=[guard(FEE_ACCOUNT, "town")],
    creates=None,
)
def take_receipt_number(
    number: ReceiptNumber, cmd: fee_receipt.TakeReceiptNumber, context: Context
) -> Events:
    """Refused where another town's receipt has the number: one of the two is wrong, and shows."""
    receipt = context.guard(FeeAccount, cmd.town).receipts.get(cmd.receipt)
    if receipt is None or receipt.cancelled or number.town == cmd.town:
        return []
    require_free(number, cmd.receipt, cmd.town)
    return [fee_receipt.ReceiptNumberTaken.of(cmd)]
