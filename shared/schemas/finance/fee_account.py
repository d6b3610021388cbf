"""城镇基础设施配套费 of a town (RZ-2.2.d): what was collected, what stays, what was handed over.

Money in fen. What the messages are made of stands in `fee_values`; corrections in
`fee_correction`.
"""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.fee_account_values import (
    FeeComponent,
    FeeCredit,
    FeeDebt,
    FeePart,
    FeeTerm,
    FeeUse,
    Level,
    LevelShare,
    Offset,
    RefundedComponent,
)
from shared.schemas.kinds import (
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


@event("finance", clause=CLAUSE, title="公布配套费分成规定")
class FeeSharesPublished:
    """What each level gets of the fees that are collected in the town from a day on.

    `previous` and `reason` are set where this corrects what was published for the same day.
    """

    town: TownId
    shares: tuple[LevelShare, ...]
    effective_from: date
    document: DocumentRef
    published_on: date
    previous: tuple[LevelShare, ...] = ()
    reason: Reason | None = None


@event("finance", clause=CLAUSE, title="核定配套费留用")
class FeeRetained:
    """What of a receipt is due to the town: the sum of the terms that stay, and who owes it.

    `in_force` says whether the sentence holds for the day of collection. `offset_fen` of it was
    set off against what the town had to give back; `credits` are what is left of that.
    """

    town: TownId
    receipt: Identifier
    terms: tuple[FeeTerm, ...]
    retained_fen: FenOrZero
    offset_fen: FenOrZero
    collected_on: date
    handover_days: Days
    in_force: Flag
    debts: tuple[FeeDebt, ...] = ()
    credits: tuple[FeeCredit, ...] = ()
    own_fen: FenOrZero = 0


@event("finance", clause=CLAUSE, title="配套费划转")
class FeeHandedOver:
    """`parts` are the levels' shares that it covers; `debts` is how the receipt then stands."""

    town: TownId
    receipt: Identifier
    amount_fen: Fen
    use: FeeUse
    organisation: OrganisationId
    handed_over_on: date
    document: DocumentRef | None = None
    parts: tuple[FeePart, ...] = ()
    debts: tuple[FeeDebt, ...] = ()


@event("finance", clause=CLAUSE, title="配套费划转超期")
class FeeHandoverOverdue:
    """`amount_fen` of a receipt was not handed over by `due_on`: `organisation` owes it, out of
    the `levels` whose treasury it keeps."""

    town: TownId
    county: CountyId
    receipt: Identifier
    key: str
    organisation: OrganisationId
    amount_fen: Fen
    due_on: date
    levels: tuple[Level, ...] = ()


@command_data
class PublishFeeShares:
    """What is published again for the same day corrects the earlier one and needs a reason."""

    town: TownId
    shares: tuple[LevelShare, ...] = titled("各级分成")
    effective_from: date = titled("施行日期")
    document: DocumentRef = titled("文号")
    reason: Reason | None = titled("更正理由", None)


@command_data
class RecordFee:
    """The shares are those published for the day of collection; given here, they must agree."""

    town: TownId
    receipt: Identifier = titled("票据编号")
    collector: OrganisationId = titled("收缴单位")
    payer: Name = titled("缴费人")
    components: tuple[FeeComponent, ...] = titled("收费构成")
    collected_on: date = titled("收缴日期")
    shares: tuple[LevelShare, ...] = titled("各级分成（按已公布的规定，可不填）", ())
    project: ProjectId | None = None
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="登记配套费收入")
class FeeRecorded(RecordFee):
    """`collector` took the fee in; `shares` are those published for its day, in
    `shares_document`."""

    county: CountyId
    shares: tuple[LevelShare, ...]
    amount_fen: Fen
    shares_document: DocumentRef | None = None


@command_data
class HandOverFee:
    """Without a level: out of all levels' shares whose treasury the giver keeps, city first."""

    town: TownId
    amount_fen: Fen
    receipt: Identifier = titled("票据编号")
    use: FeeUse = titled("用途", "infrastructure")
    document: DocumentRef | None = None
    level: Level | None = titled("级次", None)


@command_data
class RefundFee:
    town: TownId
    reason: Reason
    receipt: Identifier = titled("票据编号")
    components: tuple[RefundedComponent, ...] = titled("退付构成")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="配套费退付")
class FeeRefunded(RefundFee):
    """`retained_fen` is what of the receipt still stays, by the terms anew: less than before by
    `no_longer_retained_fen`, of which `no_longer_own_fen` lay in the town's own treasury.

    `returned_fen` had been handed over and is no longer the town's: `offsets` set it off against
    other receipts of the same collector and level, the rest waits in `credits` for the next one.
    """

    refunded_fen: Fen
    terms: tuple[FeeTerm, ...]
    retained_fen: FenOrZero
    no_longer_retained_fen: FenOrZero
    returned_fen: FenOrZero
    offsets: tuple[Offset, ...]
    refunded_on: date
    debts: tuple[FeeDebt, ...] = ()
    credits: tuple[FeeCredit, ...] = ()
    no_longer_own_fen: FenOrZero = 0


@command_data
class ClearFeeFlag:
    town: TownId
    key: str
    issue: Identifier


@event("finance", clause="RZ-3.3.c", title="解除配套费超期预警")
class FeeFlagCleared(ClearFeeFlag):
    pass


Event = (
    FeeSharesPublished | FeeRetained | FeeHandedOver | FeeHandoverOverdue | FeeRecorded
    | FeeRefunded | FeeFlagCleared
)  # fmt: skip
