"""Ten minutes at a steady rate: who grows, slows down or falls behind shows it.

Four services take 20 commands a second together, or half of what is their knee in this run where
that is less; twenty people look at their worklists every five seconds. Held are the 99th percentile
of the answers and the lag, whose bounds are the knee's, and the memory of every process: in the last
minute within 10% of what it was in the second.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median, quantiles

import requests
from rich.console import Console

from deploy.servers.process import children
from tests.benchmarks.clerks import SETTLE_SECONDS
from tests.benchmarks.cluster import cluster
from tests.benchmarks.knee import FUNDS, LAG_SECONDS, P99_MS, highest, prepared
from tests.benchmarks.measure import Bench, Figure
from tests.benchmarks.memory import resident
from tests.benchmarks.readers import Readers
from tests.benchmarks.side import Side
from tests.eventually import eventually
from tests.integration.load import DRIVEN
from tests.integration.processes import SERVE, Cluster, Process

RATE = 20.0
LEAST_RATE = 2.0
MINUTES, QUICK_MINUTES = 10, 3
READERS = 20
GROWTH = 1.1
LOOK_SECONDS = 5.0
WORKBENCH = "workbench"


def run(bench: Bench) -> Iterator[Figure]:
    minutes = bench.scaled(MINUTES, QUICK_MINUTES)
    console = Console()
    with cluster(bench, *DRIVEN) as services, workbench(services) as address:
        prepared(services)
        pids = {name: services.services[name].pid for name in (*DRIVEN, WORKBENCH)}
        where = {"green": True, "configuration": services.env["ZHENXING_CONFIG"]}
        with Side("tests.benchmarks.clerks:Clerks", **where, funds=FUNDS) as clerks:
            clerks.call("settle")
            rate = _rate(clerks, bench.scaled(6, 3))
            console.print(f"{rate:.1f} commands a second")
            sampled: list[dict[str, float]] = []
            answers: list[float] = []
            lags: list[float] = []
            with Readers(address, READERS) as readers:
                for minute in range(1, minutes + 1):
                    with sampling(pids) as megabytes:
                        taken = clerks.call("give", rate=rate, seconds=60)
                    if taken["refused"] or readers.failures:
                        raise RuntimeError(f"{taken['refused']} refused, {readers.failures[:1]}")
                    sampled.append({name: median(m) for name, m in megabytes.items()})
                    answers += taken["milliseconds"]
                    lags.append(taken["lag"])
                    pages = readers.taken()
                    console.print(
                        f"minute {minute}: p99 {_p99(taken['milliseconds']):.0f} ms,"
                        f" lag {taken['lag']:.2f} s, pages p99 {_p99(pages):.0f} ms, "
                        + ", ".join(f"{name} {mb:.0f} MB" for name, mb in sampled[-1].items()),
                        highlight=False,
                    )
            clerks.call("settle")
    about = f"{rate:.0f} commands/s, {minutes} min"
    yield _bounded(f"p99 of answers, {about}", _p99(answers), P99_MS, "ms")
    yield _bounded(f"greatest lag, {about}", max(lags), LAG_SECONDS, "s")
    for name in pids:
        second, last = sampled[min(1, minutes - 1)][name], sampled[-1][name]
        measure = f"memory of {name}, last minute against the second"
        told = f"{last:.1f} MB", f"{second:.1f} MB"
        yield Figure(measure, *told, last / second, GROWTH, at_most=True)


@contextmanager
def workbench(services: Cluster) -> Iterator[str]:
    """The workbench of these services, a process of its own; its address."""
    port = min(known.port for known in services.settings.services.values()) - 1
    env = {**services.env, "ZHENXING_PORT": str(port)}
    command = [*SERVE[:-1], WORKBENCH, "--shape", "cluster"]
    output = services.configuration.with_name("workbench.log")
    process = services.services[WORKBENCH] = Process(command, env, output)
    process.start()
    address = f"http://localhost:{port}"
    try:
        eventually(lambda: _answers(address), "the workbench to answer", SETTLE_SECONDS)
        yield address
    finally:
        process.kill()


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/health", timeout=1).ok
    except requests.RequestException:
        return False


@contextmanager
def sampling(pids: Mapping[str, int]) -> Iterator[dict[str, list[float]]]:
    """Megabytes of each process with its children, every five seconds while the block lasts."""
    found: dict[str, list[float]] = {name: [] for name in pids}
    over = threading.Event()

    def sample() -> None:
        while True:
            for name, pid in pids.items():
                found[name].append(sum(resident(one) for one in (pid, *children(pid))))
            if over.wait(LOOK_SECONDS):
                return

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _rate(clerks: Side, seconds: float) -> float:
    """Half the knee, at most `RATE`; on a machine that is too full to have one, hardly any: memory
    is looked at all the same."""
    try:
        return min(RATE, highest(clerks, seconds, RATE) / 2)
    except RuntimeError:
        return LEAST_RATE


def _p99(milliseconds: list[float] | tuple[float, ...]) -> float:
    return quantiles(milliseconds, n=100)[98]


def _bounded(measure: str, value: float, bound: float, unit: str) -> Figure:
    """A figure beside what it may be."""
    digits = 0 if unit == "ms" else 2
    told = f"{value:.{digits}f} {unit}", f"{bound:g} {unit} at most"
    return Figure(measure, *told, value / bound, must=1.0, at_most=True)
