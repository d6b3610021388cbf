"""What follows in this service from its own events."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import fee_account, fee_receipt


@reaction(fee_account.FeeRecorded)
def recorded_receipt_has_its_number(
    event: fee_account.FeeRecorded, _: EventMeta
) -> Iterable[object]:
    """RZ-2.2.d: a receipt takes its number as it is recorded; one from before that takes it now."""
    yield fee_receipt.TakeReceiptNumber(event.receipt, town=event.town)
