"""Fields that name a part of a stream: chosen from those there are, or proposed their number."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from shared.workbench.catalogue import Declared
from shared.workbench.faces import Question
from shared.workbench.forms.closed import ADDRESS, closed_asked, closed_parts
from shared.workbench.forms.entries import NUMBERED, filled
from shared.workbench.forms.fields import Field, Filling, fields
from shared.workbench.forms.parts import Parts, known_parts, standing
from shared.workbench.forms.reading import read
from shared.workbench.rendering import environment
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning, of_schema

THERE = {("fund", "contract"): Parts({"c-1": "演示-甲公司 · 1万元（c-1）"}, "contract-002", True)}
TWO = {("fund", "contract"): Parts({"c-1": "甲", "c-2": "乙"}, "", True)}
CLOSED = {"contract": {"c-1": "计量不超过承诺额"}}


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
    contract = message(contract=told(new=False))
    drawn = html(*fields(contract, Filling({}, parts=TWO, closed=CLOSED)))
    assert '<option value="c-1" disabled>甲：计量不超过承诺额</option>' in drawn
    assert drawn.index('<option value="c-2"') < drawn.index('<option value="c-1"')


def test_what_leaves_no_choice_is_chosen_and_says_so():
    contract = message(contract=told(new=False))
    (made,) = fields(contract, Filling({}, parts=TWO, closed=CLOSED))
    assert (made.value, made.hint) == ("c-2", "目前只有这一项可选")
    both = {"contract": {"c-1": "已付清", "c-2": "已付清"}}
    (made,) = fields(contract, Filling({}, parts=TWO, closed=both))
    assert made.value == ""
    optional = of_schema({"properties": {"contract": told(new=False)}, "required": []})
    (made,) = fields(optional, Filling({}, parts=TWO, closed=CLOSED))
    assert made.value == ""


def test_words_are_closed_as_parts_are():
    words = {"a": "立项", "b": "用地", "c": "施工"}
    permit = {"type": "string", "title": "许可事项", "enum": [*words], "x-labels": words}
    closed = {"permit": {"a": "已送达"}}
    (made,) = fields(message(permit=permit), Filling({}, closed=closed))
    assert (made.widget, [*made.options], made.closed) == ("choice", ["b", "c", "a"], {"a"})


def test_what_would_be_refused_can_not_be_ticked_in_a_list():
    several = message(contracts={"type": "array", "items": told(new=False)})
    closed = {"contracts": CLOSED["contract"]}
    drawn = html(*fields(several, Filling({}, parts=TWO, closed=closed)))
    assert (
        '<input type="checkbox" name="contracts" value="c-1" disabled> 甲：计量不超过承诺额'
        in drawn
    )
    assert '<input type="checkbox" name="contracts" value="c-2"> 乙' in drawn
    kept = html(*fields(several, Filling({"contracts": ["c-1"]}, parts=TWO, closed=closed)))
    assert 'value="c-1" checked>' in kept, "what is ticked already is sent"


def test_what_stands_in_a_form_is_sent_though_it_is_closed_by_now():
    filling = Filling({"contract": ["c-1"]}, parts=TWO, closed=CLOSED)
    (made,) = fields(message(contract=told(new=False)), filling)
    assert '<option value="c-1" selected>' in html(made)


def test_of_two_fields_of_one_kind_each_is_closed_to_what_it_would_be_refused_for():
    """入选区域退出: one of those that were selected goes, and another one takes its place."""
    both = message(contract=told(new=False), another=told(new=False))
    closed = {"contract": {"c-1": "未入选"}, "another": {"c-2": "已入选"}}
    first, second = fields(both, Filling({}, parts=TWO, closed=closed))
    assert (first.closed, second.closed) == ({"c-1"}, {"c-2"})
    assert [*second.options] == ["c-1", "c-2"]


def test_a_thing_that_is_looked_up_is_judged_by_what_the_form_says():
    project = {"type": "string", "title": "项目编号", "x-reference": "project"}
    listed = {"project": {"service": "projects", "within": ()}}
    judging = {"judges": "finance/pay", "judged": ["project"], "told": ("fund", "project")}
    asked = html(*fields(message(project=project), Filling({}, references=listed, **judging)))
    assert 'hx-get="/pick/project?_path=project&amp;_of=finance/pay"' in asked
    assert 'hx-params="project~text,fund,project"' in asked
    plain = html(*fields(message(project=project), Filling({}, references=listed)))
    assert "_of=" not in plain


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


class Book:
    """A service that tells of one figure of the first quarter of 2025."""

    def get_all(self, asked: Iterable[Any]) -> list[Any]:
        figure = {"id": 1, "beside": {"year": 2025}, "says": {}, "type": "R", "ended": False}
        figure |= {"version": 1, "last": {"version": 1}}
        told = {"part": "part", "choices": [figure], "next": None, "complete": True}
        return [{"parts": [told]} for _ in asked]

    def names_beside(self, told: Iterable[Any]) -> list[Any]:
        return [{} for _ in told]


def test_a_part_stands_beside_a_number_as_it_was_typed():
    quarter = told(new=False, part="part", by="town")
    quarter["x-within"] |= {"of": "book", "beside": ["year"]}
    declared = Declared("programme", {}, {}, {}, {})
    for year, found in (("2025", {"1": "第 1 项"}), ("2024", {}), ("", {})):
        stands = standing({"town": ["taoluo"], "year": [year]}, {})
        known = known_parts(cast(Visit, Book()), declared, message(part=quarter), stands)
        assert (known[("town", "part")].words if known else {}) == found


class Judge:
    """A service that judges what it is asked, and closes all."""

    def get_all(self, asked: Iterable[Question]) -> list[Any]:
        return [{"closed": dict.fromkeys(q.query["among"].split("\n"), {})} for q in asked]

    def names_beside(self, told: Iterable[Any]) -> list[Any]:
        return [{} for _ in told]


def test_of_many_choices_each_is_judged_by_as_many_questions_as_an_address_needs():
    declared = Declared("finance", {}, {}, {}, {})
    schema = {"properties": {"contract": told(new=False)}, "required": ["contract"]}
    pay = {"name": "pay", "schema": schema, "judged": ["contract"]}
    stands = standing({"fund": ["f-1"]}, {})
    for name, number in (("contract-2026", 900), ("演示材料" * 40, 30)):
        words = {f"{name}-{n}": "" for n in range(number)}
        known = {("fund", "contract"): Parts(words, "", True)}
        asked = [q for _, q in closed_asked(declared, pay, known, stands)]
        assert max(len(q.address) for q in asked) < ADDRESS + 200
        closed = closed_parts(cast(Visit, Judge()), declared, pay, known, stands)
        assert closed["contract"].keys() == words.keys()
    assert closed_parts(cast(Visit, Judge()), declared, pay, {}, stands) == {}


def test_nothing_is_said_by_a_box_that_somebody_overlooks():
    """是否同意: an opinion that nobody gave would be a no."""
    said = message(agrees={"type": "boolean", "title": "是否同意"})
    (made,) = fields(said, Filling({}))
    assert (made.widget, made.value, made.options) == ("choice", "", {"true": "是", "false": "否"})
    assert '<option value="">请选择</option>' in html(made) and " required" in html(made)
    today = date(2026, 11, 27)
    assert read(said, {"agrees": [""]}, today).errors == {"agrees": "请填写是否同意"}
    for text, value in (("true", True), ("false", False)):
        assert read(said, {"agrees": [text]}, today).data == {"agrees": value}
    optional = of_schema({"properties": {"leads": {"type": "boolean", "default": False}}})
    (made,) = fields(optional, Filling({}))
    assert made.widget == "flag"
