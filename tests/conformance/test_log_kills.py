"""kill -9 between any two steps of an append leaves a whole log with all that was accepted."""

import random
from collections.abc import Iterable

from shared.kernel.log.log import Log
from shared.kernel.log.verification import verify
from tests.conformance.children import Child, append_many, die_after_steps

STEPS = range(0, 600, 9)  # about three appends, line by line


def assert_whole_with(log: Log, accepted: Iterable[tuple[int, str]]) -> None:
    """What every accepted report rests on, whatever was killed."""
    found = verify(log.store)
    assert found.failure is None
    assert found.count == found.head.position
    ids = {record.position: record.id for record in log.read_all()}
    for position, id in accepted:
        assert ids[position] == id


def test_a_writer_killed_at_any_line_leaves_the_log_whole(backend, log):
    accepted = []
    for steps in STEPS:
        child = Child(die_after_steps, backend.url, f"killed-{steps}", steps)
        accepted += child.rest()
        assert child.process.exitcode == -9
        assert_whole_with(log, accepted)
        left = log.store.read_stream(f"killed-{steps}-left")
        assert left == log.store.read_stream(f"killed-{steps}-right")
    assert accepted


def test_a_busy_writer_killed_at_any_moment_leaves_the_log_whole(backend, log):
    chance = random.Random(7)
    accepted = []
    for n in range(10):
        child = Child(append_many, backend.url, f"busy-{n}", 8, 10_000)
        accepted += [child.report() for _ in range(chance.randrange(1, 60))]
        child.kill()
        accepted += child.rest()
        assert_whole_with(log, accepted)
    assert None not in accepted
