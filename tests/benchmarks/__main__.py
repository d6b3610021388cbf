"""`python -m tests.benchmarks [MEASURE…]`: product and peer in one run, in paired rounds."""

import argparse
import importlib
import sys
import time

from rich.console import Console
from rich.table import Table

from shared.runtime.settings import DEFAULT_RUNTIME, RUNTIMES
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.runtimes import BOTH, WHOLE, in_turns
from tests.benchmarks.servers import servers

MEASURES = (
    "append",
    "commands",
    "fold",
    "rebuild",
    "relay",
    "follow",
    "latency",
    "cpu",
    "growth",
    "ledgers",
    "memory",
    "demo",
    "knee",
    "pages",
    "link",
)


ENDURANCE = "endurance"
"""Takes ten minutes of a machine that has nothing else to do: only who asks for it gets it."""
WIDTH = 150
"""Of the table in a file."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "measure", nargs="*", help=f"of {', '.join(MEASURES)}; default: these; or {ENDURANCE}"
    )
    parser.add_argument("--rounds", type=int, default=5, help="paired rounds a measure")
    parser.add_argument("--quick", action="store_true", help="short rounds, small logs: a look")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is not met")
    parser.add_argument(
        "--runtime",
        choices=(*RUNTIMES, BOTH),
        default=DEFAULT_RUNTIME,
        help=f"what whole services run on; {BOTH}: {', '.join(WHOLE)} on each in turns, compared",
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.measure) - {*MEASURES, ENDURANCE}:
        parser.error(f"no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    figures: list[Figure] = []
    with servers() as private:
        bench = Bench(private, arguments.rounds, arguments.quick, arguments.runtime)
        both = arguments.runtime == BOTH
        for name in arguments.measure or (WHOLE if both else MEASURES):
            started = time.monotonic()
            measure = importlib.import_module(f"tests.benchmarks.{name}").run
            for figure in in_turns(bench, measure) if both else measure(bench):
                figures.append(figure)
                console.print(_line(figure), highlight=False)
            console.print(f"[dim]{name}: {time.monotonic() - started:.0f} s[/dim]")
    console.print(_table(figures))
    missed = [f for f in figures if f.met is False]
    return 1 if missed and arguments.strict else 0


def _line(figure: Figure) -> str:
    return f"{figure.measure}: {figure.shown}  ({figure.ours} | {figure.peer})"


def _table(figures: list[Figure]) -> Table:
    table = Table(title="PostgreSQL and RabbitMQ on this machine, all checks on")
    for name in ("measure", "ours", "peer", "ratio", "must", "dream", "met?"):
        table.add_column(name, justify="left" if name in ("measure", "met?") else "right")
    for figure in figures:
        told = (figure.measure, figure.ours, figure.peer, figure.shown)
        bounds = (figure.bound(figure.must) or "report", figure.bound(figure.dream))
        table.add_row(*told, *bounds, figure.verdict, style=_STYLES.get(figure.verdict, ""))
    return table


_STYLES = {"missed": "red", "met": "green", "dream": "bold green"}


sys.exit(main())
