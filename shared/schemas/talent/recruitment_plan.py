"""招录计划 (RZ-2.5.d): 用编核准, posts by town, how they are tilted, and who came and stayed.

公务员, 选调生 and 三支一扶 are decided by the province: what was reported and approved is recorded. A
county sets the plan of its 事业编制人员 by itself.
"""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    TownId,
    Year,
    titled,
)
from shared.schemas.talent.post_demand import RecruitmentKind
from shared.schemas.words import words

CLAUSE = "RZ-2.5.d"

TiltKind = Annotated[
    Literal["posts", "ratio", "education", "residence", "separate-list", "service-term"],
    words(
        "倾斜措施",
        {"separate-list": "单独划线或专项岗位", "service-term": "最低服务年限"},
        posts="增加岗位",
        ratio="降低开考比例",
        education="放宽学历专业",
        residence="限定户籍或生源",
    ),
]


@command_data
class TiltMeasure:
    """A measure is refused without its basis and document: a rule, so both may be left out here."""

    tilt: TiltKind
    basis: Name | None = None
    document: DocumentRef | None = None


@command_data
class TownPosts:
    town: TownId
    number: Count


@command_data
class RequestPostUse:
    plan: Identifier
    county: CountyId
    year: Year
    recruitment: RecruitmentKind
    number: Count


@event("talent", clause=CLAUSE, title="申请用编")
class PostUseRequested(RequestPostUse):
    requested_on: date
    answer_working_days: Days


@command_data
class ApprovePostUse:
    plan: Identifier
    approved: CountOrZero
    document: DocumentRef


@event("talent", clause=CLAUSE, title="用编核准")
class PostUseApproved(ApprovePostUse):
    county: CountyId
    approved_on: date


@command_data
class SetPostPlan:
    """`county_posts` are all posts of the county's plan; `posts` those of towns."""

    plan: Identifier
    county_posts: Count
    posts: tuple[TownPosts, ...]
    measures: tuple[TiltMeasure, ...]
    document: DocumentRef


@event("talent", clause=CLAUSE, title="制定事业编制招聘计划")
class PostPlanSet(SetPostPlan):
    county: CountyId
    planned: CountOrZero
    pilot_posts: CountOrZero


@command_data
class ReportPostPlan:
    plan: Identifier
    county_posts: Count
    posts: tuple[TownPosts, ...]
    measures: tuple[TiltMeasure, ...]
    reported_to: Name
    document: DocumentRef


@event("talent", clause=CLAUSE, title="上报招录计划")
class PostPlanReported(ReportPostPlan):
    county: CountyId
    planned: CountOrZero
    pilot_posts: CountOrZero


@command_data
class RecordApprovedPlan:
    """What the province decided."""

    plan: Identifier
    approved: CountOrZero
    decided_by: Name
    decided_on: date
    document: DocumentRef


@event("talent", clause=CLAUSE, title="登记批准的招录计划")
class ApprovedPlanRecorded(RecordApprovedPlan):
    county: CountyId


@command_data
class RecordHiring:
    """计划、报名、录聘、递补、到岗、一年后在岗 of a plan so far."""

    plan: Identifier
    as_of: date
    applied: CountOrZero
    hired: CountOrZero
    substituted: CountOrZero
    arrived: CountOrZero
    stayed: CountOrZero


@event("talent", clause=CLAUSE, title="登记招录结果")
class HiringRecorded(RecordHiring):
    county: CountyId
    planned: CountOrZero


@event("talent", clause=CLAUSE, title="用编申请逾期未核准")
class PostUseOverdue:
    plan: Identifier
    county: CountyId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("招录名称", None)


@command_data
class ClearRecruitmentPlanFlag:
    plan: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除招录计划预警")
class RecruitmentPlanFlagCleared(ClearRecruitmentPlanFlag):
    """The issue that its lateness raised was resolved."""

    county: CountyId


Event = (
    PostUseRequested
    | PostUseApproved
    | PostPlanSet
    | PostPlanReported
    | ApprovedPlanRecorded
    | HiringRecorded
    | PostUseOverdue
    | RecruitmentPlanFlagCleared
)
