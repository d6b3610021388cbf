"""急需紧缺人才目录 (RZ-2.5.e): in which fields talent is short this year; the fields are an open list."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Year,
    titled,
)
from shared.schemas.talent.stages import TalentField

CLAUSE = "RZ-2.5.e"


@command_data
class ShortageItem:
    item: Identifier
    field: TalentField
    speciality: Name


@command_data
class PublishShortageList:
    """`shortage_list` is the list of a year; published again it is a new edition. `previous` is the
    list that asked for this one."""

    shortage_list: Identifier
    year: Year
    items: tuple[ShortageItem, ...]
    document: DocumentRef
    previous: Identifier | None = titled("上一年度目录", None, reference="shortage-list")


@event("talent", clause=CLAUSE, title="发布急需紧缺人才目录")
class ShortageListPublished(PublishShortageList):
    edition: Count
    published_on: date
    next_due_on: date | None = titled("下一年度目录发布期限", None)


@event("talent", clause=CLAUSE, title="下一年度人才目录已发布")
class ShortageListFollowed:
    shortage_list: Identifier
    by: Identifier = titled("下一年度目录", reference="shortage-list")


@event("talent", clause=CLAUSE, title="人才目录逾期未发布")
class ShortageListOverdue:
    """The list of `year`, which this one asked for."""

    shortage_list: Identifier
    year: Year
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("目录名称", None)


@command_data
class ClearShortageListFlag:
    shortage_list: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除人才目录预警")
class ShortageListFlagCleared(ClearShortageListFlag):
    """The issue that its lateness raised was resolved."""


Event = ShortageListPublished | ShortageListFollowed | ShortageListOverdue | ShortageListFlagCleared
