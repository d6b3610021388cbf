"""What several followers of one log read once."""

import pytest

from shared.kernel.log import recent
from shared.kernel.log.batch import Appended, Batch, new_event
from shared.kernel.log.chain import chain as chained
from shared.kernel.log.recent import Recent
from shared.kernel.log.recorded import GENESIS, Recorded


def record(position: int, previous: bytes, data: str = "{}", mark: int = 0) -> Recorded:
    hash = bytes([mark, position]) * 16
    return Recorded(position, "s", position, "id", "Said", data, "{}", 0, b"", hash, previous)


def chain(first: int, last: int, previous: bytes = GENESIS) -> list[Recorded]:
    made: list[Recorded] = []
    for position in range(first, last + 1):
        made.append(record(position, made[-1].hash if made else previous))
    return made


def kept(*groups: list[Recorded]) -> Recent:
    made = Recent()
    for group in groups:
        made.keep(group)
    return made


def test_what_was_read_is_answered_from_any_position_within_it() -> None:
    records = chain(5, 9)
    found = kept(records)
    assert found.after(4, 10) == records
    assert found.after(6, 2) == records[2:4]
    assert found.hash_at(9) == records[-1].hash


def test_what_lies_before_or_after_is_not_known() -> None:
    found = kept(chain(5, 9))
    assert found.after(3, 10) == [] and found.after(9, 10) == []
    assert found.hash_at(4) is None and found.hash_at(10) is None
    assert Recent().after(0, 10) == []


def test_what_was_read_twice_is_kept_once() -> None:
    records = chain(1, 6)
    assert kept(records[:4], records[2:]).after(0, 10) == records


def test_what_does_not_go_on_from_the_last_begins_anew() -> None:
    later = [record(9, b"another" * 5)]
    found = kept(chain(1, 3), later)
    assert found.after(0, 10) == [] and found.after(8, 10) == later


def test_it_keeps_the_last_within_its_bounds() -> None:
    size = recent.MOST_BYTES // 3
    first, *others = chain(1, 4)
    heavy = [r._replace(data="x" * size) for r in (first, *others)]
    assert [r.position for r in kept(heavy).after(2, 10)] == [3, 4]
    assert kept(heavy).after(0, 10) == []


def appended(previous: bytes, first: int, **says: bytes) -> tuple[Batch, Appended]:
    """Two events of a stream, and where they stand."""
    ids = [f"00000000-0000-0000-0000-{first + n:012}" for n in range(2)]
    events = tuple(new_event("s", n, id, "Said", "{}", "{}") for n, id in enumerate(ids, 1))
    hash = previous
    for position, event in enumerate(events, first):
        hash = chained(hash, position, 7, event.digest)
    says = {"hash": hash, **says}
    return Batch(events, {"s": 0}), Appended(first, first + 1, recorded_at=7, **says)


def test_what_was_appended_here_need_not_be_read() -> None:
    found = kept(chain(1, 3))
    batch, where = appended(found.hash_at(3) or b"", 4)
    found.add(batch, where)
    four, five = found.after(3, 10)
    assert (four.position, five.position, five.prev_hash) == (4, 5, four.hash)
    assert (five.id, five.hash, five.recorded_at) == (batch.events[1].id, where.hash, 7)


@pytest.mark.parametrize("first, says", [(5, {}), (3, {}), (4, {"hash": b"other" * 6})])
def test_what_was_appended_is_read_where_it_does_not_go_on_from_what_is_known(
    first: int, says: dict[str, bytes]
) -> None:
    found = kept(chain(1, 3))
    found.add(*appended(found.hash_at(3) or b"", first, **says))
    assert found.after(3, 10) == []


def test_what_a_process_appends_before_it_has_read_anything_is_read() -> None:
    found = Recent()
    found.add(*appended(GENESIS, 1))
    assert found.after(0, 10) == []
