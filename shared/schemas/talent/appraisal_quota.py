"""优秀等次比例 (RZ-3.2.b): how many of a town's staff may be graded excellent in a year."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    Reason,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-3.2.b"

AppraisalBody = Annotated[
    Literal["organ", "institution"],
    words("考核类别", organ="机关（等次）", institution="事业单位（档次）"),
]
RatioGround = Annotated[
    Literal["assessed-well", "commended", "pilot"],
    words(
        "提高比例的依据",
        {"assessed-well": "年度评估优秀"},
        commended="受到表彰",
        pilot="试点镇",
    ),
]
RatioSource = Annotated[
    Literal["county-pool", "added"],
    words("名额来源", {"county-pool": "区县总量内调剂"}, added="另行增加"),
]
Rounding = Annotated[
    Literal["down", "half-up"], words("取整", {"half-up": "四舍五入"}, down="舍去")
]


@command_data
class RequestRatio:
    """`quota` is `<town>-<body>-<year>`."""

    quota: Identifier
    town: TownId
    body: AppraisalBody
    year: Year
    percent: Percent = titled("申请比例（%）")
    ground: RatioGround
    document: DocumentRef = titled("申请文号")


@event("talent", clause=CLAUSE, title="申请提高优秀比例")
class RatioRequested(RequestRatio):
    county: CountyId
    requested_on: date


@command_data
class ApproveRatio:
    quota: Identifier
    percent: Percent = titled("核定比例（%）")
    source: RatioSource
    decided_by: Name = titled("核定机关")
    decided_on: date = titled("核定日期", usual=TODAY)
    document: DocumentRef = titled("核定文号")


@event("talent", clause=CLAUSE, title="核定优秀比例")
class RatioApproved(ApproveRatio):
    town: TownId
    year: Year
    body: AppraisalBody
    ground: RatioGround


@command_data
class RefuseRatio:
    quota: Identifier
    reason: Reason


@event("talent", clause=CLAUSE, title="不予提高优秀比例")
class RatioRefused(RefuseRatio):
    town: TownId
    refused_on: date = titled("不予提高日期")


@command_data
class PubliciseAppraisal:
    """`headcount` 应参加考核人数; the town's leaders are appraised apart."""

    quota: Identifier
    town: TownId
    body: AppraisalBody
    year: Year
    headcount: Count = titled("应参加考核人数", unit="people")
    leaders_apart: CountOrZero = titled("单列的领导班子成员", unit="people")
    excellent: CountOrZero = titled("拟定优秀（名）", unit="people")


@event("talent", clause=CLAUSE, title="公示考核优秀")
class AppraisalPublicised(PubliciseAppraisal):
    county: CountyId
    percent: Percent = titled("适用比例（%）")
    rounding: Rounding
    allowed: CountOrZero = titled("优秀名额（名）", unit="people")
    publicised_on: date = titled("公示日期")
    publicity_working_days: Days = titled("公示期（工作日）")


@event("talent", clause=CLAUSE, title="考核公示期满")
class AppraisalPublicityEnded:
    quota: Identifier
    town: TownId
    ended_on: date = titled("公示期满日期")


@command_data
class RecordAppraisal:
    quota: Identifier
    excellent: CountOrZero = titled("确定优秀（名）", unit="people")
    document: DocumentRef = titled("结果文号")


@event("talent", clause=CLAUSE, title="登记考核结果")
class AppraisalRecorded(RecordAppraisal):
    """Counts alone; who they are is in nobody's log."""

    town: TownId
    body: AppraisalBody
    year: Year
    headcount: Count = titled("应参加考核人数", unit="people")
    allowed: CountOrZero = titled("优秀名额（名）", unit="people")
    recorded_by: OrganisationId = titled("登记单位")
    recorded_on: date


Event = (
    RatioRequested | RatioApproved | RatioRefused | AppraisalPublicised | AppraisalPublicityEnded
    | AppraisalRecorded
)  # fmt: skip
