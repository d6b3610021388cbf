"""A follower knows where it is, and the store learns of it in time; after a failure it is asked."""

import pytest

from shared.kernel.log.batch import CheckpointConflict
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.cursor import Cursor


def at(position: int) -> Checkpoint:
    return Checkpoint(position, position.to_bytes(32, "big"))


class Table:
    """Keeps one checkpoint, and counts how often it is asked."""

    def __init__(self) -> None:
        self.kept = at(0)
        self.asked = 0

    def get(self, name: str) -> Checkpoint:
        self.asked += 1
        return self.kept

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        if self.kept != start:
            raise CheckpointConflict(name, start.position, self.kept.position)
        self.kept = end


def test_the_store_is_asked_first_and_after_a_step_that_did_not_end() -> None:
    table = Table()
    cursor = Cursor("relay", table)
    assert cursor.take_up() == (at(0), True)
    cursor.reach(at(3))
    assert cursor.take_up() == (at(3), False)
    assert cursor.take_up() == (at(0), True)  # nothing was reached since
    assert table.asked == 2


def test_what_was_passed_over_is_stored_before_the_store_is_asked() -> None:
    table = Table()
    cursor = Cursor("reactions:land", table)
    cursor.take_up()
    cursor.reach(at(7))
    assert cursor.take_up(ask=True) == (at(7), True)
    assert table.kept == at(7) and cursor.position == 7


def test_where_another_has_moved_it_one_is_told_and_starts_from_there() -> None:
    table = Table()
    cursor = Cursor("relay", table)
    cursor.take_up()
    cursor.reach(at(2))
    table.kept = at(5)
    with pytest.raises(CheckpointConflict):
        cursor.store(at(2))
    with pytest.raises(CheckpointConflict):
        cursor.take_up(ask=True)
    assert cursor.take_up() == (at(5), True)
