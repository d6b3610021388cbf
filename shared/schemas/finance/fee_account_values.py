"""What the events and commands of 配套费 are made of (RZ-2.2.d). Money in fen.

Shares are in hundredths of a percent.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data
from shared.schemas.kinds import (
    BasisPoints,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    titled,
)
from shared.schemas.words import words

DesignatedBy = Annotated[
    Literal["none", "national", "provincial", "municipal"],
    words("指定用途层级", none="未指定", national="国家", provincial="省", municipal="市"),
]
"""Who set the component's use; only the nation's and the province's word exempts it."""
Level = Annotated[
    Literal["national", "provincial", "city", "county", "town"],
    words("级次", national="中央", provincial="省级", city="市级", county="县级", town="镇级"),
]
FeeUse = Annotated[
    Literal["infrastructure", "operating"],
    words("用途", infrastructure="基础设施建设", operating="日常运转"),
]


@command_data
class FeeComponent:
    """A part of a receipt, with who designated its use, if anyone did, and in which document."""

    name: Name
    amount_fen: Fen
    designated_by: DesignatedBy = titled("指定用途层级", "none")
    designating_document: DocumentRef | None = titled("指定用途的文号", None)


@command_data
class LevelShare:
    """What a level of government gets of every component by the rules of collection."""

    level: Level
    share: BasisPoints


@command_data
class FeeTerm:
    """One term of the sum: a level's share of a component, whether it stays, and why."""

    component: Name
    level: Level
    share: BasisPoints
    amount_fen: FenOrZero
    stays: Flag
    why: Reason


@command_data
class FeeDebt:
    """What of a level's share of a receipt stays in the town, and whose treasury it lies in.

    `settled_fen` is what the town has of it, handed over or set off; `owner` still owes the rest.
    Where the town has a treasury of its own, its own share is there from the first day.
    """

    level: Level
    owner: OrganisationId
    retained_fen: FenOrZero
    handed_over_fen: FenOrZero
    settled_fen: FenOrZero


@command_data
class FeePart:
    """An amount of one level's share."""

    level: Level
    amount_fen: Fen


@command_data
class FeeCredit:
    """What the town must give back of one level's share and no receipt has set off."""

    level: Level
    amount_fen: FenOrZero


@command_data
class Offset:
    """Money that the town had to give back, set off against what a receipt still owes it."""

    receipt: Identifier
    amount_fen: Fen
    level: Level | None = None


@command_data
class RefundedComponent:
    name: Name
    amount_fen: Fen


@command_data
class FeeFigures:
    """What the books say of a receipt, before or after a correction.

    `own_fen` is the part of `retained_fen` that lies in the town's own treasury.
    """

    payer: Name
    collected_on: date
    components: tuple[FeeComponent, ...]
    refunded: tuple[RefundedComponent, ...]
    handed_over: tuple[FeePart, ...]
    shares: tuple[LevelShare, ...]
    amount_fen: FenOrZero
    refunded_fen: FenOrZero
    handed_over_fen: FenOrZero
    retained_fen: FenOrZero
    own_fen: FenOrZero
    project: ProjectId | None = None
