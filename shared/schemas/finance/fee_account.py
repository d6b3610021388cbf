"""城镇基础设施配套费 of a town (RZ-2.2.d): what was collected, what stays, what was handed over.

Money in fen; shares in hundredths of a percent.
"""

from datetime import date
from typing import Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    BasisPoints,
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.2.d"

DesignatedBy = Literal["none", "national", "provincial", "municipal"]
"""Who set the component's use; only the nation's and the province's word exempts it."""
Level = Literal["national", "provincial", "city", "county", "town"]
FeeUse = Literal["infrastructure", "operating"]


@command_data
class FeeComponent:
    """A part of a receipt, with who designated its use, if anyone did."""

    name: Name
    amount_fen: Fen
    designated_by: DesignatedBy = titled("指定用途层级", "none")


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
class Offset:
    """Money that the town had to give back, set off against what a receipt still owes it."""

    receipt: Identifier
    amount_fen: Fen


@command_data
class RefundedComponent:
    name: Name
    amount_fen: Fen


@event("finance", clause=CLAUSE, title="登记配套费收入")
class FeeRecorded:
    """`collector` holds the money and hands over what stays."""

    town: TownId
    county: CountyId
    receipt: Identifier
    collector: OrganisationId
    payer: Name
    components: tuple[FeeComponent, ...]
    shares: tuple[LevelShare, ...]
    amount_fen: Fen
    collected_on: date
    project: ProjectId | None = None
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="核定配套费留用")
class FeeRetained:
    """What of a receipt is due to the town: the sum of the terms that stay.

    `in_force` says whether the sentence holds for the day of collection.
    """

    town: TownId
    receipt: Identifier
    terms: tuple[FeeTerm, ...]
    retained_fen: FenOrZero
    offset_fen: FenOrZero
    collected_on: date
    handover_days: Days
    in_force: Flag


@event("finance", clause=CLAUSE, title="配套费划转")
class FeeHandedOver:
    town: TownId
    receipt: Identifier
    amount_fen: Fen
    use: FeeUse
    organisation: OrganisationId
    handed_over_on: date
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="配套费退付")
class FeeRefunded:
    """`retained_fen` is what of the receipt still stays, by the terms anew: less than before by
    `no_longer_retained_fen`.

    `returned_fen` had been handed over and is no longer the town's: `offsets` set it off against
    other receipts, the rest waits for the next one.
    """

    town: TownId
    receipt: Identifier
    components: tuple[RefundedComponent, ...]
    refunded_fen: Fen
    terms: tuple[FeeTerm, ...]
    retained_fen: FenOrZero
    no_longer_retained_fen: FenOrZero
    returned_fen: FenOrZero
    offsets: tuple[Offset, ...]
    reason: Reason
    refunded_on: date
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="配套费划转超期")
class FeeHandoverOverdue:
    """`amount_fen` of a receipt was not handed over by `due_on`; `key` is the receipt."""

    town: TownId
    county: CountyId
    receipt: Identifier
    key: str
    organisation: OrganisationId
    amount_fen: Fen
    due_on: date


@event("finance", clause="RZ-3.3.c", title="解除配套费超期预警")
class FeeFlagCleared:
    town: TownId
    key: str
    issue: Identifier


@command_data
class RecordFee:
    """The shares of the levels are those of the rules of collection and make up the whole."""

    town: TownId
    receipt: Identifier = titled("票据编号")
    collector: OrganisationId = titled("收缴单位")
    payer: Name = titled("缴费人")
    components: tuple[FeeComponent, ...] = titled("收费构成")
    shares: tuple[LevelShare, ...] = titled("各级分成")
    collected_on: date = titled("收缴日期")
    project: ProjectId | None = None
    document: DocumentRef | None = None


@command_data
class HandOverFee:
    town: TownId
    amount_fen: Fen
    receipt: Identifier = titled("票据编号")
    use: FeeUse = titled("用途", "infrastructure")
    document: DocumentRef | None = None


@command_data
class RefundFee:
    town: TownId
    reason: Reason
    receipt: Identifier = titled("票据编号")
    components: tuple[RefundedComponent, ...] = titled("退付构成")
    document: DocumentRef | None = None


@command_data
class ClearFeeFlag:
    town: TownId
    key: str
    issue: Identifier
