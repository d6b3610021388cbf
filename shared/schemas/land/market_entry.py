"""集体经营性建设用地入市: collective land comes to market through all its gates (RZ-2.3.j)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    Reason,
    SquareMetres,
    Text,
    TownId,
    titled,
)
from shared.schemas.land.screening import LandUse
from shared.schemas.words import words

CLAUSE = "RZ-2.3.j"

Assembly = Annotated[
    Literal["villagers", "villager-representatives", "members", "member-representatives"],
    words(
        "会议形式",
        {"villager-representatives": "村民代表会议", "member-representatives": "成员代表大会"},
        villagers="村民会议",
        members="成员大会",
    ),
]


@event("land", clause=CLAUSE, title="出具规划条件")
class PlanningConditionsIssued:
    parcel: Identifier
    town: TownId
    county: CountyId
    use: LandUse
    area: SquareMetres
    planning: Text
    industry: Text
    ecology: Text
    issued_on: date
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="政府意见期满")
class EntryCommentsLapsed:
    """The county's government, which was to comment, asked for no change within its working
    days."""

    parcel: Identifier
    town: TownId
    due_on: date
    county: CountyId | None = None


@event("land", clause=CLAUSE, title="方案报送期满")
class EntryPlanMatured:
    """The plan has been filed for the working days that come before a deal."""

    parcel: Identifier
    town: TownId
    due_on: date


@command_data
class IssuePlanningConditions:
    parcel: Identifier
    town: TownId
    use: LandUse
    area: SquareMetres
    registered: Flag = titled("所有权已依法登记")
    planning: Text = titled("规划条件")
    industry: Text | None = titled("产业准入要求", None)
    ecology: Text | None = titled("生态环境保护要求", None)
    document: DocumentRef | None = None


@command_data
class FileEntryPlan:
    parcel: Identifier
    owner: Name = titled("土地所有权人")
    document: DocumentRef = titled("方案文号")


@event("land", clause=CLAUSE, title="报送入市方案")
class EntryPlanFiled(FileEntryPlan):
    """`revision` counts from 1; comments and deal wait for these working days."""

    town: TownId
    revision: Count
    comment_working_days: Days
    lead_working_days: Days
    filed_on: date


@command_data
class RecordCollectiveDecision:
    parcel: Identifier
    assembly: Assembly = titled("会议形式")
    total: Count = titled("全体成员或代表人数")
    present: Count = titled("到会人数")
    in_favour: Count = titled("同意人数")
    held_on: date = titled("会议日期", usual=TODAY)
    document: DocumentRef = titled("决议文号")
    party_study_on: date | None = titled("党组织研究日期", None)


@event("land", clause=CLAUSE, title="集体民主决策")
class CollectiveDecisionRecorded(RecordCollectiveDecision):
    """`in_favour` of all members or representatives, not of those present."""

    town: TownId
    party_study_on: date | None


@command_data
class RecordGovernmentComments:
    parcel: Identifier
    fits: Flag = titled("是否符合要求")
    comments: Text = titled("意见")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="政府意见")
class GovernmentCommentsRecorded(RecordGovernmentComments):
    town: TownId
    commented_on: date


@command_data
class EndEntry:
    parcel: Identifier
    reason: Reason = titled("终止理由")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="终止入市")
class EntryEnded(EndEntry):
    """Without a deal: the owner gave it up, or the planning changed. It may begin anew."""

    town: TownId
    ended_on: date


Event = (
    PlanningConditionsIssued | EntryCommentsLapsed | EntryPlanMatured | EntryPlanFiled
    | CollectiveDecisionRecorded | GovernmentCommentsRecorded | EntryEnded
)  # fmt: skip
