"""重点项目库 (RZ-2.1.a): from a town's application to admission, and out again."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.attachment import Attachments
from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    ProjectId,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.1.a"

ProjectKind = Annotated[
    Literal["investment", "social", "infrastructure"],
    words("项目类别", investment="投资性产业", social="社会事业", infrastructure="基础设施"),
]
Origin = Annotated[Literal["own", "recruited"], words("项目来源", own="本地", recruited="招商引资")]
Milestone = Annotated[
    Literal["feasibility", "design", "started", "main-structure", "accepted"],
    words(
        "节点",
        {"main-structure": "主体完工"},
        feasibility="可研批复",
        design="初步设计批复",
        started="开工",
        accepted="竣工验收",
    ),
]
LandUse = Annotated[
    Literal["industrial", "commercial", "public", "residential"],
    words("用地用途", industrial="工业", commercial="商业", public="公共", residential="居住"),
]


@command_data
class ProjectFacts:
    """What an adjustment may change."""

    investment_fen: Fen = titled("总投资（分）")
    land_area: SquareMetres | None = titled("用地面积（平方米）", None)
    land_use: LandUse | None = titled("用地用途", None)
    site: Text | None = titled("选址", None)


@event("projects", clause=CLAUSE, title="动态调整")
class ProjectAdjusted:
    project: ProjectId
    town: TownId
    old: ProjectFacts
    new: ProjectFacts
    reason: Reason
    adjusted_on: date
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="项目竣工")
class ProjectCompleted:
    project: ProjectId
    town: TownId
    completed_on: date
    document: DocumentRef | None


@command_data
class AdjustProject:
    project: ProjectId
    new: ProjectFacts = titled("调整后")
    reason: Reason = titled("调整理由")
    document: DocumentRef | None = None


@command_data
class CompleteProject:
    project: ProjectId
    document: DocumentRef | None = None


@command_data
class RecordNationalCode:
    project: ProjectId
    national_code: Identifier = titled("项目代码")


@event("projects", clause=CLAUSE, title="登记项目代码")
class NationalCodeRecorded(RecordNationalCode):
    """The project's code on the national investment platform (投资项目统一代码)."""

    town: TownId


@command_data
class AdmitProject:
    project: ProjectId
    document: DocumentRef | None = None
    attachments: Attachments = titled("附件", ())


@event("projects", clause=CLAUSE, title="项目入库")
class ProjectAdmitted(AdmitProject):
    """`code_awaited`: the national code is still to come; until then neither permits nor money."""

    name: Name
    town: TownId
    county: CountyId
    kind: ProjectKind
    origin: Origin
    investment_fen: Fen
    land_area: SquareMetres | None
    land_use: LandUse | None
    admitted_on: date
    monthly_report_calendar_days: Days = 10
    national_code: Identifier | None = None
    code_awaited: Flag = titled("项目代码待登记", False)


@command_data
class ExitProject:
    project: ProjectId
    reason: Reason
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="项目出库")
class ProjectExited(ExitProject):
    town: TownId


Event = ProjectAdjusted | ProjectCompleted | NationalCodeRecorded | ProjectAdmitted | ProjectExited
