"""Tally (`tally-<town>`): what other services tell of a town, by feed and year, RZ-1.a.

Indicators that are fed by it are filled at the end of their year; nobody types what another system
holds.
"""

from dataclasses import dataclass

from immutables import Map

from shared.kernel.aggregate import SYSTEM, Aggregate, Context, Events, to_named, to_town
from shared.schemas.programme import tally
from shared.schemas.programme.stages import Feed


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums in thousandths of the feed's unit."""

    town: str = ""
    sums: Map[tuple[Feed, int], int] = Map()

    def of(self, feed: Feed, year: int) -> int:
        return self.sums.get((feed, year), 0)


TALLY = Aggregate(
    "tally", Tally(), key="town", title="镇年度汇总", sight=[to_town(), to_named("RZ-1.a")]
)


@TALLY.evolve
def evolve(known: Tally, event: tally.Event) -> Tally:
    key = (event.feed, event.year)
    return Tally(event.town, known.sums.set(key, known.of(*key) + event.amount_thousandths))


TALLY.asks_nobody("由系统按各业务系统的记录汇总")


@TALLY.command(title="计入镇年度汇总", clause=tally.CLAUSE, by=[SYSTEM], creates=None)
def count_for_town(known: Tally, cmd: tally.CountForTown, context: Context) -> Events:
    yield tally.TownTallied.of(cmd)
