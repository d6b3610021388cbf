"""Deadlines, the calendar that they rest on, clocks, and how late this process wakes."""

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client.metrics_core import Metric

from shared.metrics.families import counter, gauge, histogram
from shared.metrics.observed import Observed
from shared.policy.working_days import announced

FIRST_YEAR = 2004
"""Of the calendar that the policy's limits are counted by."""


def deadlines(service: Observed) -> Iterator[Metric]:
    firing = service.deadlines
    yield gauge("deadlines_failing", "Deadlines that can't be told", len(firing.failing))
    yield counter("deadline_rounds", "Times that passed deadlines were looked for", firing.looked)
    yield counter("deadlines_fired", "Deadlines turned into events here", firing.fired)
    yield histogram(
        "deadline_told_late_seconds", "From the passing of a deadline to its telling", firing.late
    )
    yield histogram(
        "loop_delay_seconds", "How late this process woke from its pauses", firing.loop.delay
    )


def calendar(today_year: int) -> Metric:
    """The last year whose public holidays this release knows, this one and the next considered."""
    years = (y for y in range(today_year + 1, FIRST_YEAR - 1, -1) if announced(y))
    return gauge("calendar_last_year", "Last year whose holidays are known", next(years, 0))


def clocks(service: Observed) -> Iterator[Metric]:
    """Nothing where the store has no clock of its own. Raises `StoreUnavailable`."""
    before = datetime.now(UTC)
    told = service.database.clock()
    if told is not None:
        half = (datetime.now(UTC) - before) / 2
        apart = (told - (before + half)).total_seconds()
        yield gauge("store_clock_ahead_seconds", "The store's clock before this process's", apart)
