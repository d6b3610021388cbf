"""`python -m tests.benchmarks.steps`: where the time goes between an append and its effect elsewhere.

The effects of `latency`, one a second and more, with a clock at every step: how long after the one
before it each came, and for how much of that its process was at work, be it on this effect or, while
this one had to wait, on others. Then what goes on beside, and what an effect costs everybody.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, pairwise
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from tests.benchmarks import traced
from tests.benchmarks.cluster import cluster
from tests.benchmarks.latency import effects
from tests.benchmarks.measure import Bench
from tests.benchmarks.processor import spent
from tests.benchmarks.servers import servers
from tests.benchmarks.side import Side

STEPS = {
    traced.DECIDED: "read, permitted, decided",
    traced.WRITING: "waits for the writer's turn",
    traced.APPENDED: "the store has it",
    traced.READ: "the relay has it",
    traced.SENT: "its message is on its way",
    traced.DELIVERED: "the follower's process takes it from the broker",
    traced.CHECKED: "its hash is what its bytes give",
    traced.TAKEN: "the reactions have it",
    traced.ASKED: "the source's feed is asked",
    traced.REACTED: "what follows is decided",
    traced.ANSWERED: "the feed has answered",
    traced.HELD: "waits for the writer's turn",
    traced.EFFECTED: "the store has what followed",
}
"""Each after the one before it, the first after the command was given."""
BESIDE = {
    (traced.SENT, traced.CONFIRMED): "the broker confirms the message",
    (traced.ASKED, traced.MET): "the question is met in the source's process",
}
LEAST = 30
"""Effects a rate."""
WARM_UP_RATE, WARM_UP_SECONDS = 100, 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.steps", description=__doc__)
    parser.add_argument("--rates", type=int, nargs="+", default=[1, 20, 50, 100], metavar="RATE")
    parser.add_argument("--seconds", type=float, default=10, help="for how long at each rate")
    parser.add_argument("--keep", type=Path, help="a file for all the moments (JSON)")
    asked = parser.parse_args()
    with servers() as private, noting(Bench(private, rounds=1, quick=False)) as noted_at:
        noted = {rate: noted_at(rate, max(asked.seconds, LEAST / rate)) for rate in asked.rates}
    if asked.keep:
        asked.keep.write_text(json.dumps({rate: one.moments for rate, one in noted.items()}))
    Console(width=None if sys.stdout.isatty() else 150).print(_table(noted))
    return 0


class Noted(NamedTuple):
    """Of a rate's effects: the moments of each, what one cost in seconds of processor time by whose
    it was, and how many cores all of it kept busy."""

    moments: traced.Moments
    cost: dict[str, float]
    busy: float


@contextmanager
def noting(bench: Bench) -> Iterator[Callable[[int, float], Noted]]:
    """Answers what is noted of a rate's effects, in so many seconds."""
    with ExitStack() as running:
        services = running.enter_context(cluster(bench, "land", "supervision"))
        configuration = services.env["ZHENXING_CONFIG"]
        finance, projects = (
            running.enter_context(
                Side(
                    f"tests.benchmarks.traced:{target}",
                    green=True,
                    service=name,
                    runtime=bench.runtime,
                    configuration=configuration,
                )
            )
            for target, name in (("Source", "finance"), ("Follower", "projects"))
        )
        sides = (finance, projects)
        processes = [s for s in services.services.values() if s.running]
        pids = [s.pid for s in (*sides, *processes)]
        projects.call("prepare")
        finance.call("prepare", funds=200)
        for side in sides:
            side.call("trace")

        def noted(rate: int, seconds: float) -> Noted:
            for side in sides:
                side.call("moments")
            before, began = spent(pids, bench.servers), time.monotonic()
            done = effects(finance, projects, seconds, rate)
            lasted, after = time.monotonic() - began, spent(pids, bench.servers)
            found = [side.call("moments") for side in sides]
            cost = {whose: after[whose] - before[whose] for whose in after}
            return Noted(
                {position: found[0][position] | found[1][position] for position in done},
                {whose: seconds / len(done) for whose, seconds in cost.items()},
                sum(cost.values()) / lasted,
            )

        noted(WARM_UP_RATE, WARM_UP_SECONDS)
        yield noted


def _table(noted: dict[int, Noted]) -> Table:
    table = Table(title="milliseconds after the step before: median, 99th percentile")
    table.add_column("step")
    for rate in noted:
        table.add_column(f"{rate}/s", justify="right")
        table.add_column("worked", justify="right")
    told = {pair: STEPS[pair[1]] for pair in pairwise([traced.BEGUN, *STEPS])}
    for section in (told, {(traced.BEGUN, traced.EFFECTED): "all"}, BESIDE):
        for (start, end), name in section.items():
            taken = [_taken(one.moments, start, end) for one in noted.values()]
            table.add_row(name, *chain.from_iterable(taken))
        table.add_section()
    for whose in ("services", "PostgreSQL", "RabbitMQ"):
        costs = [f"{1000 * one.cost[whose]:.1f}" for one in noted.values()]
        table.add_row(f"processor time an effect: {whose}", *_spread(costs))
    busy = [f"{one.busy:.2f}" for one in noted.values()]
    table.add_row(f"cores that all of it keeps busy, of {os.cpu_count()}", *_spread(busy))
    return table


def _spread(texts: list[str]) -> Iterator[str]:
    return chain.from_iterable(("", text) for text in texts)


def _taken(moments: traced.Moments, start: str, end: str) -> tuple[str, str]:
    """How long from one step to another, and for how long of it the process itself was at work."""
    found = [(m[start], m[end]) for m in moments.values() if start in m and end in m]
    in_one = (start in traced.AT_THE_SOURCE) == (end in traced.AT_THE_SOURCE)
    waited = _told([after[0] - before[0] for before, after in found])
    return waited, _told([after[1] - before[1] for before, after in found]) if in_one else ""


def _told(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "–"
    at = quantiles(seconds, n=100, method="inclusive")
    return f"{1000 * at[49]:.1f}, {1000 * at[98]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
