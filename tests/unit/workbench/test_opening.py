"""What stands in a form before anything is typed: one's own places, and what is nearly always said."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from shared.workbench.forms.fields import Filling, fields
from shared.workbench.forms.opening import own_places, still_usual, usual
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema

FORM = of_schema(
    {
        "properties": {
            "town": {"x-kind": "town"},
            "county": {"x-kind": "county"},
            "visited_on": {"x-kind": "date", "x-usual": "today"},
            "decided_by": {"x-kind": "organisation", "x-usual": "self"},
            "month": {"x-usual": "this-month"},
            "due_on": {"x-kind": "date"},
        }
    }
)


@dataclass
class Reader:
    """Somebody of an organisation, on a day."""

    organisation: str

    @property
    def person(self) -> Any:
        return self

    @property
    def bench(self) -> Any:
        return SimpleNamespace(today=lambda: date(2026, 11, 27))


def visit(organisation: str) -> Visit:
    return cast(Visit, Reader(organisation))


@pytest.mark.parametrize(
    ("organisation", "places"),
    [
        ("taoluo", {"town": "taoluo", "county": "donggang"}),
        ("juxian", {"county": "juxian"}),
        ("juxian-finance", {"county": "juxian"}),
        ("finance", {}),
        ("institution-rural-bank", {}),
    ],
)
def test_who_works_for_a_place_need_not_say_which(
    organisation: str, places: dict[str, str]
) -> None:
    assert own_places(visit(organisation), FORM) == places


def test_what_is_nearly_always_said_stands_there_and_says_that_it_may_be_another() -> None:
    begun = usual(visit("talent"), FORM)
    assert {n: t for n, t in begun.items() if "~" not in n} == {
        "visited_on": ["2026-11-27"], "decided_by": ["talent"], "month": ["11"],
    }  # fmt: skip
    assert begun["visited_on~source"] == ["默认为今日，可改"]
    (_, _, on, *_), (_, _, other, *_) = (
        fields(FORM, Filling({**begun, "visited_on": [day]})) for day in ("2026-11-27", "1125")
    )
    assert (on.source, other.source, other.corrects) == ("默认为今日，可改", "", False)
    assert usual(visit("talent"), Meaning("", {})) == {}


def test_what_a_form_began_with_on_another_day_stays_and_is_told_as_that_days_no_more() -> None:
    """A draft of yesterday; a form that was open at midnight."""
    yesterday = {"visited_on": ["2026-11-26"], "visited_on~known": ["2026-11-26"]}
    kept = usual(visit("talent"), FORM) | yesterday | {"findings": ["演示"]}
    told = still_usual(visit("talent"), FORM, kept)
    assert (told["visited_on"], told["findings"]) == (["2026-11-26"], ["演示"])
    assert not {"visited_on~source", "visited_on~known"} & told.keys()
    assert told["decided_by~source"] == ["默认为本单位，可改"]
    of_another = still_usual(visit("housing"), FORM, kept)
    assert "decided_by~source" not in of_another and of_another["decided_by"] == ["talent"]


@pytest.mark.parametrize(
    ("named", "title", "text", "numeral"),
    [
        ({("fund", "f-1"): "演示-专项资金"}, "资金", "演示-专项资金", False),
        ({}, "资金编号", "f-1", True),
    ],
)
def test_what_a_form_is_about_is_called_by_its_name_and_without_one_shown_as_its_number(
    named: dict[tuple[str, str], str], title: str, text: str, numeral: bool
) -> None:
    fund = {"type": "string", "title": "资金编号", "x-kind": "id", "x-reference": "fund"}
    about = of_schema({"properties": {"fund": fund}})
    [field] = fields(about, Filling({}, named=named, fixed={"fund": "f-1"}))
    assert (field.title, field.text, field.numeral) == (title, text, numeral)
