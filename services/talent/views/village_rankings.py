"""第一书记选派村排序台账: in which order a county's villages are served (RZ-2.5.c)."""

from datetime import date

from services.talent.domain.village_ranking import VILLAGE_RANKING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId
from shared.schemas.talent import village_ranking as rankings


@view("village-rankings", title="选派村排序台账", key="ranking", version=1, of=VILLAGE_RANKING)
class VillageRankings(Row):
    ranking: str = column("排序编号")
    county: CountyId = column("区县")
    year: int = column("年度")
    villages: tuple[str, ...] = column("村（按次序）", ())
    pilots_first: bool = column("试点镇在前", False)
    deviation: str = column("未按次序的理由", "")
    ranked_on: date | None = column("排序日期", None)


@VillageRankings.on(rankings.VillagesRanked)
def ranked(row: VillageRankings, event: rankings.VillagesRanked) -> VillageRankings:
    return replace(
        row,
        county=event.county,
        year=event.year,
        villages=tuple(one.village for one in event.villages),
        pilots_first=event.pilots_first,
        deviation=event.deviation or "",
        ranked_on=event.ranked_on,
    )
