"""Stock parcels of a town: survey, class, construction on them, warnings and determinations."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.corrections import corrects
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Reason,
    SquareMetres,
    TownId,
    titled,
)
from shared.schemas.land.screening import LandUse
from shared.schemas.words import words

CLAUSE = "RZ-2.3.b"

ParcelClass = Annotated[
    Literal["approved-unsupplied", "idle", "inefficient"],
    words("存量类别", {"approved-unsupplied": "批而未供", "idle": "闲置", "inefficient": "低效"}),
]
Owner = Annotated[Literal["state", "collective"], words("权属", state="国有", collective="集体")]
ConstructionStage = Annotated[
    Literal["started", "stopped", "resumed"],
    words("建设情况", started="已动工", stopped="中止", resumed="已复工"),
]
IdleGround = Annotated[
    Literal["not-started", "stopped"],
    words("闲置情形", {"not-started": "满一年未动工"}, stopped="中止建设满一年"),
]
IdleCause = Annotated[
    Literal["enterprise", "government", "force-majeure"],
    words(
        "闲置原因",
        {"enterprise": "企业原因", "government": "政府原因", "force-majeure": "不可抗力"},
    ),
]


@event("land", clause=CLAUSE, title="存量地块调查")
class ParcelSurveyed:
    """`since` is the day from which the parcel has been in its class.

    `start_by` is the agreed start of construction; `warning_months` after it the system warns.
    """

    parcel: Identifier
    town: TownId
    county: CountyId
    parcel_class: ParcelClass
    use: LandUse
    area: SquareMetres
    since: date
    owner: Owner = titled("权属", "state")
    start_by: date | None = titled("约定动工日期", None)
    planned_investment_fen: Fen | None = titled("约定总投资（分）", None)
    warning_months: Count = titled("预警月数", 12)


@event("land", clause=CLAUSE, title="疑似闲置预警")
class IdleWarned:
    """A warning, not a determination; `due_on` is the last day of the year that passed."""

    parcel: Identifier
    town: TownId
    county: CountyId
    ground: IdleGround
    due_on: date
    area: SquareMetres
    developed_area: SquareMetres | None
    invested_fen: FenOrZero
    planned_investment_fen: Fen | None


@event("land", clause="RZ-2.3.c", title="地块退出存量")
class ParcelLeftStock:
    parcel: Identifier
    town: TownId
    batch: Identifier


@command_data
class SurveyParcel:
    parcel: Identifier
    town: TownId
    parcel_class: ParcelClass
    use: LandUse
    area: SquareMetres
    since: date
    owner: Owner = titled("权属", "state")
    start_by: date | None = titled("约定动工日期", None)
    planned_investment_fen: Fen | None = titled("约定总投资（分）", None)


@command_data
class AgreeConstructionStart:
    """The contract's start date, or a later one that was agreed."""

    parcel: Identifier
    start_by: date = titled("约定动工日期")
    planned_investment_fen: Fen | None = titled("约定总投资（分）", None)
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="约定动工日期")
class ConstructionStartAgreed(AgreeConstructionStart):
    town: TownId
    planned_investment_fen: Fen | None
    warning_months: Count


@command_data
class ReportConstruction:
    parcel: Identifier
    stage: ConstructionStage
    on: date
    developed_area: SquareMetres | None = titled("已动工开发面积（平方米）", None)
    invested_fen: FenOrZero = titled("已投资（分）", 0)


@event("land", clause=CLAUSE, title="地块建设情况")
class ConstructionReported(ReportConstruction):
    """`at_risk`: under a third of the area or a quarter of the investment, as parameters say."""

    town: TownId
    developed_area: SquareMetres | None
    invested_fen: FenOrZero
    at_risk: Flag
    warning_months: Count


@command_data
class ReclassifyParcel:
    parcel: Identifier
    parcel_class: ParcelClass
    since: date
    reason: Reason


@event("land", clause=CLAUSE, title="调整地块类别")
class ParcelReclassified(ReclassifyParcel):
    town: TownId
    was: ParcelClass


@command_data
class DetermineIdle:
    parcel: Identifier
    ground: IdleGround
    cause: IdleCause
    reason: Reason
    document: DocumentRef = titled("闲置土地认定书文号")


@event("land", clause=CLAUSE, title="闲置认定")
class IdleDetermined(DetermineIdle):
    town: TownId
    county: CountyId
    determined_on: date


@command_data
class CorrectParcel:
    parcel: Identifier
    use: LandUse = titled("用途")
    area: SquareMetres = titled("更正后面积（平方米）")
    reason: Reason = titled("更正理由")
    document: DocumentRef | None = titled("勘测定界报告等文号", None)


@event("land", clause=CLAUSE, title="更正地块信息", corrects=[corrects(ParcelSurveyed, last=True)])
class ParcelCorrected(CorrectParcel):
    """What the survey of boundaries 勘测定界 measured, or what was recorded wrongly."""

    town: TownId
    was_use: LandUse
    was_area: SquareMetres
    corrected_on: date


@command_data
class StrikeParcel:
    parcel: Identifier
    reason: Reason = titled("核销理由")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="核销误录地块")
class ParcelStruck(StrikeParcel):
    """It never was stock of the town: recorded twice, in the wrong town, or by mistake."""

    town: TownId
    struck_on: date


Event = (
    ParcelSurveyed | IdleWarned | ParcelLeftStock | ConstructionStartAgreed | ConstructionReported
    | ParcelReclassified | IdleDetermined | ParcelCorrected | ParcelStruck
)  # fmt: skip
