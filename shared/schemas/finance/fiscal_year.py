"""新增财力 of a town by year (RZ-2.2.e): capacity, base, what stays, what the town claims. Fen."""

from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import DocumentRef, Fen, FenOrZero, Flag, Reason, TownId, Year, titled
from shared.schemas.words import words

CLAUSE = "RZ-2.2.e"

BaseMode = Annotated[
    Literal["fixed", "previous-year"], words({"fixed": "固定基数", "previous-year": "上年财力"})
]
"""The base is the base year's capacity, or that of the year before."""


@event("finance", clause=CLAUSE, title="核定基期财力")
class BaseCapacitySet:
    """`previous_fen` and `reason` are set where this corrects an earlier figure."""

    town: TownId
    year: Year
    capacity_fen: FenOrZero
    document: DocumentRef | None = None
    previous_fen: FenOrZero | None = None
    reason: Reason | None = None


@event("finance", clause=CLAUSE, title="年度财力结算")
class CapacitySettled:
    """A year's capacity; `previous_fen` and `reason` where this corrects an earlier figure."""

    town: TownId
    year: Year
    capacity_fen: FenOrZero
    document: DocumentRef | None = None
    previous_fen: FenOrZero | None = None
    reason: Reason | None = None


@event("finance", clause=CLAUSE, title="核定新增财力留用")
class IncrementRetained:
    """retained = max(0, capacity − base) in a year that counts, else 0; `why` says which.

    A later event of the same year takes the place of an earlier one. `over_claimed_fen` is what
    the town had claimed beyond it.
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


@event("finance", clause=CLAUSE, title="申领新增财力")
class IncrementClaimed:
    town: TownId
    year: Year
    amount_fen: Fen
    document: DocumentRef | None = None


@command_data
class SetBaseCapacity:
    """A figure given again corrects the earlier one and needs a reason."""

    town: TownId
    capacity_fen: FenOrZero = titled("基期财力（分）")
    document: DocumentRef | None = None
    reason: Reason | None = titled("更正理由", None)


@command_data
class SettleYear:
    """A figure given again corrects the earlier one and needs a reason."""

    town: TownId
    year: Year
    capacity_fen: FenOrZero = titled("年度财力（分）")
    document: DocumentRef | None = None
    reason: Reason | None = titled("更正理由", None)


@command_data
class ClaimIncrement:
    town: TownId
    year: Year
    amount_fen: Fen
    document: DocumentRef | None = None
