"""Values are said in words: no fen, no code, no id where a word belongs."""

from shared.workbench.words import saying, units
from shared.workbench.words.meaning import Meaning
from shared.workbench.words.saying import Link, Pairs, Table

PART = {
    "type": "object",
    "properties": {
        "level": {"enum": ["city"], "title": "级次", "x-labels": {"city": "市级"}},
        "amount_fen": {"type": "integer", "title": "金额（分）", "x-unit": "fen"},
    },
}


def test_money_is_said_in_wan_or_yuan_with_every_fen():
    assert units.money(4_200_000_000) == "4,200 万元"
    assert units.money(1_234_567) == "1.234567 万元"
    assert units.money(99) == "0.99 元"


def test_an_area_has_mu_beside_it():
    assert units.quantity(10_000, "square-metres") == "10,000 平方米（15.00 亩）"


def test_thousandths_are_said_as_the_number_that_they_are():
    field = {"title": "数额（千分之一）", "type": "integer", "x-unit": "thousandths"}
    assert saying.say(73_900, Meaning("value", field), {}) == "73.9"
    assert Meaning("value", field).title == "数额"


def test_what_is_kept_by_organisation_is_said_by_their_names_whatever_else_is_called_so():
    vocabulary = {"reform": {"title": "改革编号"}}
    column = {"name": "opinions", "title": "联审意见", "type": "json", "words": {"agrees": "同意"}}
    said = saying.say({"reform": "agrees"}, Meaning.of_column(column, vocabulary), {})
    assert said == Pairs([("市发展和改革委员会", "同意")])


def test_a_column_of_areas_is_said_with_its_unit():
    column = {"name": "area", "title": "面积（平方米）", "type": "decimal", "unit": "square-metres"}
    assert saying.say("9800.00", Meaning.of_column(column), {}) == "9,800 平方米（14.70 亩）"


def test_what_a_ledger_keeps_without_a_schema_is_said_by_what_its_names_mean_elsewhere():
    vocabulary = {"handler": {"title": "承办单位", "x-kind": "organisation"}}
    column = {"name": "stints", "title": "历次承办", "type": "json"}
    meaning = Meaning.of_column(column, vocabulary)
    said = saying.say([{"handler": "reform", "wholly-unknown": "by-step"}], meaning, {})
    assert said == [Pairs([("承办单位", "市发展和改革委员会")])]


def test_a_title_leaves_the_unit_to_the_value():
    assert Meaning("a", PART["properties"]["amount_fen"]).title == "金额"


def test_above_names_stands_of_what_they_are_and_above_numbers_that_they_are_numbers():
    column = {"name": "project", "title": "项目编号", "type": "string"}
    assert Meaning.of_column(column).heading == "项目编号"
    assert Meaning.of_column({**column, "reference": "project"}).heading == "项目"
    assert Meaning.of_column({**column, "title": "编号", "reference": "fee"}).heading == "编号"


def test_parts_become_a_table_with_their_words():
    meaning = Meaning("parts", {"type": "array", "items": {"$ref": "#/$defs/Part"}}, {"Part": PART})
    said = saying.say([{"level": "city", "amount_fen": 100}], meaning, {})
    assert said == Table(["级次", "金额"], [["市级", "1.00 元"]])


def test_an_organisation_is_not_called_as_a_code_that_is_written_alike():
    words = {"housing": "改善居住质量", "gathering": "交易市集"}
    assert saying.coded("housing", words) == "市住房和城乡建设局"
    assert saying.coded("gathering", words) == "交易市集"


def test_where_something_was_read_is_a_ledger_or_a_matter():
    words = {"views/experts": "专家台账", "streams/expert": "专家", "streams/expert-pool": "专家库"}
    assert saying.place("views/experts", words) == "专家台账"
    assert saying.place("streams/expert-pool-rizhao", words) == "专家库（rizhao）"
    assert saying.place("views/unknown", words) == "views/unknown"


def test_a_thing_is_said_by_its_name_and_leads_to_its_page():
    meaning = Meaning("project", {"type": "string", "x-reference": "project"})
    named = {("project", "p-1"): "演示-码头"}
    assert list(saying.referred("p-1", meaning)) == [("project", "p-1")]
    assert saying.say("p-1", meaning, named) == Link("演示-码头", "project", "p-1")


def test_a_person_is_said_by_name_where_only_the_id_was_kept():
    meaning = Meaning("approver", {"type": "string", "x-kind": "person"})
    assert list(saying.referred("p-2026-001", meaning)) == [("person", "p-2026-001")]
    assert list(saying.referred("演示-张三", meaning)) == []
    named = {("person", "p-2026-001"): "演示-张三"}
    assert saying.say("p-2026-001", meaning, named) == "演示-张三"
    assert saying.say("演示-李四", meaning, named) == "演示-李四"
    assert saying.say("system", meaning, named) == "系统"


def test_a_map_of_organisations_is_said_by_their_names():
    told = {"x-kind": "organisation", "x-reference": "organisation", "x-labels": {"agrees": "同意"}}
    said = saying.say({"donggang-finance": "agrees"}, Meaning("opinions", told), {})
    assert said == Pairs([("东港区财政局", "同意")])


def test_what_is_kept_by_quarter_is_said_with_its_unit():
    column = {"name": "by_quarter", "title": "各季余额（分）", "type": "json", "unit": "fen"}
    said = saying.say({"2024-1": 470_000_000}, Meaning.of_column(column), {})
    assert said == Pairs([("2024-1", "470 万元")])


def test_flags_clauses_and_moments_are_words():
    assert saying.brief(True, Meaning("flag", {"type": "boolean"})) == "是"
    assert saying.brief("RZ-2.1.a", Meaning("clause", {"x-kind": "clause"})).startswith("2.1.a ")
    assert units.moment("2025-09-05T01:00:00Z") == "2025-09-05 09:00"


def test_a_part_is_said_by_the_name_that_its_matter_gave_it():
    number = {"type": "string", "title": "评分标准编号", "x-kind": "part"}
    title = {"type": "string", "title": "名称"}
    told = {"type": "object", "properties": {"criterion": number, "title": title}}
    opened = Meaning("criteria", {"type": "array", "title": "评分标准", "items": told})
    named = dict(saying.parts([{"criterion": "industry", "title": "演示-产业发展"}], opened))
    criterion = Meaning("criterion", number)
    assert saying.say("industry", criterion, named) == "演示-产业发展"
    assert saying.say("other", criterion, named) == "other"
    assert saying.say("industry", Meaning("lot", number), named) == "industry"


def test_a_parameter_that_pairs_codes_is_said_by_the_words_of_both():
    words = {"accountant": "会计", "cashier": "出纳"}
    said = saying.parameter_value("people.incompatible", ["accountant/cashier", "1/2"], words)
    assert said == "会计/出纳、1/2"


def test_each_of_a_column_of_numbers_is_shown_as_a_number():
    column = {"name": "recused", "title": "回避", "type": "json", "several": True, "kind": "part"}
    said = saying.say(["r-1"], Meaning.of_column(column), {})
    assert said == ["r-1"] and isinstance(said[0], saying.Id)


def test_the_value_that_a_parameter_was_given_is_said_as_that_parameter_is():
    given = {"parameter": "people.exclusion", "value": "refuse", "basis": "演示"}
    assert saying.with_parameter(given, {}) == {**given, "value": "不予任职"}
    assert saying.with_parameter({"value": "refuse"}, {}) == {"value": "refuse"}


def test_only_what_a_browser_shows_and_runs_nothing_is_a_picture_and_no_large_one():
    def is_picture(media_type: str, size: int = 1024) -> bool:
        told = {"sha256": "ab", "name": "演示-图", "media_type": media_type, "size": size}
        return saying.File.of(told).picture

    assert is_picture("image/jpeg") and is_picture("image/png")
    assert not any(map(is_picture, ("image/svg+xml", "text/html", "application/pdf", "")))
    assert is_picture("image/png", saying.PICTURE_BYTES)
    assert not is_picture("image/png", saying.PICTURE_BYTES + 1)


def test_what_a_parameter_is_made_of_is_said_in_words():
    value = {"version": "local-2023-1", "items": ["产权清晰", "资金来源落实"]}
    said = saying.parameter_value("projects.renewal_criteria", value, {})
    assert said == "版本（local-2023-1），标准 产权清晰、资金来源落实"


def test_what_is_called_by_its_name_is_no_number():
    assert saying.titled("项目编号", Link("演示-码头", "project", "pier")) == "项目"
    assert saying.titled("项目编号", saying.Id("pier", "project")) == "项目编号"
    assert saying.titled("编号", Link("演示-码头", "project", "pier")) == "编号"


def test_a_rule_of_the_system_s_own_is_no_clause_and_said_in_words():
    assert saying.brief("design", Meaning("clause", {"x-kind": "clause"})) == "系统规则"
