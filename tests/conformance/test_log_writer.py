"""The group writer: nobody waits for ever, whoever is killed and wherever."""

import subprocess
import sys
import threading
import time
from concurrent.futures import Future

import pytest

from shared.kernel.log import writer
from shared.kernel.log.batch import Appended, StoreUnavailable
from shared.kernel.log.companions import MISSED, Companions
from shared.kernel.log.sqlite import SQLiteStore
from shared.kernel.log.writer import GroupWriter
from tests.conformance.batches import batch, in_thread, outcome
from tests.eventually import PATIENCE_SECONDS, eventually


class Killed(BaseException):
    """As a green thread is killed, or a thread interrupted."""


class Faulty(SQLiteStore):
    """A store that waits to be let go, and fails when told to: before or after it has stored."""

    def __init__(self, database):
        super().__init__(database)
        self.entered = threading.Event()
        self.go = threading.Event()
        self.before: list[BaseException] = []
        self.after: list[BaseException] = []
        self.calls: list[int] = []
        self.held: list[int] = []

    def append(self, batches):
        self.held.append(len(batches))
        self.entered.set()
        assert self.go.wait(PATIENCE_SECONDS)
        self.calls.append(len(batches))
        if self.before:
            raise self.before.pop(0)
        results = super().append(batches)
        if self.after:
            raise self.after.pop(0)
        return results


class Patient(Companions):
    """Waits for all, as long as it takes."""

    def complete(self, waiting, now):
        return super().complete(waiting, float("-inf"))

    def left(self, now):
        return PATIENCE_SECONDS


class Punctual(Companions):
    """Is asked for how long it waits at the moment at which it said that it does."""

    def complete(self, waiting, now):
        self.asked_at = now
        return super().complete(waiting, now)

    def left(self, now):
        assert now == self.asked_at, "meanwhile the time may be over, and a second one leads"
        return super().left(now)


@pytest.fixture
def store(sqlite_backend):
    with sqlite_backend.open() as log:
        yield Faulty(log.database)


def crowd(store: Faulty, writer: GroupWriter, size: int, named: str = "s") -> list[object]:
    """The first of so many leads alone, the others wait; then all are let go. What each hears."""

    def append(n: int) -> object:
        try:
            return outcome(lambda: writer.append(batch(f"{named}-{n}")))
        except Killed as killed:
            return killed

    callers = []
    for n in range(size):
        callers.append(in_thread(append, n))
        assert store.entered.wait(PATIENCE_SECONDS)
        eventually(lambda n=n: writer.waiting == n, f"{n} callers to wait")
    store.go.set()
    return [caller.result(PATIENCE_SECONDS) for caller in callers]


def test_callers_who_wait_are_served_together(store):
    assert crowd(store, GroupWriter(store), 9) == [Appended(n, n) for n in range(1, 10)]
    assert store.calls == [1, 8]


def test_a_group_is_bounded(store):
    crowd(store, GroupWriter(store, group=3), 9)
    assert store.calls == [1, 3, 3, 2]


def test_a_group_has_no_more_letters_than_a_store_takes_and_a_batch_that_has_goes_alone(
    store, monkeypatch
):
    each = batch("s").letters
    monkeypatch.setattr(writer, "GROUP_LETTERS", 2 * each + 1)
    assert crowd(store, GroupWriter(store), 6)[-1] == Appended(6, 6)
    monkeypatch.setattr(writer, "GROUP_LETTERS", each - 1)
    store.entered.clear(), store.go.clear()
    assert crowd(store, GroupWriter(store), 3, "t")[-1] == Appended(9, 9)
    assert store.calls == [1, 2, 2, 1] + [1, 1, 1]


def test_the_last_position_is_told_after_each_write(store):
    told: list[int] = []
    crowd(store, GroupWriter(store, appended=lambda new: told.append(new[-1][1].last)), 9)
    assert told == [1, 9]


def test_who_was_served_and_comes_again_shares_the_next_commit(store):
    """The first leads alone. The others are held back for it, and it takes the lead over."""
    writer = GroupWriter(store, companions=Patient(128))
    twice = in_thread(lambda: [writer.append(batch("s-first", n)) for n in range(2)])
    assert store.entered.wait(PATIENCE_SECONDS)
    others = [in_thread(writer.append, batch(f"s-{n}")) for n in range(3)]
    eventually(lambda: writer.waiting == 3, "three callers to wait")
    store.go.set()
    assert twice.result(PATIENCE_SECONDS)[1] == Appended(5, 5)
    assert {other.result(PATIENCE_SECONDS).first for other in others} == {2, 3, 4}
    assert store.calls == [1, 4]


def test_a_group_is_held_back_or_written_as_of_one_moment(store):
    companions = Punctual(128)
    companions.served(2, 0, took=1.0, now=time.perf_counter())
    store.go.set()
    assert GroupWriter(store, companions=companions).append(batch("a")) == Appended(1, 1)


def in_halves(all: int) -> Companions:
    """Of so many callers, who have come too late often enough."""
    companions = Companions(128)
    companions.served(all, 0, 0, 0)
    for _ in range(MISSED):
        companions.take(1)
    return companions


def gathered(store: Faulty, writer: GroupWriter, *sizes: int) -> list[Future[Appended]]:
    """One caller after another, until groups of these sizes are in the store, and the last so many
    callers wait."""
    *groups, last = sizes
    callers = []
    for n in range(sum(sizes)):
        callers.append(in_thread(writer.append, batch(f"s-{n}")))
        come = len(callers)
        eventually(lambda come=come: sum(store.held) + writer.waiting == come, "it to have come")
    assert (store.held, writer.waiting) == (groups, last)
    return callers


def test_callers_who_go_in_halves_do_not_wait_until_the_store_is_done_with_the_others(store):
    store.at_once = 2
    writer = GroupWriter(store, companions=in_halves(6))
    callers = gathered(store, writer, 1, 3, 4)
    store.go.set()
    answers = [caller.result(PATIENCE_SECONDS) for caller in callers]
    assert sorted(answer.first for answer in answers) == [*range(1, 9)]
    assert writer.append(batch("next")) == Appended(9, 9)


def test_a_store_that_takes_one_group_is_given_one(store):
    writer = GroupWriter(store, companions=in_halves(6))
    callers = gathered(store, writer, 1, 4)
    store.go.set()
    assert [caller.result(PATIENCE_SECONDS).last for caller in callers]


def test_callers_who_share_a_commit_wait_for_it(store):
    store.at_once = 2
    callers = gathered(store, GroupWriter(store), 1, 4)
    store.go.set()
    assert [caller.result(PATIENCE_SECONDS).last for caller in callers]
    assert store.calls == [1, 4]


@pytest.mark.parametrize("when", ["before", "after"])
def test_of_two_groups_in_the_store_one_whose_leader_is_killed_is_sent_again(store, when):
    store.at_once = 2
    getattr(store, when).append(Killed())
    writer = GroupWriter(store, companions=in_halves(6))
    callers = gathered(store, writer, 1, 3, 2)
    store.go.set()
    told = [caller.exception(PATIENCE_SECONDS) for caller in callers]
    assert sorted(type(error) for error in told if error) == [Killed]
    assert writer.waiting == 0
    assert isinstance(writer.append(batch("next")), Appended)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_leader_who_is_killed_fails_only_itself(store, when):
    """The first leads alone; the second leads the group of all others and is killed."""
    writer = GroupWriter(store)
    if when == "before":
        store.before = [Killed(), Killed()]
    else:
        store.after = [Killed(), Killed()]
    results = crowd(store, writer, 9)
    assert [type(r) for r in results] == [Killed, Killed] + [Appended] * 7
    assert all(r.replay == (when == "after") for r in results[2:])
    assert writer.append(batch("next")).first == (8 if when == "before" else 10)


def test_a_store_that_is_gone_is_tried_twice_and_told_to_all(store):
    store.before = [StoreUnavailable("gone") for _ in range(4)]
    results = crowd(store, GroupWriter(store), 9)
    assert [str(r) for r in results] == ["gone"] * 9
    assert store.calls == [1, 1, 8, 8]


def test_a_store_that_goes_while_a_group_is_tried_apart_is_not_waited_for_by_each(store):
    errors = ["of the first", "of the group"]
    store.before = [*map(ValueError, errors), StoreUnavailable("gone"), StoreUnavailable("gone")]
    results = crowd(store, GroupWriter(store), 9)
    assert str(results[0]) == "of the first"
    assert [str(r) for r in results[1:]] == ["gone"] * 8
    assert store.calls == [1, 8, 1, 1]


def test_green_threads_that_are_killed_leave_the_others_alone(backend):
    program = [sys.executable, "-m", "tests.conformance.green_appends", backend.url]
    done = subprocess.run(
        program, capture_output=True, text=True, timeout=2 * PATIENCE_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
