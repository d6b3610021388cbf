"""ReceiptNumber (`fee-receipt-<receipt>`): a fee receipt is recorded for one town alone, RZ-2.2.d.

A stream a number, guarded by whoever records or cancels the receipt.
"""

from dataclasses import dataclass
from typing import assert_never

from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Elsewhere,
    Rule,
    elsewhere,
    refuse,
    to_organisation,
    to_town,
)
from shared.schemas.finance import fee_receipt

RECEIPT_IS_OF_ONE_TOWN = Rule(
    "receipt-is-of-one-town",
    "RZ-2.2.d",
    zh="一张票据只登记在一个镇",
    en="A receipt is recorded for one town.",
    pass_zh="{receipt} 已登记在另一镇；请核对编号，误登的由原收缴单位冲销后再登记",
    pass_en="{receipt} stands for another town: check the number; a wrong entry is cancelled first.",
)


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The town for which a receipt of that number stands, if any."""

    town: str = ""


FEE_RECEIPT = Aggregate(
    "fee-receipt",
    ReceiptNumber(),
    key="receipt",
    title="票据编号占用",
    sight=[to_town(), to_organisation("finance")],
)


@FEE_RECEIPT.evolve
def evolve(_: ReceiptNumber, event: fee_receipt.Event) -> ReceiptNumber:
    match event:
        case fee_receipt.ReceiptNumberTaken(town=town):
            return ReceiptNumber(town)
        case fee_receipt.ReceiptNumberFreed():
            return ReceiptNumber()
    assert_never(event)


FEE_RECEIPT.asks_nobody("编号随票据登记和冲销占用、释放")


def take_number(receipt: str, town: str, context: Context) -> list[Elsewhere]:
    """Take a receipt's number for a town; refused where it stands for another one. Which one that
    is, is not the clerk's to know."""
    require_free(context.guard(ReceiptNumber, receipt), receipt, town)
    return elsewhere(ReceiptNumber, receipt, [fee_receipt.ReceiptNumberTaken(receipt, town=town)])


def require_free(number: ReceiptNumber, receipt: str, town: str) -> None:
    if number.town and number.town != town:
        refuse(RECEIPT_IS_OF_ONE_TOWN, receipt=receipt)


def free_number(receipt: str, town: str, context: Context) -> list[Elsewhere]:
    """Give a number back that was taken for the town; those recorded earlier took none."""
    if context.guard(ReceiptNumber, receipt).town != town:
        return []
    return elsewhere(ReceiptNumber, receipt, [fee_receipt.ReceiptNumberFreed(receipt, town=town)])
