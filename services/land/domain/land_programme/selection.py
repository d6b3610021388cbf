"""Areas of a programme are nominated, ranked and selected (RZ-2.3.i)."""

from collections import Counter

from services.land.domain.land_programme import rules
from services.land.domain.land_programme.state import (
    CLAUSE,
    LAND_PROGRAMME,
    LandProgramme,
    require_open,
)
from services.land.domain.organisations import (
    COUNTY_LAND,
    NATURAL_RESOURCES,
)
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    holds,
    pick,
    refuse,
)
from shared.schemas.land import land_programme


def _ranked_before_selected(programme: LandProgramme, _: Context) -> None:
    if not programme.ranking:
        refuse(rules.RANKED_BEFORE_SELECTED)


@LAND_PROGRAMME.command(
    title="启动整治修复项目申报",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES],
    creates=True,
    numbered="programme-{year}",
)
def open_programme(
    programme: LandProgramme, cmd: land_programme.OpenProgramme, context: Context
) -> Events:
    yield land_programme.ProgrammeOpened.of(cmd, opened_on=context.today)


@LAND_PROGRAMME.command(
    title="申报整治修复区域",
    clause=CLAUSE,
    by=[TOWN, COUNTY, COUNTY_LAND],
    when=[holds(require_open)],
)
def nominate_area(
    programme: LandProgramme, cmd: land_programme.NominateArea, context: Context
) -> Events:
    town = context.town(cmd.town)
    taken = cmd.nomination in programme.nominations or cmd.nomination in programme.withdrawn
    if town is None or taken:
        refuse(rules.NOMINATED_UNDER_OWN_ID, nomination=cmd.nomination, town=cmd.town)
    required = _require_percent(programme, cmd, context)
    yield land_programme.AreaNominated(
        cmd.programme, nomination=cmd.nomination, town=town.id, county=town.county, name=cmd.name,
        area=cmd.area, farmland=cmd.farmland, new_farmland=cmd.new_farmland,
        required_percent=required, measures=cmd.measures, nominated_on=context.today,
    )  # fmt: skip


@LAND_PROGRAMME.command(
    title="申报区域排序", clause=CLAUSE, by=[NATURAL_RESOURCES], when=[holds(require_open)]
)
def rank_nominations(
    programme: LandProgramme, cmd: land_programme.RankNominations, context: Context
) -> Events:
    """Pilot towns first, then by score; another nomination asks for a new ranking."""
    scored = Counter(score.nomination for score in cmd.scores)
    if scored != Counter(programme.order) or not scored:
        refuse(rules.ALL_ARE_SCORED, nominations=", ".join(programme.order) or "—")
    yield land_programme.NominationsRanked(
        cmd.programme, ranking=_rank(programme, cmd, context), ranked_on=context.today
    )


def _require_ranked(programme: LandProgramme, cmd: land_programme.SelectAreas, _: Context) -> None:
    """As many of the ranking as there are places, each once."""
    ranked = [ranked.nomination for ranked in programme.ranking]
    chosen = set(cmd.selected)
    distinct = len(chosen) == len(cmd.selected)
    if not chosen or not distinct or len(chosen) > programme.places or chosen - set(ranked):
        refuse(rules.SELECTION_FITS, places=programme.places, ranked=", ".join(ranked))


@LAND_PROGRAMME.command(
    title="确定整治修复区域",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES],
    when=[holds(require_open), _ranked_before_selected],
    picks=[pick("selected", _require_ranked)],
)
def select_areas(
    programme: LandProgramme, cmd: land_programme.SelectAreas, context: Context
) -> Events:
    _require_ranked(programme, cmd, context)
    ranked = [ranked.nomination for ranked in programme.ranking]
    chosen = set(cmd.selected)
    check_exclusive(programme, chosen, set(ranked) - chosen, context)
    head = ranked[: len(chosen)]
    if chosen != set(head) and cmd.deviation is None:
        refuse(rules.PILOTS_SELECTED_FIRST, head=", ".join(head))
    yield land_programme.AreasSelected.of(
        cmd, ranking=list(programme.ranking), selected_on=context.today
    )


def check_exclusive(
    programme: LandProgramme, taken: set[str], left: set[str], context: Context
) -> None:
    """Reading 3: 优先 ranks pilots first; read as exclusive, no reason passes one of them over."""
    pilots = {one.nomination for one in programme.ranking if one.pilot}
    if not taken - pilots or not left & pilots:
        return
    if context.parameter("land.priority_reading") == "exclusive":
        refuse(rules.PILOTS_ALONE_SELECTED, pilots=", ".join(sorted(left & pilots)))


def _require_percent(
    programme: LandProgramme, cmd: land_programme.NominateArea, context: Context
) -> int | None:
    """Restoration needs no new farmland."""
    if programme.kind != "consolidation":
        return None
    percent: int = context.parameter("land.consolidation_new_farmland_percent")
    before, new = cmd.farmland, cmd.new_farmland
    if before is None or new is None or new * 100 < before * percent:
        refuse(rules.NEW_FARMLAND, percent=percent)
    return percent


def _rank(
    programme: LandProgramme, cmd: land_programme.RankNominations, context: Context
) -> list[land_programme.RankedNomination]:
    scores = {score.nomination: score for score in cmd.scores}
    towns = {id: context.town(town) for id, town in programme.nominations.items()}
    pilots = {id: town is not None and town.pilot for id, town in towns.items()}
    order = sorted(
        programme.order,
        key=lambda id: (not pilots[id], -scores[id].score, programme.order.index(id)),
    )
    return [
        land_programme.RankedNomination(
            n, nomination=id, town=programme.nominations[id], pilot=pilots[id],
            score=scores[id].score, remark=scores[id].remark,
        )
        for n, id in enumerate(order, start=1)
    ]  # fmt: skip
