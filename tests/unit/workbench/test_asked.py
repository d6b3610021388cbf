"""What the address of a ledger's page asks for."""

from datetime import date

from werkzeug.datastructures import MultiDict

from shared.workbench.ledgers.asked import ABSENT, Asked, asked, chips
from shared.workbench.words.meaning import Meaning

COLUMNS = {
    told["name"]: Meaning.of_column({"title": "会办单位", "type": "string", **told})
    for told in (
        {"name": "title", "title": "标题", "kind": "name"},
        {
            "name": "co_handlers", "type": "json", "several": True,
            "kind": "organisation", "reference": "organisation",
        },
    )
}  # fmt: skip


def read(**args: str | list[str]) -> Asked:
    return asked(MultiDict(args), COLUMNS, date(2026, 11, 26))


def test_rows_are_asked_for_by_one_of_several_organisations() -> None:
    found = read(co_handlers="finance", **{"co_handlers~text": "市财政局"})
    assert found.query == {"co_handlers": ["finance"]} and not found.errors
    assert [words for words, _ in chips(found, COLUMNS, {})] == ["会办单位为 市财政局"]


def test_an_organisation_that_is_typed_whole_and_not_picked_is_meant() -> None:
    assert read(**{"co_handlers~text": "市财政局"}).query == {"co_handlers": ["finance"]}
    assert read(**{"co_handlers~text": ABSENT}).query == {"co_handlers": [""]}
    unknown = read(**{"co_handlers~text": "没有这个局"})
    assert unknown.query == {} and "请从列表中选取" in unknown.errors["co_handlers"]


def test_several_values_have_neither_an_order_nor_a_range() -> None:
    assert read(sort="-co_handlers", co_handlers__gte="a") == Asked()
    assert read(sort="-title").query == {"sort": "-title"}
