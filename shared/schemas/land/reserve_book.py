"""A county's reserve of construction land: scale, reserve, draws. Areas in square metres."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Flag,
    Identifier,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
    Year,
    titled,
)
from shared.schemas.land.land_demand import DemandOutcome
from shared.schemas.words import words

CLAUSE = "RZ-2.3.g"

ReserveBase = Annotated[
    Literal["scale", "annual-quota"],
    words("预留比例的基数", {"annual-quota": "年度计划指标"}, scale="规划规模"),
]
"""The two readings of what the least share is of."""


@command_data
class DemandConsidered:
    """A demand of a pilot town that came first, and what became of it."""

    town: TownId
    request: Identifier
    project: ProjectId
    area: SquareMetres
    outcome: DemandOutcome
    settled_on: date


@event("land", clause=CLAUSE, title="预留规模低于最低比例")
class ReserveBreached:
    """`scale` is the whole of the base that binds."""

    county: CountyId
    scale: SquareMetres
    reserved: SquareMetres
    required_percent: Count
    base: ReserveBase = "scale"


@event("land", clause=CLAUSE, title="预留规模恢复达标")
class ReserveRestored:
    county: CountyId
    scale: SquareMetres
    reserved: SquareMetres
    required_percent: Count
    base: ReserveBase = "scale"


@event("land", clause=CLAUSE, title="预留规模按另一读法不足")
class ReserveWarned:
    """The reserve falls short on the base that does not bind (reading 2): a warning only."""

    county: CountyId
    base: ReserveBase
    scale: SquareMetres
    reserved: SquareMetres
    required_percent: Count


@event("land", clause=CLAUSE, title="预留规模按另一读法恢复")
class ReserveWarningLifted:
    county: CountyId
    base: ReserveBase


@event("land", clause=CLAUSE, title="使用预留规模")
class ReserveDrawn:
    """`opened`: what was opened to a town that is no pilot."""

    county: CountyId
    request: Identifier
    project: ProjectId
    town: TownId
    area: SquareMetres
    reason: Reason | None = None
    opened: Flag = False


@event("land", clause=CLAUSE, title="退回预留规模")
class ReserveReturned:
    county: CountyId
    request: Identifier
    project: ProjectId
    town: TownId
    area: SquareMetres


@event("land", clause=CLAUSE, title="预留规模调剂")
class ReserveOpenedToOthers:
    """`considered`: the pilots' demand that came first, in the order in which it was recorded."""

    county: CountyId
    town: TownId
    area: SquareMetres
    pilots: list[TownId]
    considered: list[DemandConsidered]
    reason: Reason
    opened_on: date
    document: DocumentRef | None = None


@command_data
class SetConstructionScale:
    county: CountyId
    scale: SquareMetres
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="核定建设用地规模")
class ConstructionScaleSet(SetConstructionScale):
    pass


@command_data
class ReviseConstructionScale:
    county: CountyId
    scale: SquareMetres
    document: DocumentRef | None = None


@command_data
class SetAnnualQuota:
    county: CountyId
    year: Year
    quota: SquareMetres = titled("年度计划指标（平方米）")
    reserved: SquareMetres = titled("其中预留（平方米）")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="下达年度计划指标")
class AnnualQuotaSet(SetAnnualQuota):
    """The year's quota, and the part of it that the county holds back for pilots."""


@command_data
class SetAnnualReserve:
    """Of the quota of the last year that was passed down."""

    county: CountyId
    reserved: SquareMetres = titled("年度预留（平方米）")
    document: DocumentRef | None = None


@command_data
class SetReserve:
    county: CountyId
    reserved: SquareMetres
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="设定预留规模")
class ReserveSet(SetReserve):
    pass


@command_data
class OpenReserveToOthers:
    """`pilots` are the county's pilot towns, whose demand comes first: all of them."""

    county: CountyId
    town: TownId = titled("调剂给")
    area: SquareMetres = titled("面积（平方米）")
    pilots: list[TownId] = titled("已核对需求的试点镇")
    reason: Reason = titled("理由")
    document: DocumentRef | None = None


@command_data
class WithdrawReserveOpening:
    county: CountyId
    town: TownId = titled("从何镇收回")
    area: SquareMetres = titled("收回面积（平方米）")
    reason: Reason = titled("收回理由")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="收回预留规模调剂")
class ReserveOpeningWithdrawn(WithdrawReserveOpening):
    """What was opened to a town and not drawn is the pilots' again."""

    withdrawn_on: date


Event = (
    ReserveBreached | ReserveRestored | ReserveWarned | ReserveWarningLifted | ReserveDrawn
    | ReserveReturned | ReserveOpenedToOthers | ConstructionScaleSet | AnnualQuotaSet | ReserveSet
    | ReserveOpeningWithdrawn
)  # fmt: skip
