"""Ledgers out and in, beside the libraries alone: the same rows, the same sheet."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Bench, Figure, compared, rounds
from tests.benchmarks.side import Side

EXPORT, IMPORT = 3.5, 40.0
"""At most so many times what the libraries alone take. An import also decides every row; a CSV is
written by the library in no time, so that its figure only shows what taking a row's cells costs."""


def run(bench: Bench) -> Iterator[Figure]:
    folder = bench.servers.folder / "ledgers"
    folder.mkdir()
    own = bench.servers.store().service
    sides = "tests.benchmarks.ledger_sides"
    with (
        Side(f"{sides}:Ledgers", green=False, database=own, folder=str(folder)) as product,
        Side(f"{sides}:Bare", green=False, database=own, folder=str(folder)) as bare,
    ):
        yield from _exports(bench, product, bare)
        yield from _imports(bench, product, bare, folder)


def _exports(bench: Bench, product: Side, bare: Side) -> Iterator[Figure]:
    count = bench.scaled(100_000, 10_000)
    table = product.call("register", count=count)
    for format, target in (("xlsx", EXPORT), ("csv", None)):
        pairs = rounds(
            bench.rounds,
            lambda f=format: float(bare.call("export", table=table, format=f)),
            lambda f=format: float(product.call("export", format=f)),
        )
        measure = f"ledger of {count:,} rows as {format.upper()}"
        yield compared(measure, pairs, "s", must=target, at_most=True)


def _imports(bench: Bench, product: Side, bare: Side, folder: Path) -> Iterator[Figure]:
    count = bench.scaled(10_000, 2_000)
    sheets = iter(range(bench.rounds))

    def alone() -> float:
        path = product.call("fill_in", turn=next(sheets), count=count)
        return float(bare.call("take", path=path))

    pairs = rounds(bench.rounds, alone, lambda: float(product.call("take")))
    yield compared(f"import of {count:,} rows", pairs, "s", must=IMPORT, at_most=True)
