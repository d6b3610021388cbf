"""LandProgramme (`land-programme-<programme>`): consolidation and restoration, RZ-2.3.i.

Pilot towns' areas come first or a reason stands in the event; what an area yields is its town's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from immutables import Map

from services.land.domain import programme_rules as rules
from services.land.domain.offices import COUNTY_FINANCE, COUNTY_LAND
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Aggregate,
    Context,
    organisation,
    part,
    refuse,
    to_everyone,
    to_named,
    to_town,
)
from shared.schemas.land.land_programme import (
    AreaNominated,
    AreasSelected,
    BookProgrammeProceeds,
    NominateArea,
    NominationsRanked,
    OpenProgramme,
    ProgrammeOpened,
    ProgrammeProceedsBooked,
    RankedNomination,
    RankNominations,
    SelectAreas,
)

CLAUSE = rules.CLAUSE
NATURAL_RESOURCES = organisation("natural-resources")

Events = Iterable[object]


@dataclass(frozen=True, slots=True)
class LandProgramme:
    """`nominations`: town by nomination; `order` is that of nomination."""

    kind: str = ""
    places: int = 0
    nominations: Map[str, str] = Map()
    order: tuple[str, ...] = ()
    ranking: tuple[RankedNomination, ...] = ()
    selected: tuple[str, ...] = ()
    entries: frozenset[str] = frozenset()

    @property
    def decided(self) -> bool:
        return self.selected != ()


LAND_PROGRAMME = Aggregate(
    "land-programme",
    LandProgramme(),
    key="programme",
    title="整治修复项目",
    sight=[to_named(), to_everyone()],
    parts=[
        part("nomination", to_town(), to_named(), events=[AreaNominated], until="decided"),
        part("ranking", to_named(), events=[NominationsRanked], until="decided"),
        part("proceeds", to_town(), to_named(), events=[ProgrammeProceedsBooked], apart=True),
    ],
)


@LAND_PROGRAMME.evolve
def evolve(programme: LandProgramme, event: object) -> LandProgramme:
    match event:
        case ProgrammeOpened():
            return LandProgramme(event.kind, event.places)
        case AreaNominated(nomination=id):
            return replace(
                programme,
                nominations=programme.nominations.set(id, event.town),
                order=(*programme.order, id),
                ranking=(),
            )
        case NominationsRanked(ranking=ranking):
            return replace(programme, ranking=tuple(ranking))
        case AreasSelected(selected=selected):
            return replace(programme, selected=tuple(selected))
        case ProgrammeProceedsBooked(entry=entry):
            return replace(programme, entries=programme.entries | {entry})
    return programme


@LAND_PROGRAMME.command(
    title="启动整治修复项目申报", clause=CLAUSE, by=[NATURAL_RESOURCES], creates=True
)
def open_programme(programme: LandProgramme, cmd: OpenProgramme, context: Context) -> Events:
    yield ProgrammeOpened(
        cmd.programme, cmd.name, cmd.kind, cmd.year, cmd.places, context.today, cmd.document
    )


@LAND_PROGRAMME.command(title="申报整治修复区域", clause=CLAUSE, by=[TOWN, COUNTY, COUNTY_LAND])
def nominate_area(programme: LandProgramme, cmd: NominateArea, context: Context) -> Events:
    _require_open(programme)
    town = context.town(cmd.town)
    if town is None or cmd.nomination in programme.nominations:
        refuse(rules.NOMINATED_UNDER_OWN_ID, nomination=cmd.nomination, town=cmd.town)
    required = _required_percent(programme, cmd, context)
    yield AreaNominated(
        cmd.programme, cmd.nomination, town.id, town.county, cmd.name, cmd.area, cmd.farmland,
        cmd.new_farmland, required, cmd.measures, context.today,
    )  # fmt: skip


@LAND_PROGRAMME.command(title="申报区域排序", clause=CLAUSE, by=[NATURAL_RESOURCES])
def rank_nominations(programme: LandProgramme, cmd: RankNominations, context: Context) -> Events:
    """Pilot towns first, then by score; another nomination asks for a new ranking."""
    _require_open(programme)
    scored = Counter(score.nomination for score in cmd.scores)
    if scored != Counter(programme.order) or not scored:
        refuse(rules.ALL_ARE_SCORED, nominations=", ".join(programme.order) or "—")
    yield NominationsRanked(cmd.programme, _ranked(programme, cmd, context), context.today)


@LAND_PROGRAMME.command(title="确定整治修复区域", clause=CLAUSE, by=[NATURAL_RESOURCES])
def select_areas(programme: LandProgramme, cmd: SelectAreas, context: Context) -> Events:
    _require_open(programme)
    if not programme.ranking:
        refuse(rules.RANKED_BEFORE_SELECTED)
    ranked = [ranked.nomination for ranked in programme.ranking]
    chosen = set(cmd.selected)
    distinct = len(chosen) == len(cmd.selected)
    if not chosen or not distinct or len(chosen) > programme.places or chosen - set(ranked):
        refuse(rules.SELECTION_FITS, places=programme.places, ranked=", ".join(ranked))
    head = ranked[: len(chosen)]
    if chosen != set(head) and cmd.deviation is None:
        refuse(rules.PILOTS_SELECTED_FIRST, head=", ".join(head))
    yield AreasSelected(
        cmd.programme, cmd.selected, list(programme.ranking), cmd.deviation, context.today,
        cmd.document,
    )  # fmt: skip


@LAND_PROGRAMME.command(
    title="整治修复收益归镇",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, organisation("finance"), COUNTY, COUNTY_FINANCE],
)
def book_programme_proceeds(
    programme: LandProgramme, cmd: BookProgrammeProceeds, context: Context
) -> Events:
    own = cmd.nomination in programme.selected and (
        programme.nominations[cmd.nomination] == cmd.town
    )
    if not own or cmd.entry in programme.entries:
        refuse(rules.PROCEEDS_OF_A_SELECTED_AREA, selected=", ".join(programme.selected) or "—")
    yield ProgrammeProceedsBooked(
        cmd.programme, cmd.entry, cmd.nomination, cmd.town, cmd.amount_fen, cmd.origin,
        context.today, cmd.document,
    )  # fmt: skip


def _require_open(programme: LandProgramme) -> None:
    if programme.selected:
        refuse(rules.NOMINATIONS_ARE_OPEN)


def _required_percent(programme: LandProgramme, cmd: NominateArea, context: Context) -> int | None:
    """Restoration needs no new farmland."""
    if programme.kind != "consolidation":
        return None
    percent: int = context.parameter("land.consolidation_new_farmland_percent")
    before, new = cmd.farmland, cmd.new_farmland
    if before is None or new is None or new * 100 < before * percent:
        refuse(rules.NEW_FARMLAND, percent=percent)
    return percent


def _ranked(
    programme: LandProgramme, cmd: RankNominations, context: Context
) -> list[RankedNomination]:
    scores = {score.nomination: score for score in cmd.scores}
    towns = {id: context.town(town) for id, town in programme.nominations.items()}
    pilots = {id: town is not None and town.pilot for id, town in towns.items()}
    order = sorted(
        programme.order,
        key=lambda id: (not pilots[id], -scores[id].score, programme.order.index(id)),
    )
    return [
        RankedNomination(
            n, id, programme.nominations[id], pilots[id], scores[id].score, scores[id].remark
        )
        for n, id in enumerate(order, start=1)
    ]
