"""From a command in one service until another's reaction to it is committed, at 100 a second; and
at 20 and 50, which tells what of it is waiting for each other.

Four whole services run, each in a process. The clock starts before finance decides, and stops
when projects has committed what its reaction appended. The floor's starts before its INSERT and
stops when another process has committed the row of the message. What the confirmation by the source's
feed costs is told by the same effects committed on the broker's word alone. Where the time goes, step
by step, tells `python -m tests.benchmarks.steps`.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from statistics import quantiles

from shared.runtime.settings import NAMEKO
from tests.benchmarks.cluster import cluster
from tests.benchmarks.floors import FOLLOWS, floors
from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side
from tests.eventually import eventually

PER_SECOND = 100
SLOWER = (20, 50)
WARM_UP_SECONDS = 3


def run(bench: Bench) -> Iterator[Figure]:
    seconds = bench.scaled(10, 5)
    hosted = "tests.benchmarks.hosted"
    with ExitStack() as running:
        services = running.enter_context(cluster(bench, "land", "supervision"))
        where = {
            "green": bench.runtime == NAMEKO,
            "runtime": bench.runtime,
            "configuration": services.env["ZHENXING_CONFIG"],
        }
        finance = running.enter_context(Side(f"{hosted}:Allocating", service="finance", **where))
        projects = running.enter_context(Side(f"{hosted}:Noting", service="projects", **where))
        floor, _ = running.enter_context(floors(bench, services.settings))
        projects.call("prepare")
        finance.call("prepare", funds=200)

        source, follower = floor["finance"], floor[_follower("finance")]

        def ours(length: float = seconds, rate: int = PER_SECOND) -> list[float]:
            return _waits(effects(finance, projects, length, rate))

        def theirs(length: float = seconds, rate: int = PER_SECOND) -> list[float]:
            return _waits(_floors_effects(source, follower, length, rate))

        def believing() -> list[float]:
            projects.call("believe", messages=True)
            taken = ours()
            projects.call("believe", messages=False)
            return taken

        theirs(WARM_UP_SECONDS), ours(WARM_UP_SECONDS)
        taken = rounds(bench.rounds, theirs, believing, ours)
        slower = {
            rate: rounds(bench.rounds, partial(theirs, rate=rate), partial(ours, rate=rate))
            for rate in SLOWER
        }
    for name, index, must, dream in (
        ("p50", 49, 2, 1.3),
        ("p95", 94, None, None),
        ("p99", 98, 2, 1.3),
    ):
        at = [[_quantile(waits, index) for waits in turn] for turn in taken]
        measure = f"append → effect elsewhere, {name}"
        pairs = [(peer, own) for peer, _, own in at]
        yield compared(measure, pairs, "ms", must=must, dream=dream, at_most=True)
        unproven = [(believed, own) for _, believed, own in at]
        yield compared(f"… confirmed by the source's feed, {name}", unproven, "ms", at_most=True)
    for rate, turns in slower.items():
        for name, index in (("p50", 49), ("p99", 98)):
            pairs = [(_quantile(peer, index), _quantile(own, index)) for peer, own in turns]
            yield compared(f"… at {rate} a second, {name}", pairs, "ms", at_most=True)


def _quantile(waits: list[float], index: int) -> float:
    return quantiles(waits, n=100)[index]


def _follower(source: str) -> str:
    return next(name for name, follows in FOLLOWS.items() if follows == source)


Effects = dict[str, tuple[float, float]]
"""When each was begun and committed (seconds since 1970)."""


def effects(finance: Side, projects: Side, seconds: float, rate: float) -> Effects:
    """Allocations and their effects, by the allocation's position."""
    projects.call("watch")
    begun = finance.call("allocate", seconds=seconds, rate=rate)
    return _done(begun, projects, "noted")


def _floors_effects(source: Side, follower: Side, seconds: float, rate: float) -> Effects:
    """INSERTs and the follower's rows."""
    begun = source.call("append", seconds=seconds, rate=rate)
    return _done(begun, follower, "seen")


def _done(begun: dict[str, float], follower: Side, asked: str) -> Effects:
    done: dict[str, float] = eventually(lambda: _all_of(follower, asked, begun), "all effects")
    return {id: (moment, done[id]) for id, moment in begun.items()}


def _all_of(follower: Side, asked: str, begun: dict[str, float]) -> dict[str, float] | None:
    done: dict[str, float] = follower.call(asked)
    return done if begun.keys() <= done.keys() else None


def _waits(found: Effects) -> list[float]:
    """Milliseconds from each beginning to its effect."""
    return [1000 * (done - begun) for begun, done in found.values()]
