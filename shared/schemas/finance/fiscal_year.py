"""新增财力 of a town by year (RZ-2.2.e): capacity, base, what stays, what the town claims. Fen.

What is claimed and handed over stands in `increment_claim`.
"""

from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    OrganisationId,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.e"

BaseMode = Annotated[
    Literal["fixed", "previous-year"],
    words("基数读法", {"fixed": "固定基数", "previous-year": "上年财力"}),
]
"""The base is the base year's capacity, or that of the year before."""


@command_data
class IncrementOffset:
    """Money that the town had too much for one year, set off against what another year owes it."""

    year: Year
    amount_fen: Fen


@event("finance", clause=CLAUSE, title="核定新增财力留用")
class IncrementRetained:
    """retained = max(0, capacity − base) in a year that counts, else 0; `why` says which.

    A later event of the same year takes the place of an earlier one. `over_claimed_fen` is what
    the town had claimed beyond it; `returned_fen` of that it has, and must give back: `offsets`
    set it off against other years, the rest against the next claim. `offset_fen` of it was set
    off so in this year.
    """

    town: TownId
    year: Year
    capacity_fen: FenOrZero
    base_fen: FenOrZero
    base_year: Year
    base_mode: BaseMode
    counts: Flag
    retained_fen: FenOrZero
    over_claimed_fen: FenOrZero
    why: Reason
    returned_fen: FenOrZero = 0
    offset_fen: FenOrZero = 0
    offsets: tuple[IncrementOffset, ...] = ()
    pilot: Flag = titled("年末是否适用", True)


@command_data
class SetBaseCapacity:
    """A figure given again corrects the earlier one and needs a reason."""

    town: TownId
    capacity_fen: FenOrZero = titled("基期财力（分）")
    document: DocumentRef | None = None
    reason: Reason | None = titled("更正理由", None)
    own_revenue_fen: FenOrZero | None = titled("本级收入（分）", None)
    transfers_fen: FenOrZero | None = titled("转移支付收入（分）", None)
    remitted_fen: FenOrZero | None = titled("上解支出（分）", None)


@event("finance", clause=CLAUSE, title="核定基期财力")
class BaseCapacitySet(SetBaseCapacity):
    """`previous_fen` and `reason` are set where this corrects an earlier figure.

    The capacity is own revenue + transfers − what is remitted upwards 上解.
    """

    year: Year
    previous_fen: FenOrZero | None = None
    organisation: OrganisationId | None = None


@command_data
class SettleYear:
    """A figure given again corrects the earlier one and needs a reason."""

    town: TownId
    year: Year
    capacity_fen: FenOrZero = titled("年度财力（分）")
    document: DocumentRef | None = None
    reason: Reason | None = titled("更正理由", None)
    own_revenue_fen: FenOrZero | None = titled("本级收入（分）", None)
    transfers_fen: FenOrZero | None = titled("转移支付收入（分）", None)
    remitted_fen: FenOrZero | None = titled("上解支出（分）", None)


@event("finance", clause=CLAUSE, title="年度财力结算")
class CapacitySettled(SettleYear):
    """A closed year's capacity; `previous_fen` and `reason` where this corrects an earlier figure.

    The capacity is own revenue + transfers − what is remitted upwards 上解.
    """

    previous_fen: FenOrZero | None = None
    organisation: OrganisationId | None = None


Event = IncrementRetained | BaseCapacitySet | CapacitySettled
