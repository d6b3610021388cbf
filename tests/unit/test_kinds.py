import json
import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as having
from hypothesis import strategies as st
from marshmallow import ValidationError

from shared.schemas.codec import encode
from shared.schemas.events import command_data
from shared.schemas.kinds import (
    Count,
    Days,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    Reason,
    SquareMetres,
    Year,
    titled,
)
from shared.schemas.land.land_request import AllocateLand
from shared.schemas.marshalling import json_schema, load
from shared.schemas.text import same_name


@command_data
class Sample:
    identifier: Identifier | None = None
    name: Name | None = None
    reason: Reason | None = None
    fen: Fen | None = None
    fen_or_zero: FenOrZero | None = None
    count: Count | None = None
    year: Year | None = None
    days: Days | None = None
    area: SquareMetres | None = None
    flag: Flag | None = None
    day: date | None = titled("日期", None)


@command_data
class Plot:
    area: SquareMetres


@command_data
class Dated:
    day: date


@command_data
class Listed:
    items: tuple[Plot, ...]


@command_data
class Nest:
    lists: tuple[Listed, ...]


GOOD = [
    ("identifier", "a"),
    ("identifier", "0-" + "z" * 62),
    ("name", "演示-茶产业园 𠮷"),
    ("reason", "第一行\n第二行\t完"),
    ("fen", 1),
    ("fen", 10**15),
    ("fen_or_zero", 0),
    ("count", 1),
    ("year", 2024),
    ("days", 10),
    ("flag", True),
    ("flag", False),
]

BAD_IDENTIFIERS = [
    "",
    "-a",
    "A",
    "a_b",
    "a b",
    "a/b",
    "茶",
    "a\n",
    "a\x00",
    "\x00",
    "z" * 65,
    1,
    True,
]
BAD_TEXTS = [
    "", " ", "\n", "\u3000", "\u200b\u2060", "\u3164", "\u2800\u115f", "\U000e0041", "a\x00b", "a\x1b[0m", "a\x7f", "a\x85",
    "演示\u202e的", "a\u2066b", "a\ufdd0", "a\uffff", "a\U0001ffff", 1, True, [], {},
]  # fmt: skip
BAD_WHOLE_NUMBERS: list[Any] = [
    0,
    -1,
    10**15 + 1,
    2**63,
    1.0,
    1.5,
    "1",
    "",
    True,
    math.nan,
    math.inf,
    [],
]
BAD_AREAS: list[Any] = [
    "0", "-1", "0.001", "1.234", "NaN", "sNaN", "Infinity", "-Infinity", "1e12", "1e999999",
    "", "ten", math.nan, math.inf, True, [], "1\x00", "1e5", "1_000", " 1", "+1", "１２", "1.",
]  # fmt: skip
BAD_FLAGS: list[Any] = [0, 1, "true", "yes", "on", "", [], 1.0]

BAD = [
    *[("identifier", value) for value in BAD_IDENTIFIERS],
    *[("name", value) for value in [*BAD_TEXTS, "长" * 201, "a\nb", "a\n", "a\u2028b"]],
    *[("reason", value) for value in [*BAD_TEXTS, "长" * 1001]],
    *[("fen", value) for value in BAD_WHOLE_NUMBERS],
    *[("fen_or_zero", value) for value in BAD_WHOLE_NUMBERS[1:]],
    *[("count", value) for value in BAD_WHOLE_NUMBERS],
    *[("year", value) for value in [1999, 2101, 2024.0, "2024"]],
    *[("days", value) for value in [0, 3651, 10.0, "10"]],
    *[("area", value) for value in BAD_AREAS],
    *[("flag", value) for value in BAD_FLAGS],
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_good_value_is_taken_as_it_is(name: str, value: Any) -> None:
    assert getattr(load(Sample, {name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("reason", "第一行\r\n第二行\r完", "第一行\n第二行\n完"),
        ("reason", "\ufeff演示\u200b", "演示"),
        ("name", "演示园（一期）２", "演示园（一期）２"),
        ("name", "软\u00ad连\u2060字\u200e符", "软连字符"),
        ("name", "👩\u200d🚀", "👩\u200d🚀"),
        ("name", "演\U000e0069\U000e0067示\u2063园", "演示园"),
        ("identifier", "ｆｅｅ－２０２４", "fee-2024"),
        ("identifier", "f\u200b-1", "f-1"),
    ],
)
def test_a_text_is_kept_in_one_form(name: str, value: str, kept: str) -> None:
    assert getattr(load(Sample, {name: value}), name) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("演示园（一期）", "演示园(一期)"),
        ("2期", "２期"),
        ("演示\u200b园", " 演示　园"),
        ("金额（分）", "金额\n(分)"),
    ],
)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_value_is_refused_at_its_field(name: str, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        load(Sample, {name: value})
    assert set(refused.value.messages_dict) == {name}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0.01", "0.01"),
        ("1", "1.00"),
        ("1.5", "1.50"),
        ("007.10", "7.10"),
        (100_000, "100000.00"),
        (12.5, "12.50"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_an_area_is_kept_with_two_places(given: Any, kept: str) -> None:
    plot = load(Plot, {"area": given})
    assert plot.area == Decimal(kept)
    assert json.loads(encode(plot)) == {"area": kept}


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31", "2024-02-29"])
def test_a_day_within_what_can_be_governed_is_taken(day: str) -> None:
    assert load(Sample, {"day": day}).day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "day",
    ["1899-12-31", "2201-01-01", "9999-06-01", "0001-01-01", "2023-02-29", "", 20240101, None],
)
def test_another_day_is_refused_at_its_field(day: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        load(Dated, {"day": day})
    assert set(refused.value.messages_dict) == {"day"}


def test_a_list_is_refused_for_its_length_before_its_items_are_looked_at() -> None:
    assert len(load(Listed, {"items": [{"area": "1"}] * 200}).items) == 200
    with pytest.raises(ValidationError) as refused:
        load(Listed, {"items": [{}] * 201})
    (told,) = refused.value.messages_dict["items"]
    assert "201" in told and "200" in told
    assert json_schema(Listed)["properties"]["items"]["maxItems"] == 200


def test_a_list_within_an_item_is_bounded_too() -> None:
    with pytest.raises(ValidationError) as refused:
        load(Nest, {"lists": [{"items": []}, {"items": [None] * 201}]})
    assert list(refused.value.messages_dict["lists"]) == [1]


@having(st.text())
def test_whatever_stands_in_an_identifier_is_safe_in_a_stream_name(text: str) -> None:
    try:
        id = load(Sample, {"identifier": text}).identifier
    except ValidationError:
        return
    assert 1 <= len(id) <= 64
    assert set(id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@having(st.text())
def test_no_control_character_passes_in_a_text(text: str) -> None:
    try:
        name = load(Sample, {"name": text}).name
    except ValidationError:
        return
    assert name.strip()
    assert "\x00" not in name


def test_a_kind_gives_its_chinese_title_to_the_form() -> None:
    titles = {name: p["title"] for name, p in json_schema(Sample)["properties"].items()}
    assert titles["fen"] == "金额（分）"
    assert titles["area"] == "面积（平方米）"


def test_the_json_schema_allows_null_where_the_message_does() -> None:
    assert load(Sample, {"area": None, "fen": None}) == Sample()
    for name, prop in json_schema(Sample)["properties"].items():
        assert prop["type"][-1] == "null", name


def test_the_json_schema_of_an_area_is_a_decimal_text() -> None:
    assert json_schema(Plot)["properties"]["area"]["type"] == "string"


def test_a_list_that_is_left_out_is_one_of_its_own() -> None:
    first, second = (load(AllocateLand, {"request": "r-1", "source": "plan"}) for _ in range(2))
    assert first.pilots == [] and first.pilots is not second.pilots
