"""Appending: what is taken, what is refused, and that each caller hears only of its own."""

import uuid
from contextlib import contextmanager

import pytest

from shared.kernel.log.batch import (
    Appended,
    Batch,
    Busy,
    CheckpointConflict,
    CheckpointMove,
    Malformed,
    MixedRepeat,
    NewEvent,
    VersionConflict,
    new_event,
)
from shared.kernel.log.chain import GENESIS, chain
from shared.kernel.log.verification import verify
from shared.schemas.codec import digest
from tests.conformance.batches import append_at_once, batch, broken, event, outcome, unchecked

ID = "5c2f9a39-1a66-4f0e-8d5c-0d3f3a1c0001"
TEXTS = ("a", 1, ID, "Tried", f'{{"name":"withheld.{"0" * 64}"}}', "{}")
WITHHELD = NewEvent(*TEXTS, digest(*TEXTS))
"""As other services are told of an event: with the hash of a sealed text in its place."""


def checkpoint(log, subscription):
    with log.database.read() as connection:
        row = connection.exec_driver_sql(
            f"SELECT position, hash FROM checkpoints WHERE subscription = '{subscription}'"
        ).first()
    return (row[0], bytes(row[1])) if row else None


def test_an_empty_log_has_its_head_at_position_0(log):
    assert (log.head().position, log.head().hash) == (0, GENESIS)
    assert log.read(0) == []


def test_what_is_appended_is_read_back_as_it_was(log):
    data = '{"名":"涛雒镇 \\u2028 \'\\"%s\\\\ 😀"}'
    new = new_event("town-涛雒", 1, ID, "Named", data, '{"who":"张三"}')
    assert log.append(Batch((new,), {"town-涛雒": 0})) == Appended(1, 1)
    [record] = log.read(0)
    assert (record.stream, record.version, record.id, record.type) == new[:4]
    assert (record.data, record.meta, record.digest) == new[4:]
    assert (record.prev_hash, record.hash) == (GENESIS, log.head().hash)
    assert log.store.find(ID).position == 1
    assert log.store.known([ID, "00000000-0000-5000-8000-000000000000"]) == {ID}
    assert log.store.known([]) == set()
    assert log.store.begun(["town-涛雒", "town-招贤"]) == {"town-涛雒"}
    assert log.store.begun([]) == set()
    assert log.store.read_stream("town-涛雒") == [(1, "Named", data)]
    [again] = log.store.histories(["town-涛雒", "town-招贤"])
    assert again == record._replace(prev_hash=b"")
    assert log.store.histories([]) == []


def test_a_clock_that_was_set_back_does_not_set_the_log_back(backend, log):
    log.append(batch("a"))
    [record] = log.read(0)
    ahead = record.recorded_at + 3_600_000_000
    hash = chain(GENESIS, 1, ahead, record.digest)
    blob = f"'\\x{hash.hex()}'" if backend.postgresql else f"x'{hash.hex()}'"
    with backend.tampering() as run:
        run(f"UPDATE records SET recorded_at = {ahead}, hash = {blob}")
    log.append(batch("a", 1))
    assert [r.recorded_at for r in log.read(0)] == [ahead, ahead]
    assert verify(log.store).whole


def test_pages_go_on_where_the_last_one_ended(log):
    log.append(batch("a", events=7))
    read = list(log.read_all(page=3))
    assert [r.position for r in read] == list(range(1, 8))
    assert [r.prev_hash for r in read] == [GENESIS, *(r.hash for r in read[:-1])]
    assert [r.version for r in log.read(4)] == [5, 6, 7]


def test_a_version_conflict_names_stream_expected_and_actual(log):
    log.append(batch("a", events=3))
    with pytest.raises(VersionConflict) as caught:
        log.append(batch("a", 2))
    assert (caught.value.stream, caught.value.expected, caught.value.actual) == ("a", 2, 3)


def test_a_conflict_fails_only_its_own_caller(backend, log):
    log.append(batch("contended"))
    tried = [batch(f"free-{n}") for n in range(4)] + [batch("contended", 0), batch("contended", 1)]
    results = append_at_once(log, backend.held(log), tried)
    assert [type(r) for r in results] == [Appended] * 4 + [VersionConflict, Appended]
    assert results[4].actual == 1


def test_of_callers_who_decided_on_the_same_version_one_wins(backend, log):
    results = append_at_once(log, backend.held(log), [batch("one") for _ in range(8)])
    assert sum(isinstance(r, Appended) for r in results) == 1
    losers = [r for r in results if isinstance(r, VersionConflict)]
    assert [(r.stream, r.expected, r.actual) for r in losers] == [("one", 0, 1)] * 7
    assert log.head().position == 1


def test_a_guard_holds_a_stream_without_writing_to_it(log):
    log.append(batch("guarded", events=2))
    log.append(batch("a", guards={"guarded": 2, "never-written": 0}))
    with pytest.raises(VersionConflict, match="stream guarded is at version 2, not at 1"):
        log.append(batch("a", 1, guards={"guarded": 1}))
    assert log.store.read_stream("guarded")[-1][0] == 2


def test_a_guard_sees_what_the_same_group_appended_before_it(backend, log):
    tried = [batch("first"), batch("guarded"), batch("a", guards={"guarded": 0})]
    results = append_at_once(log, backend.held(log), tried)
    assert results[:2] == [Appended(1, 1), Appended(2, 2)]
    assert isinstance(results[2], VersionConflict)


def test_several_streams_are_appended_all_or_not_at_all(log):
    both = Batch((event("a", 1), event("b", 1), event("a", 2)), {"a": 0, "b": 0})
    assert log.append(both) == Appended(1, 3)
    stale = Batch((event("a", 3), event("b", 1)), {"a": 2, "b": 0})
    with pytest.raises(VersionConflict) as caught:
        log.append(stale)
    assert (caught.value.stream, caught.value.actual) == ("b", 1)
    assert log.head().position == 3


def test_a_repeat_is_answered_as_a_replay_and_appends_nothing(log):
    first = batch("a", events=3)
    assert log.append(first) == Appended(1, 3)
    log.append(batch("a", 3))
    assert log.append(first) == Appended(1, 3, replay=True)
    assert log.head().position == 4


def test_repeats_within_one_group_append_once(backend, log):
    same = batch("a", events=2)
    results = append_at_once(log, backend.held(log), [same] * 6)
    assert results == [Appended(1, 2)] + [Appended(1, 2, replay=True)] * 5
    assert log.head().position == 2


def test_a_batch_that_is_a_repeat_only_in_part_is_refused_whole(log):
    log.append(Batch((event("a", 1, ID),), {"a": 0}))
    missing = event("b", 1)
    with pytest.raises(MixedRepeat) as caught:
        log.append(Batch((event("a", 1, ID), missing), {"a": 0, "b": 0}))
    assert caught.value.missing == missing.id
    assert log.head().position == 1


def test_a_bad_batch_fails_only_itself(backend, log):
    log.append(Batch((event("taken", 1, ID),), {"taken": 0}))
    tried = [batch(f"good-{n}") for n in range(6)]
    tried.insert(3, broken("bad", ID))
    results = append_at_once(log, backend.held(log), tried)
    assert isinstance(results.pop(3), Exception)
    assert [type(r) for r in results] == [Appended] * 6
    assert log.head().position == 7
    assert log.store.read_stream("bad") == []


def test_nul_that_slips_through_fails_only_its_own_caller(backend, log):
    """Past the check: no store takes it, and the others of its group don't notice."""
    slipped = event("bad", 1)._replace(data="\x00")
    tried = [batch("first"), batch("a"), Batch((slipped,), {"bad": 0}), batch("b")]
    results = append_at_once(log, backend.held(log), tried)
    assert [type(results[n]) for n in (0, 1, 3)] == [Appended] * 3
    assert isinstance(results[2], ValueError)


def test_a_checkpoint_moves_with_the_append_or_neither_happens(log):
    move = CheckpointMove("projects", 0, 5, b"5" * 32)
    log.append(batch("a", move=move))
    assert checkpoint(log, "projects") == (5, b"5" * 32)
    with pytest.raises(CheckpointConflict) as caught:
        log.append(batch("a", 1, move=move._replace(to_position=6)))
    assert (caught.value.expected, caught.value.actual) == (0, 5)
    with pytest.raises(VersionConflict):
        log.append(batch("a", 0, move=CheckpointMove("projects", 5, 6, b"6" * 32)))
    assert checkpoint(log, "projects") == (5, b"5" * 32)
    assert log.head().position == 1


def test_a_repeat_with_a_checkpoint_already_moved_is_a_replay(log):
    """Its first answer may have been lost."""
    first = batch("a", move=CheckpointMove("projects", 3, 5, b"5" * 32))
    with pytest.raises(CheckpointConflict):
        log.append(first)
    log.append(batch("b", move=CheckpointMove("projects", 0, 3, b"3" * 32)))
    assert log.append(first) == Appended(2, 2)
    assert log.append(first) == Appended(2, 2, replay=True)
    elsewhere = Batch(first.events, first.expected, first.move._replace(to_hash=b"x" * 32))
    with pytest.raises(CheckpointConflict):
        log.append(elsewhere)


def test_a_repeat_moves_a_checkpoint_that_was_set_back(log):
    first = batch("a")
    log.append(first)
    again = Batch(first.events, first.expected, CheckpointMove("projects", 0, 2, b"2" * 32))
    assert log.append(again) == Appended(1, 1, replay=True)
    assert checkpoint(log, "projects") == (2, b"2" * 32)


def test_who_comes_to_a_full_queue_is_told_busy_and_nothing_is_taken(backend):
    with backend.open(queue=4) as log:
        told: list[object] = []

        @contextmanager
        def held_until_full():
            with backend.held(log):
                yield
                told.append(outcome(lambda: log.append(batch("late"))))

        results = append_at_once(log, held_until_full(), [batch(f"s-{n}") for n in range(5)])
        assert [type(r) for r in results] == [Appended] * 5
        assert isinstance(told[0], Busy)
        assert log.store.read_stream("late") == []
        assert log.append(batch("late")) == Appended(6, 6)


@pytest.mark.parametrize(
    ("events", "expected", "why"),
    [
        ((event("a", 7),), {"a": 0}, "version 7 of stream a, where 1 is due"),
        ((event("a", 1), event("a", 1)), {"a": 0}, "version 1 of stream a, where 2 is due"),
        ((event("a", 1), event("b", 1)), {"a": 0}, "no version of stream b is expected"),
        ((event("a", 1),), {}, "no version of stream a is expected"),
        ((event("", 1),), {"": 0}, "is empty"),
        ((event("a", 1, data=""),), {"a": 0}, "is empty"),
        ((event("a", 1)._replace(type=""),), {"a": 0}, "is empty"),
        ((event("a", 1)._replace(digest=bytes(32)),), {"a": 0}, "not that of its texts"),
        ((event("a", 1)._replace(digest=b""),), {"a": 0}, "not that of its texts"),
        ((event("a", 1)._replace(data='{"n":2}'),), {"a": 0}, "not that of its texts"),
        ((WITHHELD,), {"a": 0}, "lacks a sealed text"),
    ],
)
def test_no_store_takes_what_would_leave_a_log_that_does_not_verify(
    backend, log, events, expected, why
):
    """Whoever made the batch; the others of its group are served."""
    log.append(batch("z"))
    tried = [batch("first"), batch("c"), unchecked(events, expected), batch("d")]
    results = append_at_once(log, backend.held(log), tried)
    assert [type(results[n]) for n in (0, 1, 3)] == [Appended] * 3
    assert isinstance(results[2], Malformed) and why in str(results[2])
    verified = verify(log.store)
    assert verified.whole and verified.count == 4


@pytest.mark.parametrize("hash", [b"", b"5" * 31])
def test_no_checkpoint_moves_to_what_is_no_hash(log, hash):
    with pytest.raises(Malformed):
        log.append(unchecked((), {}, CheckpointMove("projects", 0, 5, hash)))
    with pytest.raises(Malformed):
        log.append(unchecked((), {}, CheckpointMove("projects", 0, -1, b"5" * 32)))
    assert checkpoint(log, "projects") is None


def test_a_checkpoint_may_move_alone(log):
    log.append(batch("a"))
    log.append(Batch((), {}, CheckpointMove("projects", 0, 5, b"5" * 32)))
    assert checkpoint(log, "projects") == (5, b"5" * 32)
    with pytest.raises(CheckpointConflict):
        log.append(Batch((), {}, CheckpointMove("projects", 0, 6, b"6" * 32)))
    assert log.head().position == 1


@pytest.mark.parametrize(
    "text",
    ['"\\/', "\b\f\n\r\t\x01\x1f\x7f\x80", "镇兴\u2028\ufeff", "\U0001f600 e\u0301", "<&>'%s$1"],
)
def test_both_stores_compute_the_digest_that_we_compute(log, text):
    one = new_event(f"s-{text}", 1, str(uuid.uuid4()), f"T{text}", f"[{text}]", f"{{{text}}}")
    assert log.append(Batch((one,), {one.stream: 0})) == Appended(1, 1)
    assert verify(log.store).whole


def test_many_streams_of_one_batch_are_told_apart_in_any_order(log):
    streams = [f"s-{n}" for n in range(300)]
    events = [event(s, v) for v in (1, 2) for s in reversed(streams)]
    expected = {"guarded": 0} | dict.fromkeys(streams, 0)
    assert log.append(Batch(tuple(events), expected)) == Appended(1, 600)
    assert verify(log.store).whole
