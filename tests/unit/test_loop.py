"""A loop goes on whatever fails, outlasts any outage, and ends when it is told to."""

import logging
import threading
from itertools import pairwise

import pytest

from shared.kernel.log.batch import Busy, StoreUnavailable
from shared.kernel.loop import LONGEST_BACKOFF, Away, Loop, backoff
from shared.kernel.subscription.source import SourceUnavailable
from tests.eventually import PATIENCE_SECONDS


def test_the_first_pauses_grow_and_are_short() -> None:
    pauses = [backoff(failures) for failures in range(1, 6)]
    assert all(before < after for before, after in pairwise(pauses))
    assert pauses[0] <= 0.1


@pytest.mark.parametrize("failures", [10, 1_023, 1_024, 10**6])
def test_an_outage_of_hours_is_waited_for_as_one_of_a_minute(failures: int) -> None:
    assert backoff(failures) == LONGEST_BACKOFF


def test_a_store_a_source_and_a_full_queue_are_waited_for_alike() -> None:
    assert all(issubclass(e, Away) for e in (StoreUnavailable, SourceUnavailable, Busy))


def test_a_step_that_fails_is_tried_again_and_its_failures_are_counted_in_a_row() -> None:
    outcomes = [ValueError("1"), StoreUnavailable("2"), None, ValueError("1 again"), None]
    counted: list[int] = []
    done = threading.Event()

    def step() -> float:
        outcome = outcomes.pop(0)
        if outcome is not None:
            raise outcome
        if not outcomes:
            done.set()
            loop.end()
        return 0.0

    def failed(error: Exception, failures: int) -> float:
        counted.append(failures)
        return 0.0

    loop = Loop("counting", step, failed=failed)
    loop.start()
    assert done.wait(PATIENCE_SECONDS)
    assert counted == [1, 2, 1]


def test_what_was_no_failure_does_not_count() -> None:
    counted: list[int] = []
    enough = threading.Event()

    def step() -> float:
        raise ValueError

    def failed(error: Exception, failures: int) -> float | None:
        counted.append(failures)
        if len(counted) == 3:
            enough.set()
            loop.end()
        return None

    loop = Loop("not counting", step, failed=failed)
    loop.start()
    assert enough.wait(PATIENCE_SECONDS)
    assert counted == [1, 1, 1]


def test_it_ends_at_once_though_its_next_step_is_hours_away() -> None:
    stepped = threading.Event()

    def step() -> float:
        stepped.set()
        return 3600.0

    loop = Loop("hourly", step)
    loop.start()
    assert stepped.wait(PATIENCE_SECONDS)
    loop.end()
    loop.join(PATIENCE_SECONDS)
    assert "hourly" not in {thread.name for thread in threading.enumerate()}


def test_an_outage_alarms_once_and_a_fault_with_its_incident_each_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    outcomes: list[Exception] = [StoreUnavailable("a"), StoreUnavailable("b"), ValueError("c")]
    done = threading.Event()

    def step() -> float:
        if outcomes:
            raise outcomes.pop(0)
        done.set()
        return 3600.0

    caplog.set_level(logging.INFO)
    loop = Loop("telling", step)
    loop.start()
    assert done.wait(PATIENCE_SECONDS)
    loop.end()
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert [t for t in told if "waits" in t[1]] == [
        ("WARNING", "telling waits: a"),
        ("INFO", "telling waits: b"),
    ]
    assert [t for level, t in told if level == "ERROR" and "telling failed" in t]
