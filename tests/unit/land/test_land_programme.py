"""RZ-2.3.i: consolidation and restoration come to pilot towns first, and so do their proceeds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.land.domain.land_programme import rules
from services.land.domain.land_programme.state import LAND_PROGRAMME
from services.land.views.land_programmes import LandProgrammes
from services.land.views.programme_areas import ProgrammeAreas
from shared.schemas.land.land_programme import (
    AreaNominated,
    AreasSelected,
    BookProgrammeProceeds,
    NominateArea,
    NominationScore,
    NominationsRanked,
    OpenProgramme,
    ProgrammeOpened,
    ProgrammeProceedsBooked,
    RankedNomination,
    RankNominations,
    SelectAreas,
)
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
AREA, FARMLAND, NEW = Decimal(9000), Decimal(1000), Decimal(50)
OPENED = ProgrammeOpened(
    "lp-1", name="演示-全域整治", kind="consolidation", year=2024, places=1, opened_on=TODAY
)
NOMINATE = NominateArea(
    "lp-1", nomination="a-1", town="nanhu", name="演示-南湖片区", area=AREA, measures="田块归并",
    farmland=FARMLAND, new_farmland=NEW,
)  # fmt: skip
OTHER = AreaNominated(
    "lp-1", nomination="a-1", town="nanhu", county="donggang", name="演示-南湖片区", area=AREA,
    farmland=FARMLAND, new_farmland=NEW, required_percent=5, measures="田块归并", nominated_on=TODAY,
)  # fmt: skip
PILOT = replace(OTHER, nomination="a-2", town="taoluo", name="演示-涛雒片区")
SCORES = [
    NominationScore("a-1", score=95, remark="基础好"),
    NominationScore("a-2", score=80, remark="基础较好"),
]
RANKING = [
    RankedNomination(1, nomination="a-2", town="taoluo", pilot=True, score=80, remark="基础较好"),
    RankedNomination(2, nomination="a-1", town="nanhu", pilot=False, score=95, remark="基础好"),
]
RANKED = NominationsRanked("lp-1", ranking=RANKING, ranked_on=TODAY)
SELECTED = AreasSelected(
    "lp-1", selected=["a-2"], ranking=RANKING, deviation=None, selected_on=TODAY
)
PROCEEDS = BookProgrammeProceeds(
    "lp-1", entry="e-1", nomination="a-2", town="taoluo", amount_fen=500_00, origin="补充耕地指标收益",
)  # fmt: skip
BOOKED = ProgrammeProceedsBooked(
    "lp-1", entry="e-1", nomination="a-2", town="taoluo", amount_fen=500_00, origin="补充耕地指标收益",
    booked_on=TODAY,
)  # fmt: skip


def programme(*events: object) -> Given:
    return given(LAND_PROGRAMME, "lp-1", OPENED, *events)


def test_the_lead_opens_a_programme_with_its_places() -> None:
    cmd = OpenProgramme("lp-1", name="演示-全域整治", kind="consolidation", year=2024, places=1)
    given(LAND_PROGRAMME, "lp-1").when(cmd, by="natural-resources").then(OPENED)
    given(LAND_PROGRAMME, "lp-1").when(cmd, by="donggang").not_permitted()


@pytest.mark.parametrize("by", ["nanhu", "donggang", "donggang-natural-resources"])
def test_a_town_or_its_county_nominates_an_area(by: str) -> None:
    programme().when(NOMINATE, by=by).then(OTHER)


def test_an_area_is_nominated_once_and_by_its_own_town() -> None:
    programme(OTHER).when(NOMINATE, by="nanhu").refused(rules.NOMINATED_UNDER_OWN_ID)
    unknown = replace(NOMINATE, town="atlantis")
    programme().when(unknown, by="atlantis").refused(rules.NOMINATED_UNDER_OWN_ID)
    programme().when(NOMINATE, by="taoluo").not_permitted()


@pytest.mark.parametrize("new", [None, Decimal("49.99")])
def test_consolidation_brings_five_percent_of_new_farmland(new: Decimal | None) -> None:
    cmd = replace(NOMINATE, new_farmland=new)
    programme().when(cmd, by="nanhu").refused(rules.NEW_FARMLAND)
    unmeasured = replace(NOMINATE, farmland=None)
    programme().when(unmeasured, by="nanhu").refused(rules.NEW_FARMLAND)
    local = {"land.consolidation_new_farmland_percent": 6}
    programme().when(NOMINATE, by="nanhu", parameters=local).refused(rules.NEW_FARMLAND)


def test_restoration_needs_no_new_farmland() -> None:
    story = given(LAND_PROGRAMME, "lp-1", replace(OPENED, kind="restoration"))
    cmd = replace(NOMINATE, farmland=None, new_farmland=None)
    nominated = replace(OTHER, farmland=None, new_farmland=None, required_percent=None)
    story.when(cmd, by="nanhu").then(nominated)


def test_pilots_rank_first_and_then_scores_count() -> None:
    story = programme(OTHER, PILOT)
    story.when(RankNominations("lp-1", scores=SCORES), by="natural-resources").then(RANKED)


@pytest.mark.parametrize("scores", [[], SCORES[:1], [*SCORES, SCORES[0]]])
def test_every_nomination_is_scored_once(scores: list[NominationScore]) -> None:
    cmd = RankNominations("lp-1", scores=scores)
    programme(OTHER, PILOT).when(cmd, by="natural-resources").refused(rules.ALL_ARE_SCORED)
    nothing = RankNominations("lp-1", scores=[])
    programme().when(nothing, by="natural-resources").refused(rules.ALL_ARE_SCORED)


def test_a_later_nomination_asks_for_a_new_ranking() -> None:
    story = programme(OTHER, RANKED, PILOT)
    cmd = SelectAreas("lp-1", selected=["a-1"])
    story.when(cmd, by="natural-resources").refused(rules.RANKED_BEFORE_SELECTED)


def test_the_head_of_the_ranking_is_selected_or_a_reason_stands() -> None:
    story = programme(OTHER, PILOT, RANKED)
    story.when(SelectAreas("lp-1", selected=["a-2"]), by="natural-resources").then(SELECTED)
    off = SelectAreas("lp-1", selected=["a-1"])
    outcome = story.when(off, by="natural-resources").refused(rules.PILOTS_SELECTED_FIRST)
    assert outcome.refusal.values == {"head": "a-2"}
    reasoned = replace(off, deviation="涛雒镇片区占用生态红线")
    story.when(reasoned, by="natural-resources").then(
        replace(SELECTED, selected=["a-1"], deviation="涛雒镇片区占用生态红线")
    )


@pytest.mark.parametrize("selected", [[], ["a-2", "a-2"], ["a-1", "a-2"], ["a-9"]])
def test_a_selection_fits_places_and_ranking(selected: list[str]) -> None:
    cmd = SelectAreas("lp-1", selected=selected)
    story = programme(OTHER, PILOT, RANKED)
    story.when(cmd, by="natural-resources").refused(rules.SELECTION_FITS)


def test_after_the_selection_nothing_is_nominated_or_selected() -> None:
    story = programme(OTHER, PILOT, RANKED, SELECTED)
    late = replace(NOMINATE, nomination="a-3")
    story.when(late, by="nanhu").refused(rules.NOMINATIONS_ARE_OPEN)
    again = SelectAreas("lp-1", selected=["a-2"])
    story.when(again, by="natural-resources").refused(rules.NOMINATIONS_ARE_OPEN)


def test_proceeds_go_to_the_town_of_a_selected_area() -> None:
    story = programme(OTHER, PILOT, RANKED, SELECTED)
    story.when(PROCEEDS, by="finance").then(BOOKED)
    story.when(PROCEEDS, by="donggang-finance").then(BOOKED)
    for wrong in (
        replace(PROCEEDS, nomination="a-1", town="nanhu"),
        replace(PROCEEDS, town="jufeng"),
    ):
        story.when(wrong, by="finance").refused(rules.PROCEEDS_OF_A_SELECTED_AREA)
    twice = programme(OTHER, PILOT, RANKED, SELECTED, BOOKED)
    twice.when(PROCEEDS, by="finance").refused(rules.PROCEEDS_OF_A_SELECTED_AREA)


def test_the_views_show_who_was_ranked_how_and_why_it_was_deviated_from() -> None:
    deviated = replace(SELECTED, deviation="理由")
    events = (OPENED, OTHER, PILOT, RANKED, deviated, BOOKED)
    row = rows(LandProgrammes, *events)["lp-1"]
    assert (row.status, row.nominated) == ("selected", 2)
    assert [r["nomination"] for r in row.ranking] == ["a-2", "a-1"]
    areas = rows(ProgrammeAreas, *events)
    first, second = areas["lp-1.a-2"], areas["lp-1.a-1"]
    assert (first.rank, first.selected, first.proceeds_fen) == (1, True, 500_00)
    assert (second.rank, second.selected, second.deviation) == (2, False, "理由")


def test_no_view_tells_a_place_before_the_areas_are_selected() -> None:
    events = (OPENED, OTHER, PILOT, RANKED)
    assert rows(LandProgrammes, *events)["lp-1"].ranking == []
    assert {area.rank for area in rows(ProgrammeAreas, *events).values()} == {None}
