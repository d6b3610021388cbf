"""The numbers of fee receipts, each of one town's account (RZ-2.2.d)."""

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Identifier, TownId, titled

CLAUSE = "RZ-2.2.d"


@command_data
class TakeReceiptNumber:
    receipt: Identifier = titled("票据编号")
    town: TownId


@event("finance", clause=CLAUSE, title="占用票据编号")
class ReceiptNumberTaken(TakeReceiptNumber):
    """The receipt was recorded for the town, and can be for no other."""


@event("finance", clause=CLAUSE, title="释放票据编号")
class ReceiptNumberFreed:
    """The town's entry was cancelled: the number may be recorded again, wherever it belongs."""

    receipt: Identifier = titled("票据编号")
    town: TownId


Event = ReceiptNumberTaken | ReceiptNumberFreed
