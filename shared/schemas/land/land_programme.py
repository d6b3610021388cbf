"""全域土地综合整治、生态修复: areas nominated, ranked, selected, with their proceeds (RZ-2.3.i)."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Fen,
    Flag,
    Identifier,
    Name,
    Reason,
    SquareMetres,
    Text,
    TownId,
    Year,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.3.i"

ProgrammeKind = Annotated[
    Literal["consolidation", "restoration"],
    words(consolidation="全域土地综合整治", restoration="生态修复"),
]


@command_data
class NominationScore:
    nomination: Identifier
    score: Count
    remark: Reason


@command_data
class RankedNomination:
    """Pilot towns rank first, then by score, then in the order of nomination."""

    rank: Count
    nomination: Identifier
    town: TownId
    pilot: Flag
    score: Count
    remark: Reason


@event("land", clause=CLAUSE, title="启动整治修复项目申报")
class ProgrammeOpened:
    programme: Identifier
    name: Name
    kind: ProgrammeKind
    year: Year
    places: Count
    opened_on: date
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="申报整治修复区域")
class AreaNominated:
    """`required_percent` of new farmland holds for consolidation only."""

    programme: Identifier
    nomination: Identifier
    town: TownId
    county: CountyId
    name: Name
    area: SquareMetres
    farmland: SquareMetres | None
    new_farmland: SquareMetres | None
    required_percent: Count | None
    measures: Text
    nominated_on: date


@event("land", clause=CLAUSE, title="申报区域排序")
class NominationsRanked:
    programme: Identifier
    ranking: list[RankedNomination]
    ranked_on: date


@event("land", clause=CLAUSE, title="确定整治修复区域")
class AreasSelected:
    """`deviation`: why the selection is not the head of the ranking."""

    programme: Identifier
    selected: list[Identifier]
    ranking: list[RankedNomination]
    deviation: Reason | None
    selected_on: date
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="整治修复收益归镇")
class ProgrammeProceedsBooked:
    programme: Identifier
    entry: Identifier
    nomination: Identifier
    town: TownId
    amount_fen: Fen
    origin: Name
    booked_on: date
    document: DocumentRef | None = None


@command_data
class OpenProgramme:
    programme: Identifier
    name: Name
    kind: ProgrammeKind
    year: Year
    places: Count = titled("名额")
    document: DocumentRef | None = None


@command_data
class NominateArea:
    programme: Identifier
    nomination: Identifier
    town: TownId
    name: Name
    area: SquareMetres
    measures: Text = titled("整治修复措施")
    farmland: SquareMetres | None = titled("原有耕地（平方米）", None)
    new_farmland: SquareMetres | None = titled("新增耕地（平方米）", None)


@command_data
class RankNominations:
    programme: Identifier
    scores: list[NominationScore]


@command_data
class SelectAreas:
    programme: Identifier
    selected: list[Identifier] = titled("入选区域")
    deviation: Reason | None = titled("未按排序确定的理由", None)
    document: DocumentRef | None = None


@command_data
class BookProgrammeProceeds:
    programme: Identifier
    entry: Identifier
    nomination: Identifier
    town: TownId
    amount_fen: Fen
    origin: Name = titled("收益来源")
    document: DocumentRef | None = None
