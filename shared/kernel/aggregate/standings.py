"""Towns' tiers and classes as a service has come to know them, from programme's log (RZ-1.a, b).

Every service keeps them in its own log: what decides here was recorded here first. The registry's
towns are the opening position; a decision sees the towns as they stand on its day.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from immutables import Map

from shared.kernel.aggregate.aggregate import Aggregate
from shared.kernel.aggregate.authority import SYSTEM
from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.sight import to_everyone
from shared.policy.model import Standing
from shared.policy.registry import Registry
from shared.schemas.copying import replace
from shared.schemas.platform import NoteTownClass, NoteTownTier, TownClassNoted, TownTierNoted

BOOK = "towns"
"""The one book that a service has of them."""


@dataclass(frozen=True, slots=True)
class TownBook:
    """What was noted of each town, in the order in which it was."""

    standings: Map[str, tuple[Standing, ...]] = Map()


STANDINGS = Aggregate(
    "standings", TownBook(), key="book", title="镇的层级和类型", sight=[to_everyone()]
)


@STANDINGS.evolve
def evolve(book: TownBook, event: TownTierNoted | TownClassNoted) -> TownBook:
    if isinstance(event, TownTierNoted):
        noted = Standing(event.effective_on, level=event.level)
    else:
        noted = Standing(event.effective_on, town_class=event.town_class)
    known = (*book.standings.get(event.town, ()), noted)
    return TownBook(book.standings.set(event.town, known))


STANDINGS.asks_nobody("由系统按梯次培育的决定记载")


@STANDINGS.command(title="记载镇的层级", clause="RZ-1.b", by=[SYSTEM], creates=None)
def note_town_tier(book: TownBook, cmd: NoteTownTier, context: Context) -> list[TownTierNoted]:
    return [
        TownTierNoted(
            town=cmd.town,
            level=cmd.level,
            effective_on=cmd.effective_on,
            document=cmd.document,
        )
    ]


@STANDINGS.command(title="记载镇的类型", clause="RZ-1.a", by=[SYSTEM], creates=None)
def note_town_class(book: TownBook, cmd: NoteTownClass, context: Context) -> list[TownClassNoted]:
    return [
        TownClassNoted(
            town=cmd.town,
            town_class=cmd.town_class,
            effective_on=cmd.effective_on,
            document=cmd.document,
        )
    ]


@lru_cache(maxsize=64)
def registry_on(registry: Registry, book: TownBook, day: date) -> Registry:
    """The registry by the text of a day, with every town as it stands by what is noted."""
    known = replace(registry, standings=book.standings) if book.standings else registry
    return known.on(day)
