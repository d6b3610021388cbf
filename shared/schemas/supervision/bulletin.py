"""通报 (RZ-3.3.c): how departments handled what towns raised, told within a scope; 复核."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountOrZero,
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    Text,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-3.3.c"

SCOPES = {"group": "小组", "departments": "部门", "counties": "区县", "public": "公开"}
"""Each scope with its word, from the narrowest to the widest."""
BulletinScope = Annotated[
    Literal["group", "departments", "counties", "public"], words("通报范围", **SCOPES)
]
"""小组, 部门, 区县, 公开: each reaches those of the one before as well."""
Figure = Annotated[
    Literal["handled", "resolved", "explained", "overdue", "reopened"],
    words(
        "指标",
        handled="办理（件）",
        resolved="销号（件）",
        explained="解释答复（件）",
        overdue="逾期（次）",
        reopened="重办（次）",
    ),
]


@command_data
class HandlingFigures:
    """Matters of a handler, or of a town, in a period.

    `handled` are those in hand at any time of it; `resolved` and `explained` those that ended;
    `overdue` and `reopened` count times. `score` is 100 less these, of those that ended, in
    percent; `rank` 1 is the best, equal ones share it; both None where nothing ended or failed.
    """

    organisation: OrganisationId
    handled: int = titled("办理（件）", 0)
    resolved: int = titled("销号（件）", 0)
    explained: int = titled("解释答复（件）", 0)
    overdue: int = titled("逾期（次）", 0)
    reopened: int = titled("重办（次）", 0)
    score: Percent | None = titled("得分", None, unit="points")
    rank: Count | None = titled("名次", None)


@command_data
class FigureCorrection:
    """What a review found a figure to be."""

    organisation: OrganisationId
    figure: Figure = titled("指标")
    value: CountOrZero = titled("更正为")


@event("supervision", clause=CLAUSE, title="通报数据提取")
class BulletinFiguresTaken:
    """What the service knew of the period: by handler, and by town where towns are ranked."""

    bulletin: Identifier
    revision: Count
    departments: tuple[HandlingFigures, ...]
    towns: tuple[HandlingFigures, ...]


@command_data
class DraftBulletin:
    """Again, before it is published: a new revision."""

    bulletin: Identifier
    title: Name = titled("标题")
    since: date = titled("起始日期")
    until: date = titled("截止日期")
    summary: Text = titled("通报内容")
    county: CountyId | None = titled("区县（不填为全市）", None)
    ranks_departments: Flag = titled("部门排名", True)
    ranks_towns: Flag = titled("乡镇排名", False)
    approval_ref: DocumentRef | None = titled("乡镇排名批准文号", None)


@event("supervision", clause=CLAUSE, title="通报拟稿")
class BulletinDrafted(DraftBulletin):
    """On the days from `since` to `until`; of one county, or of all. `revision` counts from 1."""

    issuer: OrganisationId
    author: Name
    revision: Count
    ranks_departments: Flag
    ranks_towns: Flag
    drafted_on: date


@command_data
class TakeBulletinFigures:
    bulletin: Identifier
    revision: Count
    departments: tuple[HandlingFigures, ...] = titled("部门数据")
    towns: tuple[HandlingFigures, ...] = titled("乡镇数据", ())


@command_data
class PublishBulletin:
    bulletin: Identifier
    scope: BulletinScope = titled("通报范围", "departments")
    document: DocumentRef | None = None


@event("supervision", clause=CLAUSE, title="通报印发")
class BulletinPublished(PublishBulletin):
    """All that was told, and to whom. Whoever it reports on has `review_days` to ask for a review.

    A review is asked for in calendar days.
    """

    edition: Count
    issuer: OrganisationId
    publisher: Name
    scope: BulletinScope
    title: Name
    since: date
    until: date
    summary: Text
    departments: tuple[HandlingFigures, ...]
    towns: tuple[HandlingFigures, ...]
    published_on: date
    review_days: Days
    county: CountyId | None = None
    approval_ref: DocumentRef | None = None


Event = BulletinFiguresTaken | BulletinDrafted | BulletinPublished
