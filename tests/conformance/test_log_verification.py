"""Verifying finds what was done to a log behind its back, names the place, and changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest

from shared.kernel.log.batch import Batch
from shared.kernel.log.chain import chain
from shared.kernel.log.verification import compare_witness, verify
from shared.schemas.codec import digest
from tests.conformance.batches import batch, event

LAST = 30
CHANGES = (
    "data = '{\"n\":2}'",
    "data = data || ' '",
    'meta = \'{"who":"nobody"}\'',
    "type = 'Other'",
    "stream = 'd'",
    "version = 99",
    "id = '5c2f9a39-1a66-4f0e-8d5c-0d3f3a1c0001'",
)


@pytest.fixture
def log(log):
    """30 records in four streams, one append of three, the others of one each."""
    log.append(Batch(tuple(event(s, 1) for s in ("a", "b", "c")), {"a": 0, "b": 0, "c": 0}))
    for version in range(1, 10):
        for stream in ("a", "b", "c"):
            log.append(batch(stream, version))
    return log


def found(log, page=7):
    failure = verify(log.store, page).failure
    assert failure is not None
    assert str(failure.position) in failure.said.zh and str(failure.position) in failure.said.en
    return failure


def test_an_untouched_log_verifies_with_its_count_and_head(log):
    for page in (1, 7, 29, 30, 1000):
        verified = verify(log.store, page)
        assert verified.whole
        assert (verified.count, verified.head) == (LAST, log.head())


def test_an_empty_log_verifies(backend):
    with backend.open() as log:
        verified = verify(log.store)
    assert verified.whole and (verified.count, verified.head.position) == (0, 0)


def test_a_changed_byte_is_found_where_it_is(backend, log):
    for position, change in product((1, 13, LAST), CHANGES):
        with tampered(backend, f"UPDATE records SET {change} WHERE position = {position}"):
            failure = found(log)
        assert failure.position == position, change
        assert "was changed" in failure.said.en and "被改动" in failure.said.zh


def test_a_changed_time_or_hash_breaks_the_chain_where_it_is(backend, log):
    for change in ("recorded_at = recorded_at + 1", "hash = digest"):
        with tampered(backend, f"UPDATE records SET {change} WHERE position = 13"):
            failure = found(log)
        assert failure.position == 13, change
        assert "chain breaks at record 13" in failure.said.en


def test_a_change_with_its_digest_made_anew_breaks_the_chain_where_it_is(backend, log):
    record = log.read(12, 1)[0]
    forged = digest(record.stream, record.version, record.id, record.type, '{"n":2}', record.meta)
    with backend.tampering() as run:
        run(f"UPDATE records SET data = '{{\"n\":2}}', digest = {blob(backend, forged)}"
            " WHERE position = 13")  # fmt: skip
    assert found(log).position == 13


@pytest.mark.parametrize("change", ["data = CAST(x'ff00' AS TEXT)", "version = 'x'", "digest = 7"])
def test_bytes_that_are_no_text_are_found_where_they_are(sqlite_backend, change):
    with sqlite_backend.open() as log:
        log.append(batch("a", events=5))
        with sqlite_backend.tampering() as run:
            run(f"UPDATE records SET {change} WHERE position = 3")
        failure = found(log)
        assert failure.position == 3
        assert "被改动" in failure.said.zh


def test_a_removed_row_is_found_where_it_was(backend, log):
    for removed, named in (("1", "1"), ("13", "13"), ("13, 14, 15", "13–15"), ("2, 20", "2")):
        with tampered(backend, f"DELETE FROM records WHERE position IN ({removed})"):
            failure = found(log)
        assert f"Record {named} is missing" in failure.said.en and "缺失" in failure.said.zh


def test_a_removed_row_whose_gap_was_closed_breaks_the_chain_there(backend, log):
    with backend.tampering() as run:
        run("DELETE FROM records WHERE position = 13")
        for position in range(14, LAST + 1):
            run(f"UPDATE records SET position = position - 1 WHERE position = {position}")
    failure = found(log)
    assert failure.position == 13
    assert "removed here" in failure.said.en


def test_a_swapped_pair_is_named_with_both_positions(backend, log):
    for one, other in ((13, 14), (3, 28), (1, 30)):
        moves = ((one, 0), (other, one), (0, other))
        with tampered(
            backend,
            *(f"UPDATE records SET position = {to} WHERE position = {at}" for at, to in moves),
        ):
            failure = found(log)
        assert failure.position == one
        assert f"{one} and {other} changed places" in failure.said.en and "对调" in failure.said.zh


def test_swapped_contents_between_unchanged_hashes_are_named_with_both_positions(backend, log):
    rows = {r.position: r for r in log.read_all()}
    with backend.tampering() as run:
        run("DELETE FROM records WHERE position IN (5, 22)")
        for stands, came in ((5, 22), (22, 5)):
            texts = ", ".join(quoted(value) for value in rows[came][1:7])
            run(f"INSERT INTO records VALUES ({stands}, {texts}, {rows[stands].recorded_at},"
                f" {blob(backend, rows[came].digest)}, {blob(backend, rows[stands].hash)})"
                )  # fmt: skip
    failure = found(log)
    assert failure.position == 5
    assert "5 and 22 changed places" in failure.said.en


def test_a_record_before_the_first_is_found(backend, log):
    for position in (0, -3):
        change = f"UPDATE records SET position = {position} WHERE position = {LAST}"
        with tampered(backend, change):
            failure = found(log)
        assert failure.position == position
        assert "too many" in failure.said.en


def test_time_that_goes_back_is_found_even_under_a_chain_made_anew(backend, log):
    rows = list(log.read_all())
    with backend.tampering() as run:
        hash = rows[12].prev_hash
        for row in rows[12:]:
            moment = 1 if row.position == 13 else row.recorded_at
            hash = chain(hash, row.position, moment, row.digest)
            run(f"UPDATE records SET recorded_at = {moment}, hash = {blob(backend, hash)}"
                f" WHERE position = {row.position}")  # fmt: skip
    failure = found(log)
    assert failure.position == 13
    assert "早于" in failure.said.zh


def test_a_version_left_out_is_found_even_under_a_chain_made_anew(backend, log):
    rows = [row for row in log.read_all() if (row.stream, row.version) != ("b", 4)]
    with backend.tampering() as run:
        run("DELETE FROM records WHERE stream = 'b' AND version = 4")
        hash = bytes(32)
        for position, row in enumerate(rows, 1):
            hash = chain(hash, position, row.recorded_at, row.digest)
            run(f"UPDATE records SET position = {position}, hash = {blob(backend, hash)}"
                f" WHERE position = {row.position}")  # fmt: skip
    failure = found(log)
    assert rows[failure.position - 1][1:3] == ("b", 5)
    assert "version 5 of stream b, where 4 is due" in failure.said.en


def test_a_witness_exposes_a_cut_tail_that_verifies(backend, log):
    seen = [("land", 12, log.store.hash_at(12)), ("finance", LAST, log.head().hash)]
    assert compare_witness(log.store, seen) == []
    with backend.tampering() as run:
        run("DELETE FROM records WHERE position > 25")
    assert verify(log.store).whole
    [disagreement] = compare_witness(log.store, seen)
    assert (disagreement.witness, disagreement.position) == ("finance", LAST)
    assert "ends at 25" in disagreement.said.en and "止于第 25 条" in disagreement.said.zh


def test_a_witness_exposes_a_log_that_was_cut_and_has_grown_past_it(backend, log):
    seen = [("land", 12, log.store.hash_at(12)), ("finance", LAST, log.head().hash)]
    with backend.tampering() as run:
        run("DELETE FROM records WHERE position > 25")
    log.append(batch("d", events=10))
    assert verify(log.store).whole
    [disagreement] = compare_witness(log.store, seen)
    assert (disagreement.witness, disagreement.position) == ("finance", LAST)
    assert "rewritten" in disagreement.said.en and "改写" in disagreement.said.zh


def test_verifying_looks_only_at_what_stood_there_when_it_began(log):
    """Appends go on meanwhile; here one between every two pages."""

    class Growing(type(log.store)):
        def scan(self, after, limit):
            log.append(batch(f"new-{after}"))
            return super().scan(after, limit)

    verified = verify(Growing(log.database), page=5)
    assert verified.whole
    assert (verified.count, verified.head.position) == (LAST, LAST)
    assert log.head().position > LAST


@contextmanager
def tampered(backend, *statements: str) -> Iterator[None]:
    """What was done to the records is undone afterwards."""
    with backend.tampering() as run:
        run("CREATE TABLE kept AS SELECT * FROM records")
        for statement in statements:
            run(statement)
    yield
    with backend.tampering() as run:
        run("DELETE FROM records")
        run("INSERT INTO records SELECT * FROM kept")
        run("DROP TABLE kept")


def blob(backend, value: bytes) -> str:
    return f"'\\x{value.hex()}'::bytea" if backend.postgresql else f"x'{value.hex()}'"


def quoted(value: str | int) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
