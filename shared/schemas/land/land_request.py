"""A project's request for new land, with the screening of stock that comes first."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Identifier,
    OrganisationId,
    ProjectId,
    Reason,
    SquareMetres,
    TownId,
    titled,
)
from shared.schemas.known import known
from shared.schemas.land.parcel import ParcelClass
from shared.schemas.land.screening import LandUse
from shared.schemas.words import words

AllocationSource = Annotated[
    Literal["reserve", "quota", "plan"],
    words("指标来源", reserve="预留指标", quota="增减挂钩指标", plan="年度计划指标"),
]


@command_data
class ScreenedParcel:
    """A stock parcel, and why it does not serve the project."""

    parcel: Identifier
    reason: Reason


@command_data
class ScreenedClass:
    """A class of stock, and why none of its parcels serves the project."""

    parcel_class: ParcelClass
    reason: Reason


@event("land", clause="RZ-2.3.d", title="用地申请办理超期")
class LandDecisionOverdue:
    """`organisation` neither allocated nor refused by `due_on`."""

    request: Identifier
    project: ProjectId
    town: TownId
    county: CountyId
    organisation: OrganisationId
    due_on: date


@event("land", clause="RZ-2.3.d", title="安排用地")
class LandAllocated:
    request: Identifier
    project: ProjectId
    town: TownId
    county: CountyId
    area: SquareMetres
    source: AllocationSource
    document: DocumentRef | None = None
    lot: Identifier | None = titled("指标批次", None)
    allocated_on: date | None = titled("安排日期", None)


@command_data
class RequestNewLand:
    request: Identifier
    project: ProjectId
    town: TownId
    area: SquareMetres = titled(
        "面积（平方米）", known=known("screening", by="project", field="land_area")
    )
    use: LandUse = titled("用地用途", known=known("screening", by="project", field="land_use"))
    screening: list[ScreenedParcel]
    screening_by_class: list[ScreenedClass] = titled("按类说明", factory=list)


@event("land", clause="RZ-2.3.d", title="申请新增用地")
class LandRequested(RequestNewLand):
    """`decider`, the county's land department, allocates or refuses within so many working days of
    the request; one made before limits were told has none."""

    county: CountyId
    requested_on: date | None = titled("申请日期", None)
    decider: OrganisationId | None = titled("办理单位", None)
    decision_working_days: Days | None = titled("办理时限（工作日）", None)


@command_data
class AllocateLand:
    """From the reserve for a town that is no pilot, `pilots` are the county's pilot towns.

    From quota, `lot` names the lot of the town's ledger.
    """

    request: Identifier
    source: AllocationSource
    document: DocumentRef | None = None
    reason: Reason | None = None
    pilots: list[TownId] = titled("已核对需求的试点镇", factory=list)
    lot: Identifier | None = titled("指标批次", None)


@command_data
class RefuseLand:
    request: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.d", title="不予安排用地")
class LandRefused(RefuseLand):
    project: ProjectId
    town: TownId
    refused_on: date | None = titled("决定日期", None)


@command_data
class ReturnDraw:
    request: Identifier
    reason: Reason
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.d", title="退回用地")
class LandReturned(ReturnDraw):
    project: ProjectId
    town: TownId
    county: CountyId
    area: SquareMetres
    returned_on: date | None = titled("退回日期", None)


@command_data
class ClearLandDecisionFlag:
    request: Identifier
    issue: Identifier = titled("事项编号")


@event("land", clause="RZ-3.3.c", title="解除用地申请超期预警")
class LandDecisionFlagCleared(ClearLandDecisionFlag):
    """The issue that the late decision raised was resolved."""

    town: TownId


@command_data
class ReduceAllocation:
    """`area` is what the project takes, as measured; the rest returns where it came from."""

    request: Identifier
    area: SquareMetres = titled("勘测定界面积（平方米）")
    reason: Reason = titled("核减理由")
    document: DocumentRef = titled("勘测定界报告文号")


@event("land", clause="RZ-2.3.d", title="核减用地")
class LandAllocationReduced(ReduceAllocation):
    """The measured boundary 勘测定界 takes less than was allocated: `area` stays, the rest is back
    in its source."""

    project: ProjectId
    town: TownId
    county: CountyId
    source: AllocationSource
    lot: Identifier | None
    previous_area: SquareMetres
    reduced_on: date


@command_data
class WithdrawLandRequest:
    request: Identifier
    reason: Reason = titled("撤回理由")


@event("land", clause="RZ-2.3.d", title="撤回用地申请")
class LandRequestWithdrawn(WithdrawLandRequest):
    project: ProjectId
    town: TownId
    withdrawn_on: date


Event = (
    LandDecisionOverdue | LandAllocated | LandRequested | LandRefused | LandReturned
    | LandDecisionFlagCleared | LandAllocationReduced | LandRequestWithdrawn
)  # fmt: skip
