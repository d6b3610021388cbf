"""Many writers and a reader: positions are gapless in the order of commits, and none is missed."""

from shared.kernel.log.batch import VersionConflict
from shared.kernel.log.log import Log
from shared.kernel.log.verification import verify
from tests.conformance.batches import batch, in_thread
from tests.conformance.children import Child, append_many
from tests.eventually import PATIENCE_SECONDS

WRITERS = 16
EACH = 40


def tail(log: Log, until: int) -> list[tuple[int, str, bytes]]:
    """What a follower sees who reads behind its checkpoint, from an empty log up to a position."""
    seen: list[tuple[int, str, bytes]] = []
    hash = bytes(32)
    while len(seen) < until:
        for record in log.read(len(seen), 50):
            assert record.prev_hash == hash
            hash = record.hash
            seen.append((record.position, record.id, hash))
    return seen


def stands(log: Log) -> list[tuple[int, str, bytes]]:
    return [(record.position, record.id, record.hash) for record in log.read_all()]


def test_sixteen_writers_in_one_process_and_a_reader_that_misses_nothing(backend, log):
    def write(n: int) -> list[int]:
        mine = [log.append(batch(f"own-{n}", v)).first for v in range(EACH)]
        while True:  # and all of them on one stream
            version = len(log.store.read_stream("contended"))
            try:
                return [*mine, log.append(batch("contended", version)).first]
            except VersionConflict as conflict:
                assert conflict.actual > version

    total = WRITERS * (EACH + 1)
    with backend.open() as following:
        reader = in_thread(tail, following, total)
        writers = [in_thread(write, n) for n in range(WRITERS)]
        positions = [p for writer in writers for p in writer.result(PATIENCE_SECONDS)]
        seen = reader.result(PATIENCE_SECONDS)
    assert sorted(positions) == list(range(1, total + 1))
    assert seen == stands(log)
    assert verify(log.store).whole


def test_writers_in_several_processes_and_a_reader_that_misses_nothing(postgresql_backend):
    with postgresql_backend.open() as log:
        reader = in_thread(tail, log, 4 * 4 * EACH)
        url = postgresql_backend.url
        children = [Child(append_many, url, f"process-{n}", 4, EACH) for n in range(4)]
        told = [report for child in children for report in child.rest()]
        seen = reader.result(PATIENCE_SECONDS)
        assert sorted(told) == [(position, id) for position, id, _ in seen]
        assert seen == stands(log)
        assert verify(log.store).whole
