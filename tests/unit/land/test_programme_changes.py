"""RZ-2.3.i: areas are withdrawn or dropped, a programme ends, and what it brought is set right."""

from dataclasses import replace

import pytest

from services.land.domain.land_programme import rules
from services.land.views.land_programmes import LandProgrammes
from services.land.views.programme_areas import ProgrammeAreas
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.land_programme import (
    AreaDropped,
    AreaWithdrawn,
    CloseProgramme,
    CorrectProgrammeProceeds,
    DropArea,
    NominationScore,
    NominationsRanked,
    ProgrammeClosed,
    ProgrammeProceedsCorrected,
    RankedNomination,
    RankNominations,
    SelectAreas,
    WithdrawArea,
)
from tests.rows import rows
from tests.unit.land.test_land_programme import (
    BOOKED,
    NOMINATE,
    OPENED,
    OTHER,
    PILOT,
    PROCEEDS,
    RANKED,
    RANKING,
    SELECTED,
    TODAY,
    programme,
)

BUREAU = "natural-resources"
WITHDRAW = WithdrawArea(programme="lp-1", nomination="a-1", town="nanhu", reason="群众意愿不足")
WITHDRAWN = AreaWithdrawn(
    programme="lp-1", nomination="a-1", town="nanhu", reason="群众意愿不足", withdrawn_on=TODAY
)
DROP = DropArea(
    programme="lp-1", nomination="a-2", reason="配套资金不落实", document="演示-调整〔2024〕4号",
    replacement="a-1",
)  # fmt: skip
DROPPED = AreaDropped(
    programme="lp-1", nomination="a-2", town="taoluo", reason="配套资金不落实", replacement="a-1",
    deviation=None, dropped_on=TODAY, document="演示-调整〔2024〕4号",
)  # fmt: skip
CLOSE = CloseProgramme(programme="lp-1", reason="整体验收合格", document="演示-验收〔2026〕2号")
COMPLETED = ProgrammeClosed(
    programme="lp-1", outcome="completed", reason="整体验收合格", closed_on=TODAY,
    document="演示-验收〔2026〕2号",
)  # fmt: skip
CORRECT = CorrectProgrammeProceeds(
    programme="lp-1", entry="e-1", town="taoluo", amount_fen=430_00, reason="指标等级核减",
    document="演示-核减〔2024〕5号",
)  # fmt: skip
CORRECTED = ProgrammeProceedsCorrected(
    programme="lp-1", entry="e-1", nomination="a-2", town="taoluo", previous_fen=500_00,
    amount_fen=430_00, reason="指标等级核减", corrected_by="donggang-finance", corrected_on=TODAY,
    document="演示-核减〔2024〕5号",
)  # fmt: skip
THIRD = replace(PILOT, nomination="a-3", town="jufeng", county="lanshan", name="演示-巨峰片区")
THREE = NominationsRanked(
    programme="lp-1",
    ranking=[
        RANKING[0],
        RankedNomination(
            rank=2, nomination="a-3", town="jufeng", pilot=True, score=70, remark="一般"
        ),
        replace(RANKING[1], rank=3),
    ],
    ranked_on=TODAY,
)


@pytest.mark.parametrize("by", ["nanhu", "donggang", "donggang-natural-resources"])
def test_an_area_is_taken_back_by_its_own_side_until_the_selection(by: str) -> None:
    programme(OTHER, PILOT).when(WITHDRAW, by=by).then(WITHDRAWN)
    for decided in ((RANKED, SELECTED), (COMPLETED,)):
        story = programme(OTHER, PILOT, *decided)
        story.when(WITHDRAW, by=by).refused(rules.NOMINATIONS_ARE_OPEN)


def test_nobody_takes_back_another_towns_area_or_one_that_is_gone() -> None:
    others = replace(WITHDRAW, nomination="a-2")
    outcome = programme(OTHER, PILOT).when(others, by="nanhu").refused(rules.NOMINATION_STANDS)
    assert outcome.refusal.values == {"town": "nanhu", "nominations": "a-1"}
    programme(OTHER, WITHDRAWN).when(WITHDRAW, by="nanhu").refused(rules.NOMINATION_STANDS)
    programme(OTHER).when(WITHDRAW, by="taoluo").not_permitted()


def test_those_who_stay_are_ranked_anew_and_an_id_is_not_given_again() -> None:
    story = programme(OTHER, PILOT, RANKED, WITHDRAWN)
    story.when(SelectAreas("lp-1", selected=["a-2"]), by=BUREAU).refused(
        rules.RANKED_BEFORE_SELECTED
    )
    alone = RankNominations("lp-1", scores=[NominationScore("a-2", score=80, remark="基础较好")])
    assert story.when(alone, by=BUREAU).events
    story.when(NOMINATE, by="nanhu").refused(rules.NOMINATED_UNDER_OWN_ID)


def test_the_next_of_the_ranking_takes_the_place_of_a_dropped_area() -> None:
    story = programme(OTHER, PILOT, RANKED, SELECTED)
    story.when(DROP, by=BUREAU).then(DROPPED)
    after = programme(OTHER, PILOT, RANKED, SELECTED, DROPPED)
    assert after.state.selected == ("a-1",) and after.state.decided
    nobody = replace(DROP, replacement=None)
    (gone,) = story.when(nobody, by=BUREAU).events
    emptied = programme(OTHER, PILOT, RANKED, SELECTED, gone)
    assert emptied.state.selected == () and emptied.state.decided
    story.when(DROP, by="donggang").not_permitted()


def test_another_than_the_next_takes_the_place_only_with_a_reason() -> None:
    story = programme(OTHER, PILOT, THIRD, THREE, SELECTED)
    outcome = story.when(DROP, by=BUREAU).refused(rules.NEXT_TAKES_THE_PLACE)
    assert outcome.refusal.values == {"next": "a-3"}
    reasoned = replace(DROP, deviation="巨峰片区已列入其他项目")
    (dropped,) = story.when(reasoned, by=BUREAU).events
    assert (dropped.replacement, dropped.deviation) == ("a-1", "巨峰片区已列入其他项目")


@pytest.mark.parametrize(
    "cmd",
    [replace(DROP, nomination="a-1"), replace(DROP, replacement="a-2"),
     replace(DROP, replacement="a-9")],
)  # fmt: skip
def test_what_is_dropped_was_selected_and_what_comes_instead_was_not(cmd: DropArea) -> None:
    programme(OTHER, PILOT, RANKED, SELECTED).when(cmd, by=BUREAU).refused(
        rules.DROPPED_WAS_SELECTED
    )


def test_a_programme_ends_once_completed_or_cancelled_and_its_proceeds_still_come() -> None:
    done = programme(OTHER, PILOT, RANKED, SELECTED)
    done.when(CLOSE, by=BUREAU).then(COMPLETED)
    cancelled = replace(COMPLETED, outcome="cancelled")
    programme(OTHER).when(CLOSE, by=BUREAU).then(cancelled)
    ended = programme(OTHER, PILOT, RANKED, SELECTED, COMPLETED)
    ended.when(CLOSE, by=BUREAU).refused(rules.CLOSED_ONCE)
    ended.when(DROP, by=BUREAU).refused(rules.DROPPED_WAS_SELECTED)
    ended.when(PROCEEDS, by="donggang-finance").then(BOOKED)
    programme(cancelled).when(NOMINATE, by="nanhu").refused(rules.NOMINATIONS_ARE_OPEN)
    done.when(CLOSE, by="donggang").not_permitted()


def test_proceeds_are_set_right_for_the_town_that_they_came_to() -> None:
    story = programme(OTHER, PILOT, RANKED, SELECTED, BOOKED)
    story.when(CORRECT, by="donggang-finance").then(CORRECTED)
    same = replace(CORRECT, amount_fen=500_00)
    story.when(same, by="donggang-finance").refused(NOTHING_CHANGES)
    for wrong in (replace(CORRECT, entry="e-9"), replace(CORRECT, town="nanhu")):
        story.when(wrong, by="donggang-finance").refused(rules.PROCEEDS_ON_RECORD)
    story.when(CORRECT, by="taoluo").not_permitted()


def test_the_ledgers_tell_who_left_who_came_and_what_came_of_it() -> None:
    row = rows(LandProgrammes, OPENED, OTHER, PILOT, WITHDRAWN)["lp-1"]
    assert (row.nominated, row.status) == (1, "nominating")
    history = (OPENED, OTHER, PILOT, RANKED, SELECTED, BOOKED, CORRECTED, DROPPED, COMPLETED)
    row = rows(LandProgrammes, *history)["lp-1"]
    assert (row.selected, row.status, row.closed_on) == (["a-1"], "completed", TODAY)
    areas = rows(ProgrammeAreas, *history[1:-1])
    assert (areas["lp-1.a-2"].selected, areas["lp-1.a-2"].proceeds_fen) == (False, 430_00)
    assert (areas["lp-1.a-2"].gone_on, areas["lp-1.a-1"].selected) == (TODAY, True)
    assert rows(ProgrammeAreas, OTHER, WITHDRAWN)["lp-1.a-1"].reason == "群众意愿不足"
