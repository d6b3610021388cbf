"""推演: how what may be otherwise is asked, read, and what came of it shown."""

from datetime import date
from typing import Any

import pytest

from shared.schemas.finance.award_round import OpenRound, ScoreBid
from shared.schemas.finance.fee_account import PublishFeeShares
from shared.schemas.land.reserve_book import SetReserve
from shared.schemas.marshalling import json_schema
from shared.workbench.forms.typed import Unreadable
from shared.workbench.whatif.asking import amounts, askable, changed, shown, value_of
from shared.workbench.whatif.showing import WIDTH, figures
from shared.workbench.words.meaning import of_schema

TODAY = date(2026, 11, 26)
SHARES = {
    "town": "taoluo",
    "shares": [{"level": "provincial", "share": 1000}, {"level": "town", "share": 9000}],
    "effective_from": "2024-01-01",
}


def parameter(name: str, value: Any, may_be: str = "整数", choices: tuple[str, ...] = ()) -> Any:
    return {"name": name, "value": value, "may_be": may_be, "choices": choices}


@pytest.mark.parametrize(
    ("known", "kind", "text", "value"),
    [
        (parameter("finance.days", 30), "number", "45", 45),
        (parameter("finance.most_fen", 500_000_000), "number", "600万", 600_000_000),
        (parameter("land.study", value=True), "flag", "false", False),
        (parameter("finance.until", "", "日期（年-月-日）或空"), "day", "20251231", "2025-12-31"),
        (parameter("finance.until", "", "日期（年-月-日）或空"), "day", " ", ""),
    ],
)
def test_a_parameter_is_asked_by_its_kind(known: Any, kind: str, text: str, value: Any) -> None:
    assert askable(known) == kind
    assert value_of(known, text, TODAY) == value
    assert isinstance(shown(known), str)


def test_what_no_form_can_ask_is_left_out_and_what_can_not_be_read_is_refused() -> None:
    assert askable(parameter("x.mode", "a", "文字，取值 a、b", ("a", "b"))) == ""
    assert askable(parameter("x.list", [1, 2], "列表")) == ""
    with pytest.raises(Unreadable):
        value_of(parameter("finance.days", 30), "很快", TODAY)


def test_the_numbers_of_an_act_are_asked_part_by_part_and_what_stays_is_left_out() -> None:
    asked = list(amounts(of_schema(json_schema(PublishFeeShares)), SHARES))
    assert [(a.path, a.text) for a in asked] == [
        ("shares.0.share", "10%"),
        ("shares.1.share", "90%"),
    ]
    assert asked[1].title.startswith("镇")
    assert changed(SHARES, {}, asked) == {}
    less = changed(SHARES, {"shares.0.share": "60%", "shares.1.share": "40"}, asked)
    assert [part["share"] for part in less["shares"]] == [6000, 4000]
    assert SHARES["shares"][0] == {"level": "provincial", "share": 1000}
    with pytest.raises(Unreadable):
        changed(SHARES, {"shares.0.share": "多"}, asked)


def test_each_of_several_amounts_is_asked_and_parts_are_called_as_their_matter_calls_them() -> None:
    prizes = {"prizes_fen": [30_000_000, 20_000_000], "minimum_score": 60}
    asked = list(amounts(of_schema(json_schema(OpenRound)), prizes))
    assert [(a.path, a.title, a.text) for a in asked] == [
        ("prizes_fen.0", "各名次奖补 第 1 项", "30 万元"),
        ("prizes_fen.1", "各名次奖补 第 2 项", "20 万元"),
        ("minimum_score", "最低得分", "60 分"),
    ]
    less = changed(prizes, {"prizes_fen.1": "15万"}, asked)
    assert (
        less == {"prizes_fen": [30_000_000, 15_000_000]} and prizes["prizes_fen"][1] == 20_000_000
    )
    score = {"scores": [{"criterion": "k-1", "points": 86}]}
    named = {("part criterion", "k-1"): "产业发展"}
    (one,) = amounts(of_schema(json_schema(ScoreBid)), score, named=named)
    assert (one.title, one.text) == ("产业发展 得分（0—100）", "86 分")


def test_parts_by_town_come_first_where_nothing_else_tells_of_the_town() -> None:
    (awards, _) = figures(
        [
            measure("授予奖补", "奖补 · 金额（分）", "fen", "涛雒镇", 3, 2, -1),
            {**measure("授予奖补", "合计（分）", "fen", "涛雒镇", 5, 4, -1), "place": ""},
        ]
    )[::-1]
    assert (awards.title, awards.main) == ("授予奖补：奖补 · 金额", True)


def test_an_area_is_asked_in_square_metres_and_taken_in_mu() -> None:
    reserve = {"county": "donggang", "reserved": "520000.00"}
    asked = list(amounts(of_schema(json_schema(SetReserve)), reserve))
    assert [(a.text, a.unit) for a in asked] == [("520000.00", "square-metres")]
    assert changed(reserve, {asked[0].path: "15亩"}, asked) == {"reserved": "10000.00"}


def measure(title: str, field: str, unit: str, name: str, *sides: Any, late: bool = False) -> Any:
    was, would, difference = sides
    place = {"涛雒镇": "taoluo", "招贤镇": "zhaoxian"}[name]
    return {
        "title": title, "field": field, "unit": unit, "place": place, "place_name": name, "late": late,
        "was": was, "would": would, "difference": difference,
    }  # fmt: skip


def test_figures_stand_by_town_with_bars_the_main_ones_first() -> None:
    told = figures(
        [
            measure("核定留用", "分项 · 金额（分）", "fen", "涛雒镇", 1, 0, -1),
            measure("登记", "", "count", "涛雒镇", 2, 1, -1),
            measure("超期", "", "count", "涛雒镇", 0, 3, 3, late=True),
            measure("核定留用", "留用（分）", "fen", "招贤镇", 0, 0, 0),
            measure(
                "核定留用", "留用（分）", "fen", "涛雒镇", 200_000_000, 100_000_000, -100_000_000
            ),
            measure("提取", "面积（平方米）", "square-metres", "涛雒镇", "10.00", "20.00", "10.00"),
        ]
    )
    assert [f.title for f in told] == [
        "提取：面积", "核定留用：留用", "超期：次数", "登记：次数", "核定留用：分项 · 金额",
    ]  # fmt: skip
    kept = told[1].bars[0]
    assert (kept.was, kept.would, kept.difference) == ("200 万元", "100 万元", "-100 万元")
    assert (kept.was_width, kept.would_width, told[1].bars[1].was_width) == (WIDTH, WIDTH // 2, 0)
    assert told[2].bars[0].difference == "+3"
