"""Reading 3: 优先 ranks pilots first, with a reason for every deviation; or it excludes others."""

from dataclasses import replace

from services.land.domain.key_project import rules as key_rules
from services.land.domain.land_programme import rules as programme_rules
from services.projects.domain.siting import rules as siting_rules
from services.talent.domain import village_ranking as ranking_rules
from services.talent.domain.village_ranking import VILLAGE_RANKING
from shared.schemas.land.key_project import Candidate
from shared.schemas.land.land_programme import SelectAreas
from shared.schemas.projects.siting import DecideSiting
from shared.schemas.talent.village_ranking import RankedVillage
from tests.given import given
from tests.unit.land.test_key_project import NOMINATE, OPENED, key
from tests.unit.land.test_land_programme import OTHER as OTHER_AREA
from tests.unit.land.test_land_programme import PILOT as PILOT_AREA
from tests.unit.land.test_land_programme import RANKED as RANKED_AREAS
from tests.unit.land.test_land_programme import SELECTED, programme
from tests.unit.land.test_programme_changes import DROP
from tests.unit.projects.test_siting import BIDS, LATER, OTHER, PILOT, UNFIT, siting
from tests.unit.readings.positions import Positions, both_positions
from tests.unit.talent.test_first_secretary import BY, RANK, RANKING

LEAD = "natural-resources"


@both_positions("projects.priority_reading")
def test_3_a_reason_sites_a_project_past_a_pilot_or_none_does(read: Positions) -> None:
    passed_over = DecideSiting("s-1", chosen="nanhu", deviation="需临港")
    story = siting(*BIDS, PILOT, OTHER)
    (decided,) = story.when(passed_over, at=LATER, parameters=read.ours).events
    assert [(bid.rank, bid.town) for bid in decided.considered] == [(1, "jufeng"), (2, "nanhu")]
    assert decided.deviation == "需临港"
    refused = story.when(passed_over, at=LATER, parameters=read.other)
    refused.refused(siting_rules.PILOTS_ALONE)
    no_pilot_fits = siting(*BIDS, UNFIT, OTHER)
    assert no_pilot_fits.when(passed_over, at=LATER, parameters=read.other).events
    pilot = DecideSiting("s-1", chosen="jufeng")
    assert story.when(pilot, at=LATER, parameters=read.other).events


@both_positions("land.priority_reading")
def test_3_a_reason_nominates_another_towns_project_or_none_does(read: Positions) -> None:
    considered = [Candidate("p-2", town="taoluo", eligible=True, remark="条件符合")]
    reasoned = replace(NOMINATE, town="nanhu", considered=considered, deviation="p-2 主动推迟")
    story = key(screening=(replace(OPENED, town="nanhu"),))
    (nominated,) = story.when(reasoned, by="reform", parameters=read.ours).events
    assert nominated.considered[0].project == "p-2"
    refused = story.when(reasoned, by="reform", parameters=read.other)
    refused.refused(key_rules.PILOTS_ALONE_NOMINATED)
    assert key().when(NOMINATE, by="reform", parameters=read.other).events


@both_positions("land.priority_reading")
def test_3_a_reason_selects_another_towns_area_or_none_does(read: Positions) -> None:
    story = programme(OTHER_AREA, PILOT_AREA, RANKED_AREAS)
    off = SelectAreas("lp-1", selected=["a-1"], deviation="涛雒镇片区占用生态红线")
    assert story.when(off, by=LEAD, parameters=read.ours).events
    refused = story.when(off, by=LEAD, parameters=read.other)
    refused.refused(programme_rules.PILOTS_ALONE_SELECTED)
    head = SelectAreas("lp-1", selected=["a-2"])
    assert story.when(head, by=LEAD, parameters=read.other).events


@both_positions("land.priority_reading")
def test_3_the_place_of_a_dropped_pilot_goes_to_another_town_once_no_pilot_waits(
    read: Positions,
) -> None:
    third = replace(PILOT_AREA, nomination="a-3", town="jufeng")
    last = replace(RANKED_AREAS.ranking[0], rank=3, nomination="a-3", town="jufeng")
    ranked = replace(RANKED_AREAS, ranking=[*RANKED_AREAS.ranking, last])
    waiting = programme(OTHER_AREA, PILOT_AREA, third, ranked, SELECTED)
    assert waiting.when(DROP, by=LEAD, parameters=read.ours).events
    refused = waiting.when(DROP, by=LEAD, parameters=read.other)
    refused.refused(programme_rules.PILOTS_ALONE_SELECTED)
    alone = programme(OTHER_AREA, PILOT_AREA, RANKED_AREAS, SELECTED)
    assert alone.when(DROP, by=LEAD, parameters=read.other).events


@both_positions("talent.priority_reading")
def test_3_a_reason_puts_another_towns_village_first_or_none_does(read: Positions) -> None:
    villages = (RankedVillage("nanhu-v01", town="nanhu"), *RANK.villages)
    reasoned = replace(RANK, villages=villages, deviation="该村党组织软弱涣散")
    story = given(VILLAGE_RANKING, RANKING)
    assert story.when(reasoned, by=BY, parameters=read.ours).events
    refused = story.when(reasoned, by=BY, parameters=read.other)
    refused.refused(ranking_rules.PILOTS_BEFORE_ALL)
    assert story.when(RANK, by=BY, parameters=read.other).events
