"""`python -m tests.benchmarks.profile`: what the services' processor time goes to, under load.

The cluster of the benchmarks, its clerks at a steady rate, and a sampler in every service, or
with --py-spy or on threads beside it.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.runtime.settings import THREADS
from tests.benchmarks.cluster import cluster
from tests.benchmarks.knee import FUNDS, prepared
from tests.benchmarks.measure import Bench
from tests.benchmarks.processor import spent
from tests.benchmarks.profiler import CannotProfile, by_py_spy, by_their_clock, merged
from tests.benchmarks.servers import servers
from tests.benchmarks.shares import Share, by_module, by_work
from tests.benchmarks.side import Side
from tests.integration.load import DRIVEN

SAMPLED = [sys.executable, "-m", "tests.benchmarks.sampled_service"]
WARM_UP_SECONDS, LEAD_SECONDS = 5, 3
LEAST = 0.005
"""Shares below it are not shown."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make profile", description=__doc__)
    parser.add_argument("--seconds", type=int, default=30, help="for how long it samples")
    parser.add_argument("--rate", type=int, default=40, help="commands a second, four services")
    parser.add_argument("--py-spy", action="store_true", help="look from outside, at all threads")
    parser.add_argument("--keep", type=Path, help="folder for the samples (collapsed stacks)")
    asked = parser.parse_args()
    try:
        with servers() as private:
            _profile(Bench(private, rounds=1, quick=False), asked)
    except CannotProfile as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _profile(bench: Bench, asked: argparse.Namespace) -> None:
    seconds, rate, folder = asked.seconds, asked.rate, bench.servers.folder
    outside = asked.py_spy or os.environ.get("ZHENXING_RUNTIME") == THREADS
    sampled = by_py_spy if outside else by_their_clock
    with cluster(bench, *DRIVEN, command=[*SAMPLED, str(folder), "serve"]) as services:
        prepared(services)
        pids = {name: services.services[name].pid for name in DRIVEN}
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with Side("tests.benchmarks.clerks:Clerks", **where, funds=FUNDS) as clerks:
            clerks.call("give", rate=rate, seconds=WARM_UP_SECONDS, watched=False)
            clerks.begin("give", rate=rate, seconds=seconds + LEAD_SECONDS, watched=False)
            before = spent(pids.values(), bench.servers)
            samples = sampled(pids, seconds, folder)
            after = spent(pids.values(), bench.servers)
            clerks.end()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        for name in pids:
            shutil.copy(folder / f"{name}.stacks", asked.keep)
    cost = {whose: 1000 * (after[whose] - before[whose]) / (rate * seconds) for whose in after}
    together = merged(samples.values())
    console = Console()
    console.print(f"{rate} commands/s on four services, {together.total()} samples.")
    console.print(_processes(cost))
    console.print(_table("what the services work for", by_work(together), cost["services"]))
    console.print(_table("where, by module", by_module(together), cost["services"]))


def _processes(cost: dict[str, float]) -> Table:
    table = Table(title="processor time of a command, all of it")
    table.add_column("whose")
    table.add_column("ms", justify="right")
    for whose, milliseconds in cost.items():
        table.add_row(whose, f"{milliseconds:.1f}")
    return table


def _table(title: str, shares: list[Share], milliseconds: float) -> Table:
    table = Table(title=title)
    table.add_column("")
    for name in ("itself", "ms a command", "with what it calls"):
        table.add_column(name, justify="right")
    rest = 1.0
    for share in shares:
        if share.own >= LEAST:
            rest -= share.own
            own = f"{share.own:.1%}", f"{share.own * milliseconds:.2f}"
            table.add_row(share.name, *own, f"{share.whole:.1%}")
    table.add_row(f"less than {LEAST:.1%} each", f"{rest:.1%}", f"{rest * milliseconds:.2f}", "")
    return table


if __name__ == "__main__":
    sys.exit(main())
