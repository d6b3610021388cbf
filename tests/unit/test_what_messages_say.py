"""Messages have their values by name; an event says what its command said, and more."""

import dataclasses

import pytest

from shared.schemas.codec import decode, encode
from shared.schemas.events import command_data, event
from shared.schemas.finance.treasury import ApplyForTreasury
from shared.schemas.kinds import Flag, Identifier, Name, titled
from shared.schemas.marshalling import json_schema


@command_data
class LendBook:
    book: Identifier
    reader: Name = titled("读者")
    title: Name = titled("书名")
    desk: Name | None = None
    due: Name | None = None


@event("said", clause="test", title="借出")
class BookLent(LendBook):
    by: Name
    due: Name
    renewed: Flag = False


CMD = LendBook("b-1", reader="张三", title="社戏", desk="二楼", due=None)


def test_an_event_has_what_its_command_said_and_its_own() -> None:
    lent = BookLent.of(CMD, by="李四", due="三月")
    assert lent == BookLent(
        "b-1", reader="张三", title="社戏", desk="二楼", by="李四", due="三月", renewed=False
    )
    assert decode("BookLent", 1, encode(lent)) == lent


def test_only_the_id_of_the_stream_is_given_by_position() -> None:
    for made in (LendBook, BookLent):
        with pytest.raises(TypeError, match="positional"):
            made("b-1", "张三", title="社戏")


@pytest.mark.parametrize(
    ("own", "named"),
    [
        ({"by": "李四"}, "due"),
        ({"by": "李四", "due": "三月", "shelf": "甲"}, "shelf"),
        ({"by": "李四", "due": "三月", "reader": "王五"}, "reader"),
        ({"due": "三月"}, "by"),
    ],
)
def test_what_is_missing_unknown_or_the_commands_own_is_refused(
    own: dict[str, str], named: str
) -> None:
    with pytest.raises(TypeError, match=named):
        BookLent.of(CMD, **own)


def test_an_event_is_made_of_its_own_command_only() -> None:
    with pytest.raises(TypeError, match="says what LendBook said"):
        BookLent.of(ApplyForTreasury("taoluo", conditions="财政所健全"), by="李四", due="三月")


def test_an_event_keeps_the_titles_of_the_form_that_asked() -> None:
    form, told = json_schema(LendBook)["properties"], json_schema(BookLent)["properties"]
    assert (form["reader"]["title"], told["reader"]["title"]) == ("读者", "读者")
    assert (form["title"]["title"], told["title"]["title"]) == ("书名", "书名")


def test_the_ids_field_comes_first_whatever_is_inherited() -> None:
    assert [f.name for f in dataclasses.fields(BookLent)] == [
        "book", "reader", "title", "desk", "due", "by", "renewed",
    ]  # fmt: skip


def _declare(name: str, base: type, service: str = "said", **fields: object) -> type:
    body = {"__annotations__": fields, "__module__": base.__module__}
    return event(service, clause="test", title="试")(type(name, (base,), body))


def test_no_field_is_written_twice() -> None:
    with pytest.raises(TypeError, match="desk is written twice"):

        @event("said", clause="test", title="又借出")
        class LentAgain(LendBook):
            desk: Name | None = None


def test_an_event_inherits_a_command_and_nothing_else() -> None:
    with pytest.raises(TypeError, match="inherits one command"):
        _declare("LentTwice", BookLent)
    with pytest.raises(TypeError, match="inherits one command"):
        _declare("Nothing", Exception)
    with pytest.raises(TypeError, match="says everything itself"):
        command_data(type("LendMore", (LendBook,), {}))


def test_an_event_inherits_from_no_other_service() -> None:
    with pytest.raises(TypeError, match="inherits finance.treasury.ApplyForTreasury"):
        _declare("Lent", ApplyForTreasury, "land")


def test_a_field_named_of_stands_in_nothing_that_is_made_by_it() -> None:
    with pytest.raises(TypeError, match="named `of`"):
        _declare("LentOf", LendBook, of=Name)
