"""VillageRanking (`village-ranking-<ranking>`): which villages get a first secretary, RZ-2.5.c."""

from dataclasses import dataclass

from services.talent.domain.organisations import COUNTY_ORGANIZATION, ORGANIZATION
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_county,
    to_named,
)
from shared.schemas.talent import village_ranking as rankings

CLAUSE = "RZ-2.5.c"

rule = RulesOf(CLAUSE)
RANKED_ONCE = rule(
    "village-ranked-once",
    zh="每村列入一次，所在镇属于该区县",
    en="A village is ranked once, and lies in the county.",
    pass_zh="{village}（{town}）重复，或不在 {county}",
    pass_en="{village} of {town} stands twice, or is not in {county}.",
)
PILOTS_BEFORE_ALL = rule(
    "pilot-villages-before-all",
    zh="按“优先即专属”的读法，试点镇的村一律排在其他村之前",
    en="Read as exclusive, priority puts every village of a pilot before any other.",
    pass_zh="请将 {village} 排在试点镇的村之后",
    pass_en="Put {village} after the pilots' villages.",
)
PILOTS_FIRST = rule(
    "pilot-villages-first",
    zh="优先向试点镇选派；试点镇的村排在其他村之后须说明理由",
    en="The pilots' villages come first, or it is said why not.",
    pass_zh="{village} 所在镇不是试点镇，却在试点镇的村之前，请说明理由",
    pass_en="{village} is of no pilot and stands before one that is: say why.",
)


@dataclass(frozen=True, slots=True)
class VillageRanking:
    county: str = ""
    villages: tuple[str, ...] = ()


VILLAGE_RANKING = Aggregate(
    "village-ranking",
    VillageRanking(),
    key="ranking",
    title="第一书记选派村排序",
    sight=[to_county(), to_named()],
)


@VILLAGE_RANKING.evolve
def evolve(ranking: VillageRanking, event: rankings.Event) -> VillageRanking:
    return VillageRanking(event.county, tuple(one.village for one in event.villages))


VILLAGE_RANKING.asks_nobody("按排序选派")


@VILLAGE_RANKING.command(
    title="选派村排序", clause=CLAUSE, by=[ORGANIZATION, COUNTY_ORGANIZATION], creates=None,
    numbered="{county}-villages-{year}",
)  # fmt: skip
def rank_villages(ranking: VillageRanking, cmd: rankings.RankVillages, context: Context) -> Events:
    seen: set[str] = set()
    other = ""
    for one in cmd.villages:
        town = context.town(one.town)
        if one.village in seen or town is None or town.county != cmd.county:
            refuse(RANKED_ONCE, village=one.village, town=one.town, county=cmd.county)
        seen.add(one.village)
        if not town.pilot:
            other = other or one.village
        elif other:
            if context.parameter("talent.priority_reading") == "exclusive":
                refuse(PILOTS_BEFORE_ALL, village=other)
            if cmd.deviation is None:
                refuse(PILOTS_FIRST, village=other)
    first = not other or cmd.deviation is None
    yield rankings.VillagesRanked.of(cmd, pilots_first=first, ranked_on=context.today)
