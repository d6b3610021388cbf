"""Fields that name a part of a stream: chosen from those there are, or proposed their number."""

from datetime import date
from typing import Any

from shared.workbench.forms.entries import NUMBERED, filled
from shared.workbench.forms.fields import Field, Filling, fields
from shared.workbench.forms.parts import Parts
from shared.workbench.forms.reading import read
from shared.workbench.rendering import environment
from shared.workbench.words.meaning import Meaning, of_schema

THERE = {("fund", "contract"): Parts({"c-1": "演示-甲公司 · 1万元（c-1）"}, "contract-002", True)}


def told(*, new: bool, part: str = "contract", by: str = "fund") -> dict[str, Any]:
    within = {"part": part, "by": by, "title": "合同", "beside": [], "new": new}
    within |= {"by_title": "资金编号"}
    return {"type": "string", "title": "合同编号", "x-kind": "part", "x-within": within}


def message(**properties: Any) -> Meaning:
    return of_schema({"properties": properties, "required": list(properties)})


def html(*drawn: Field) -> str:
    draw = environment(str).get_template("fields.html").module
    return "".join(draw.field(one) for one in drawn)


def test_who_attaches_a_photo_is_told_that_its_place_and_time_are_kept_with_it():
    files = {"type": "array", "title": "附件", "x-kind": "attachment", "items": {"type": "object"}}
    drawn = html(*fields(message(attachments=files), Filling({})))
    assert "照片自带的拍摄地点、时间一并保存" in drawn


def proposed(path: str, number: str) -> dict[str, list[str]]:
    return {path: [number], f"{path}~source": [NUMBERED], f"{path}~known": [number]}


def test_a_part_that_is_there_is_chosen_by_what_it_is():
    (made,) = fields(message(contract=told(new=False)), Filling({}, parts=THERE))
    assert (made.widget, made.options) == ("choice", {"c-1": "演示-甲公司 · 1万元（c-1）"})


def test_what_would_be_refused_is_shown_and_not_to_be_chosen():
    there = {
        ("fund", "contract"): Parts({"c-2": "乙", "c-1": "甲：计量不超过承诺额"}, "", True, {"c-1"})
    }
    contract = message(contract=told(new=False))
    drawn = html(*fields(contract, Filling({}, parts=there)))
    assert '<option value="c-1" disabled>甲：计量不超过承诺额</option>' in drawn
    assert '<option value="c-2">乙</option>' in drawn


def test_what_would_be_refused_can_not_be_ticked_in_a_list():
    there = {
        ("fund", "contract"): Parts({"c-2": "乙", "c-1": "甲：计量不超过承诺额"}, "", True, {"c-1"})
    }
    several = message(contracts={"type": "array", "items": told(new=False)})
    drawn = html(*fields(several, Filling({}, parts=there)))
    assert (
        '<input type="checkbox" name="contracts" value="c-1" disabled> 甲：计量不超过承诺额'
        in drawn
    )
    assert '<input type="checkbox" name="contracts" value="c-2"> 乙' in drawn
    kept = html(*fields(several, Filling({"contracts": ["c-1"]}, parts=there)))
    assert 'value="c-1" checked>' in kept, "what is ticked already is sent"


def test_what_stands_in_a_form_is_sent_though_it_is_closed_by_now():
    there = {("fund", "contract"): Parts({"c-1": "甲"}, "", True, {"c-1"})}
    (made,) = fields(message(contract=told(new=False)), Filling({"contract": ["c-1"]}, parts=there))
    assert '<option value="c-1" selected>' in html(made)


def test_until_its_stream_is_known_it_may_be_typed_and_says_what_comes_first():
    (made,) = fields(message(contract=told(new=False)), Filling({}))
    assert (made.widget, made.options) == ("text", {})
    assert "先填定资金编号" in made.hint and made.of == ("fund",)


def test_where_not_all_are_known_one_may_be_typed():
    some = {("fund", "contract"): Parts({"c-1": "演示-甲公司"}, "", False)}
    (made,) = fields(message(contract=told(new=False)), Filling({}, parts=some))
    assert made.widget == "text"


def test_a_new_part_is_proposed_its_number_and_what_was_typed_instead_stays():
    meaning = message(contract=told(new=True))
    (made,) = fields(meaning, Filling({}, parts=THERE))
    assert (made.widget, made.value, made.source) == ("text", "contract-002", NUMBERED)
    (typed,) = fields(meaning, Filling({"contract": ["ht-7"]}, parts=THERE))
    assert (typed.value, typed.source) == ("ht-7", "")


def test_each_row_of_a_new_thing_is_proposed_the_next_number():
    row = {"type": "object", "properties": {"criterion": told(new=True, part="criterion", by="round"),
                                            "title": {"type": "string"}}}  # fmt: skip
    meaning = message(round={"type": "string"}, criteria={"type": "array", "items": row})
    entries = {"criteria.0.title": ["演示-产业"], "criteria.1.title": [""]}
    _, criteria = fields(meaning, Filling(entries, new="round"))
    assert [r[0].value for r in criteria.rows] == ["criterion-001", "criterion-002"]


def test_a_row_of_which_only_the_number_was_proposed_is_no_row():
    row = {"type": "object", "properties": {"criterion": told(new=True), "title": {"type": "string"}},
           "required": ["criterion", "title"]}  # fmt: skip
    meaning = message(criteria={"type": "array", "items": row})
    entries = {**proposed("criteria.0.criterion", "criterion-001"),
               **proposed("criteria.1.criterion", "criterion-002"),
               "criteria.0.title": ["演示-产业"], "criteria.1.title": [""]}  # fmt: skip
    assert filled(entries, "criteria.0") and not filled(entries, "criteria.1")
    found = read(meaning, entries, date(2026, 11, 26))
    assert found.data == {"criteria": [{"criterion": "criterion-001", "title": "演示-产业"}]}
    assert found.errors == {}


def test_parts_that_a_list_names_are_ticked():
    several = {"type": "array", "items": told(new=False)}
    (made,) = fields(message(selected=several), Filling({}, parts=THERE))
    assert (made.widget, list(made.options)) == ("several", ["c-1"])


def test_what_a_form_is_about_is_said_by_its_word_or_its_name():
    level = {"type": "string", "title": "层级", "x-labels": {"rizhao-wide": "全市"}}
    place = {"type": "string", "title": "地方"}
    meaning = message(level=level, place=place)
    fixed = {"level": "rizhao-wide", "place": "donggang"}
    made = fields(meaning, Filling({}, fixed=fixed))
    assert [(f.value, f.text) for f in made] == [("rizhao-wide", "全市"), ("donggang", "东港区")]
