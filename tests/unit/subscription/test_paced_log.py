"""Who takes more at once takes together what comes soon after, unless somebody waits for it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.kernel.log.batch import Batch
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log, Watermark
from shared.kernel.log.migration import migrate
from shared.kernel.subscription import source as sources
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.source import PacedLog, checkpoint_after
from tests.benchmarks.events import fund_events, stored
from tests.eventually import PATIENCE_SECONDS, eventually

LIVED = [stored("fund-f", n, e) for n, e in enumerate(fund_events("f", 3), 1)]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    database = Database(f"sqlite:///{tmp_path / 'finance.sqlite'}")
    migrate(database)
    made = Log("finance", database)
    yield made
    made.close()
    database.close()


def append(log: Log, number: int) -> None:
    log.append(Batch((LIVED[number - 1],), {"fund-f": number - 1}))


class Taking:
    """Somebody who takes what follows a checkpoint, on a thread of his own."""

    def __init__(self, source: PacedLog, after: Checkpoint) -> None:
        self.taken: list[Incoming] = []
        self._thread = threading.Thread(target=self._take, args=(source, after), daemon=True)
        self._thread.start()

    def _take(self, source: PacedLog, after: Checkpoint) -> None:
        self.taken = source.after(after, 100)

    def end(self) -> list[int]:
        self._thread.join(PATIENCE_SECONDS)
        return [event.position for event in self.taken]


def test_what_comes_soon_after_a_batch_is_taken_together_when_awaited(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PACE_SECONDS", 3600.0)
    shown = Watermark()
    source = PacedLog(log, shown)
    append(log, 1)
    [first] = source.after(Checkpoint(), 100)
    append(log, 2)
    taking = Taking(source, checkpoint_after(first))
    append(log, 3)
    assert not taking.taken
    waiting = threading.Thread(target=shown.wait, args=(2, PATIENCE_SECONDS))
    waiting.start()
    assert taking.end() == [2, 3]
    shown.seen(3)
    waiting.join()


@pytest.mark.parametrize(("together", "long"), [(1, False), (2, True)])
def test_after_several_that_were_taken_together_more_are_waited_for(
    log: Log, monkeypatch: pytest.MonkeyPatch, together: int, long: bool
) -> None:
    monkeypatch.setattr(sources, "PACE_SECONDS", 0.0)
    monkeypatch.setattr(sources, "BUSY_PACE_SECONDS", 3600.0)
    shown = Watermark()
    source = PacedLog(log, shown)
    for number in range(1, together + 1):
        append(log, number)
    taken = source.after(Checkpoint(), 100)
    append(log, together + 1)
    taking = Taking(source, checkpoint_after(taken[-1]))
    if long:
        assert not taking.taken
        shown.seen(together)
        waiting = threading.Thread(target=shown.wait, args=(together, PATIENCE_SECONDS))
        waiting.start()
    assert taking.end() == [together + 1]
    if long:
        shown.seen(together + 1)
        waiting.join()


def test_who_is_behind_by_whole_batches_waits_for_nothing(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "BUSY_PACE_SECONDS", 3600.0)
    source = PacedLog(log, Watermark())
    for number in range(1, 4):
        append(log, number)
    taken = source.after(Checkpoint(), 2)
    assert Taking(source, checkpoint_after(taken[-1])).end() == [3]


def test_what_comes_after_silence_is_put_off_with_what_comes_soon_until_somebody_waits(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PACE_SECONDS", 3600.0)
    shown = Watermark()
    source = PacedLog(log, shown)
    append(log, 1)
    assert source.wait(0, PATIENCE_SECONDS)
    taking = Taking(source, Checkpoint())
    append(log, 2)
    assert not taking.taken
    waiting = threading.Thread(target=shown.wait, args=(1, PATIENCE_SECONDS))
    waiting.start()
    assert taking.end() == [1, 2]
    shown.seen(2)
    waiting.join()


def test_who_was_not_told_of_growth_puts_off_nothing(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PACE_SECONDS", 3600.0)
    source = PacedLog(log, Watermark())
    assert source.after(Checkpoint(), 100) == []
    append(log, 1)
    assert Taking(source, Checkpoint()).end() == [1]


def test_what_nobody_waits_for_is_taken_all_the_same(log: Log) -> None:
    source = PacedLog(log, Watermark())
    append(log, 1)
    [first] = source.after(Checkpoint(), 100)
    append(log, 2)
    assert [event.position for event in source.after(checkpoint_after(first), 100)] == [2]


def test_who_waits_already_holds_up_nothing(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PACE_SECONDS", 3600.0)
    shown = Watermark()
    source = PacedLog(log, shown)
    append(log, 1)
    [first] = source.after(Checkpoint(), 100)
    waiting = threading.Thread(target=shown.wait, args=(1, PATIENCE_SECONDS))
    waiting.start()
    append(log, 2)
    eventually(lambda: shown.awaited(0), "somebody waits")
    assert [event.position for event in source.after(checkpoint_after(first), 100)] == [2]
    shown.seen(2)
    waiting.join()
