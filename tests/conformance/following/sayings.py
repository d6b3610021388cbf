"""A language for these tests: a source's topics say things, a follower hears each, once.

What is said decides what happens to it: `DENIED` runs into a rule, topics in `FAILING` break the
reaction.
"""

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Rule, refuse
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.kernel.views.row import Row, column, view
from shared.schemas.events import command_data, event

DENIED = "denied"
FAILING: set[str] = set()

NOT_TO_BE_HEARD = Rule(
    "not-to-be-heard", "test", zh="不予受理", en="Not heard.", pass_zh="换一句", pass_en="Say more."
)


@event("conformance", clause="test", title="已说")
class Said:
    topic: str
    number: int
    text: str
    group: str


@event("conformance", clause="test", title="已识")
class Met:
    topic: str


@event("conformance", clause="test", title="已听")
class Heard:
    topic: str
    number: int


@event("conformance", clause="test", title="已数")
class Counted:
    topic: str
    heard_before: int


@command_data
class Say:
    topic: str
    text: str = ""
    group: str = ""


@command_data
class Meet:
    topic: str


@command_data
class Hear:
    topic: str
    number: int
    text: str


@command_data
class Count:
    count: str
    topic: str
    heard_before: int


TOPIC = Aggregate("topic", 0, key="topic", title="话题")
TOPIC.evolve(lambda number, _: number + 1)


@TOPIC.command(title="开口", clause="test", by=[SYSTEM], creates=True)
def begin(number: int, cmd: Say, _: Context) -> list[object]:
    return [Said(cmd.topic, number=number + 1, text=cmd.text, group=cmd.group)]


# Nothing here would refuse to hear the same twice: that is left to the product.
HEARING = Aggregate("hearing", 0, key="topic", title="听取")
HEARING.evolve(lambda number, _: number + 1)


@HEARING.command(title="结识", clause="test", by=[SYSTEM], creates=True)
def meet(_: int, cmd: Meet, context: Context) -> list[object]:
    return [Met(cmd.topic)]


@HEARING.command(title="听取", clause="test", by=[SYSTEM])
def hear(_: int, cmd: Hear, context: Context) -> list[object]:
    if cmd.text == DENIED:
        refuse(NOT_TO_BE_HEARD)
    return [Heard(cmd.topic, number=cmd.number)]


COUNT = Aggregate("count", 0, key="count", title="计数")
COUNT.evolve(lambda number, _: number + 1)


@COUNT.command(title="计数", clause="test", by=[SYSTEM], creates=True)
def count(_: int, cmd: Count, context: Context) -> list[object]:
    return [Counted(cmd.topic, heard_before=cmd.heard_before)]


@reaction(Said, park_key=lambda said, _: f"meeting {said.topic}")
def meets(said: Said, meta: EventMeta) -> Iterable[object]:
    if said.number == 1:
        yield Meet(said.topic)


@reaction(Said)
def hears(said: Said, meta: EventMeta) -> Iterable[object]:
    if said.topic in FAILING:
        raise RuntimeError(f"{said.topic} can't be heard")
    yield Hear(said.topic, number=said.number, text=said.text)


@view("hearings", title="听取记录", key="topic", version=1)
class Hearings(Row):
    topic: str = column("话题")
    heard: int = column("次数", 0)
    last: int = column("最后", 0)
    in_order: bool = column("按序", True)


@Hearings.on(Heard, key="topic")
def was_heard(row: Hearings, event: Heard) -> Hearings:
    in_order = row.in_order and event.number == row.last + 1
    return replace(row, heard=row.heard + 1, last=event.number, in_order=in_order)


HEARS = SimpleNamespace(meets=meets, hears=hears)


def sayings(source: str, version: int = 1) -> type[Any]:
    """A view of a source's topics, kept by its follower."""

    @view("sayings", title="说过的话", key="topic", version=version, source=source)
    class Sayings(Row):
        topic: str = column("话题")
        said: int = column("次数", 0)

    @Sayings.on(Said, key="topic")
    def was_said(row: Any, event: Said) -> Any:
        return replace(row, said=row.said + version)

    return Sayings
