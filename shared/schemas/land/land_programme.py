"""全域土地综合整治、生态修复: areas nominated, ranked, selected, with their proceeds (RZ-2.3.i)."""

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
    Name,
    OrganisationId,
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
    words("整治修复类型", consolidation="全域土地综合整治", restoration="生态修复"),
]

ProgrammeOutcome = Annotated[
    Literal["completed", "cancelled"],
    words("办结方式", completed="验收办结", cancelled="终止申报"),
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


@command_data
class OpenProgramme:
    programme: Identifier
    name: Name
    kind: ProgrammeKind
    year: Year
    places: Count = titled("名额")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="启动整治修复项目申报")
class ProgrammeOpened(OpenProgramme):
    opened_on: date


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


@event("land", clause=CLAUSE, title="确定整治修复区域")
class AreasSelected(SelectAreas):
    """`deviation`: why the selection is not the head of the ranking."""

    ranking: list[RankedNomination]
    deviation: Reason | None
    selected_on: date


@command_data
class BookProgrammeProceeds:
    programme: Identifier
    entry: Identifier
    nomination: Identifier
    town: TownId
    amount_fen: Fen
    origin: Name = titled("收益来源")
    document: DocumentRef | None = None


@event("land", clause=CLAUSE, title="整治修复收益归镇")
class ProgrammeProceedsBooked(BookProgrammeProceeds):
    booked_on: date


@event(
    "land",
    clause=CLAUSE,
    title="更正整治修复收益",
    corrects=[corrects(ProgrammeProceedsBooked, alike=["entry"])],
)
class ProgrammeProceedsCorrected:
    """The entry's amount, all in all; nothing, where it was booked wrongly."""

    programme: Identifier
    entry: Identifier
    nomination: Identifier
    town: TownId
    previous_fen: FenOrZero
    amount_fen: FenOrZero
    reason: Reason
    corrected_by: OrganisationId
    corrected_on: date
    document: DocumentRef


@command_data
class WithdrawArea:
    programme: Identifier
    town: TownId
    nomination: Identifier = titled("申报区域")
    reason: Reason = titled("撤回理由")


@event("land", clause=CLAUSE, title="撤回申报区域")
class AreaWithdrawn(WithdrawArea):
    """Before the selection; those who stay are ranked anew. Like a nomination it cites no document:
    while it is sealed, the ledger of decisions without one would tell of it."""

    withdrawn_on: date


@command_data
class DropArea:
    programme: Identifier
    nomination: Identifier = titled("退出区域")
    reason: Reason = titled("退出理由")
    document: DocumentRef = titled("调整文号")
    replacement: Identifier | None = titled("递补区域", None)
    deviation: Reason | None = titled("未按排序递补的理由", None)


@event("land", clause=CLAUSE, title="入选区域退出")
class AreaDropped(DropArea):
    """A selected area that is not carried out; `replacement` takes its place, if any does.

    `deviation`: why that is not the next of the ranking.
    """

    town: TownId
    replacement: Identifier | None
    deviation: Reason | None
    dropped_on: date


@command_data
class CloseProgramme:
    programme: Identifier
    reason: Reason = titled("说明")
    document: DocumentRef = titled("验收或终止文号")


@event("land", clause=CLAUSE, title="整治修复项目办结")
class ProgrammeClosed(CloseProgramme):
    """`completed` after the selection, else `cancelled`; proceeds may still come."""

    outcome: ProgrammeOutcome
    closed_on: date


@command_data
class CorrectProgrammeProceeds:
    """`amount_fen` is the entry's, all in all."""

    programme: Identifier
    town: TownId
    entry: Identifier = titled("收益编号")
    amount_fen: FenOrZero = titled("更正后金额（分）")
    reason: Reason = titled("更正理由")
    document: DocumentRef = titled("更正依据文号")


Event = (
    AreaNominated | NominationsRanked | ProgrammeProceedsCorrected | ProgrammeOpened | AreasSelected
    | ProgrammeProceedsBooked | AreaWithdrawn | AreaDropped | ProgrammeClosed
)  # fmt: skip
