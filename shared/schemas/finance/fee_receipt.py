"""The numbers of fee receipts, each of one town's account (RZ-2.2.d)."""

from shared.schemas.events import event
from shared.schemas.kinds import Identifier, TownId, titled

CLAUSE = "RZ-2.2.d"


@event("finance", clause=CLAUSE, title="占用票据编号")
class ReceiptNumberTaken:
    """The receipt was recorded for the town, and can be for no other."""

    receipt: Identifier = titled("票据编号")
    town: TownId


@event("finance", clause=CLAUSE, title="释放票据编号")
class ReceiptNumberFreed:
    """The town's entry was cancelled: the number may be recorded again, wherever it belongs."""

    receipt: Identifier = titled("票据编号")
    town: TownId


Event = ReceiptNumberTaken | ReceiptNumberFreed
