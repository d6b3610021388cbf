"""急需紧缺人才目录 (RZ-2.5.e): in which fields talent is short this year; the fields are an open list."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Count, DocumentRef, Identifier, Name, Year
from shared.schemas.talent.stages import TalentField

CLAUSE = "RZ-2.5.e"


@command_data
class ShortageItem:
    item: Identifier
    field: TalentField
    speciality: Name


@command_data
class PublishShortageList:
    """`shortage_list` is the list of a year; published again it is a new edition."""

    shortage_list: Identifier
    year: Year
    items: tuple[ShortageItem, ...]
    document: DocumentRef


@event("talent", clause=CLAUSE, title="发布急需紧缺人才目录")
class ShortageListPublished(PublishShortageList):
    edition: Count
    published_on: date


Event = ShortageListPublished
