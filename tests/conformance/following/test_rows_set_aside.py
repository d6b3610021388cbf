"""A row that can't be computed, kept or read is set aside, and the others go on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from shared.kernel.views.columns import MOST_TEXT
from shared.kernel.views.row import Row, column, definitions, view
from shared.kernel.views.selection import Condition
from tests.conformance.following.sayings import Said
from tests.conformance.following.services import Serving, World
from tests.conformance.following.spoken import ANTIDOTE, POISON, SPOKEN, shown, speaking
from tests.eventually import eventually

UNFIT: dict[str, dict[str, Any]] = {
    "nul": {"said_by": "a\x00b"},
    "half-a-pair": {"said_by": "\ud800"},
    "half-a-pair-within": {"parts": ("\ud800",)},
    "no-number": {"share": Decimal("NaN")},
    "no-end": {"share": Decimal("Infinity")},
    "a-truth": {"said": True},
    "a-word": {"said": "three"},
    "a-fraction": {"said": 1.5},
    "too-great": {"said": 2**63},
    "no-zone": {"at": datetime(2024, 3, 1)},
    "a-moment": {"day": datetime(2024, 3, 1, tzinfo=UTC)},
    "nothing-known": {"parts": (object(),)},
    "too-long": {"said_by": "长" * (MOST_TEXT + 1)},
    "too-much": {"parts": ("长" * 1_000_000,) * 17},
}
"""What a fold makes of a topic that no column, or not that of each store, can hold."""


@view("untidy", title="话题", key="topic", version=1)
class Untidy(Row):
    topic: str = column("话题")
    said: int = column("次数", 0)
    said_by: str = column("何人", "")
    share: Decimal = column("份额", Decimal(0))
    day: date | None = column("何日", None)
    at: datetime | None = column("何时", None)
    parts: tuple[str, ...] = column("部分", ())


UNTIDY: Any = Untidy


@UNTIDY.on(Said, key="topic")
def noted(row: Any, event: Said) -> Any:
    return replace(row, **({"said": row.said + 1} | UNFIT.get(event.topic, {})))


def test_a_row_that_cannot_be_computed_is_set_aside_and_the_others_go_on(world: World) -> None:
    ANTIDOTE.clear()
    name = world.name("speaker")
    service = world.start(speaking(name))
    service.say("tea", times=3)
    service.say("silk", times=2)
    service.say("tea", POISON)
    service.say("tea", times=2)
    service.say("silk")
    eventually(service.service.caught_up, "the views have gone on")
    assert shown(service, SPOKEN) == {"tea": 3, "silk": 3}, "as it was before what it can't take"
    assert service.stopped("views") == ""
    _told_of_one_missing_row(service)
    service.stop()

    again = world.start(speaking(name))
    again.say("silk")
    again.say("tea")
    eventually(again.service.caught_up, "the views have caught up")
    assert shown(again, SPOKEN) == {"tea": 3, "silk": 4}
    _told_of_one_missing_row(again)
    assert again.operations.rebuild("spoken")["identical"], "nothing is mended yet"
    _told_of_one_missing_row(again)

    ANTIDOTE.set()  # the release that mends it
    again.operations.rebuild("spoken")
    assert shown(again, SPOKEN) == {"tea": 7, "silk": 4}
    assert again.service.reader.missing(definitions(SPOKEN)[0]).told == []
    assert again.operations.status()["set_aside"] == {}
    eventually(lambda: again.metric("rows_set_aside", view="spoken") == 0, "the metric tells it")
    again.say("tea")
    eventually(again.service.caught_up, "the views have caught up")
    assert shown(again, SPOKEN) == {"tea": 8, "silk": 4}


def _told_of_one_missing_row(service: Serving) -> None:
    view = definitions(SPOKEN)[0]
    assert service.service.reader.missing(view).told == ["tea"]
    assert service.service.reader.missing(view, ((Condition("topic", "eq", "tea"),),)).told == [
        "tea"
    ]
    assert service.service.reader.missing(view, ((Condition("topic", "eq", "silk"),),)).told == []
    assert service.operations.status()["set_aside"] == {"spoken": 1}
    eventually(lambda: service.metric("rows_set_aside", view="spoken") == 1, "the metric tells it")


def test_a_number_that_no_column_holds_is_set_aside_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.start(speaking(world.name("speaker")))
    service.say("tea", times=3)
    eventually(service.service.caught_up, "the views have caught up")
    name, fold = Said.__name__, definitions(SPOKEN)[0].folds[Said.__name__]
    huge = (fold[0], lambda row, event, meta: replace(row, said=row.said + 2**62))
    monkeypatch.setitem(definitions(SPOKEN)[0].folds, name, huge)
    service.say("silk", times=3)
    eventually(service.service.caught_up, "the views have gone on")
    assert shown(service, SPOKEN) == {"tea": 3, "silk": 2**62}
    assert service.operations.status()["set_aside"] == {"spoken": 1}


def test_a_value_that_one_of_the_stores_refuses_is_set_aside_by_its_row(world: World) -> None:
    """Whatever a fold answers: no row of it keeps the others of its batch from being written."""
    service = world.start(speaking(world.name("speaker"), UNTIDY))
    for n, topic in enumerate(UNFIT):
        service.say("tea")
        service.say(topic)
        service.say(f"after-{n}")
    eventually(service.service.caught_up, "the views have gone on")
    fit = {"tea": len(UNFIT)} | {f"after-{n}": 1 for n in range(len(UNFIT))}
    assert shown(service, UNTIDY) == fit
    assert service.service.reader.missing(definitions(UNTIDY)[0]).told == sorted(UNFIT)
    assert service.stopped("views") == ""


def test_a_stored_row_that_cannot_be_read_is_set_aside_too(world: World) -> None:
    name = world.name("speaker")
    service = world.start(speaking(name, UNTIDY))
    service.say("tea")
    service.say("silk")
    eventually(service.service.caught_up, "the views have caught up")
    service.stop()
    again = world.start(speaking(name, UNTIDY))
    table = again.service.shown.tables.table(definitions(UNTIDY)[0], 1)
    with again.service.database.write() as connection:
        connection.execute(table.update().where(table.c.topic == "tea").values(parts="no JSON"))
    again.say("tea")
    again.say("silk")
    eventually(again.service.caught_up, "the views go on")
    assert again.service.reader.missing(definitions(UNTIDY)[0]).told == ["tea"]
    again.operations.rebuild("untidy")
    assert shown(again, UNTIDY) == {"tea": 2, "silk": 2}
