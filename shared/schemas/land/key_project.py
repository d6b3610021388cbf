"""重点项目: nominations to province and nation, and municipal ones with their land (RZ-2.3.e, f)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    OrganisationId,
    ProjectId,
    Reason,
    SquareMetres,
    SquareMetresOrZero,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

KeyLevel = Annotated[
    Literal["provincial", "national"], words("层级", provincial="省级", national="国家级")
]
ListLevel = Annotated[
    Literal["municipal", "provincial", "national"],
    words("名单级别", municipal="市级", provincial="省级", national="国家级"),
]


@command_data
class Candidate:
    """A project that was looked at for the same nomination."""

    project: ProjectId
    town: TownId
    eligible: Flag
    remark: Reason


@command_data
class RankedCandidate:
    """Eligible pilot towns' projects rank first, then other eligible ones."""

    rank: Count
    project: ProjectId
    town: TownId
    pilot: Flag
    eligible: Flag
    remark: Reason


@event("land", clause="RZ-2.3.e", title="推荐申报重点项目")
class KeyProjectNominated:
    """`deviation`: why a project of another town came before an eligible pilot's."""

    project: ProjectId
    town: TownId
    county: CountyId
    level: KeyLevel
    pilot: Flag
    basis: Text
    considered: list[RankedCandidate]
    deviation: Reason | None
    nominated_on: date
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.f", title="重点项目用地统筹解决")
class LandCoordinationSettled:
    project: ProjectId
    town: TownId
    county: CountyId
    city_measure: Text
    county_measure: Text
    city_area: SquareMetres | None
    county_area: SquareMetres | None
    settled_on: date
    minutes: DocumentRef


@event("land", clause="RZ-2.3.f", title="重点项目用地统筹超期")
class LandCoordinationOverdue:
    """`organisation` is the city's department, which answers together with the county."""

    project: ProjectId
    town: TownId
    county: CountyId
    organisation: OrganisationId
    due_on: date


@command_data
class NominateKeyProject:
    project: ProjectId
    town: TownId
    level: KeyLevel
    basis: Text = titled("符合条件的依据")
    considered: list[Candidate] = titled("同批比选项目", factory=list)
    deviation: Reason | None = titled("未优先推荐试点镇项目的理由", None)
    document: DocumentRef | None = None


@command_data
class RecordKeyDecision:
    project: ProjectId
    level: KeyLevel
    listed: Flag = titled("是否列入")
    reason: Reason = titled("说明")
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.e", title="重点项目认定结果")
class KeyDecisionRecorded(RecordKeyDecision):
    town: TownId
    decided_on: date


@command_data
class ListMunicipalKey:
    project: ProjectId
    document: DocumentRef = titled("市级重点项目名单文号")


@event("land", clause="RZ-2.3.f", title="列入市级重点项目")
class MunicipalKeyListed(ListMunicipalKey):
    """City and county solve the land together, within so many calendar days."""

    town: TownId
    city: OrganisationId
    county: CountyId
    land_area: SquareMetres | None
    settlement_calendar_days: Days
    listed_on: date


@command_data
class SettleLandCoordination:
    project: ProjectId
    minutes: DocumentRef = titled("会议纪要文号")
    city_measure: Text | None = titled("市级解决措施", None)
    county_measure: Text | None = titled("区县解决措施", None)
    city_area: SquareMetres | None = titled("市级解决面积（平方米）", None)
    county_area: SquareMetres | None = titled("区县解决面积（平方米）", None)


@command_data
class CloseKeyProject:
    project: ProjectId
    reason: Reason


@event("land", clause="RZ-2.3.f", title="重点项目用地事项关闭")
class KeyProjectClosed(CloseKeyProject):
    town: TownId


@command_data
class ClearLandCoordinationFlag:
    project: ProjectId
    issue: Identifier = titled("事项编号")


@event("land", clause="RZ-3.3.c", title="解除用地统筹超期预警")
class LandCoordinationFlagCleared(ClearLandCoordinationFlag):
    """The issue that the late land raised was resolved."""

    town: TownId


@command_data
class WithdrawKeyNomination:
    project: ProjectId
    level: KeyLevel
    reason: Reason = titled("撤回理由")
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.e", title="撤回重点项目推荐")
class KeyNominationWithdrawn(WithdrawKeyNomination):
    """Before its decision; the project may be nominated anew."""

    town: TownId
    withdrawn_by: OrganisationId
    withdrawn_on: date


@command_data
class RevokeKeyListing:
    project: ProjectId
    level: ListLevel = titled("名单级别")
    reason: Reason = titled("移出理由")
    document: DocumentRef = titled("名单调整文号")


@event("land", clause="RZ-2.3.f", title="移出重点项目名单")
class KeyListingRevoked(RevokeKeyListing):
    """The list was adjusted; from then on city and county owe a municipal one no land."""

    town: TownId
    revoked_on: date


@command_data
class ReopenLandCoordination:
    """`land_area`: what an adjusted project needs; the record's own where it is left out."""

    project: ProjectId
    reason: Reason = titled("重新统筹理由")
    land_area: SquareMetres | None = titled("需用地（平方米）", None)
    document: DocumentRef | None = None


@event("land", clause="RZ-2.3.f", title="重新统筹重点项目用地")
class LandCoordinationReopened(ReopenLandCoordination):
    """What was found covers the project's land no more; `land_area` is what it needs now."""

    town: TownId
    county: CountyId
    found_area: SquareMetresOrZero
    land_area: SquareMetres | None
    settlement_calendar_days: Days
    reopened_on: date


Event = (
    KeyProjectNominated | LandCoordinationSettled | LandCoordinationOverdue | KeyDecisionRecorded
    | MunicipalKeyListed | KeyProjectClosed | LandCoordinationFlagCleared | KeyNominationWithdrawn
    | KeyListingRevoked | LandCoordinationReopened
)  # fmt: skip
