"""After a source was restored: where its history and ours part, and how to go on."""

from dataclasses import dataclass

from shared.kernel.log.database import Database
from shared.kernel.log.meta import StoredMeta, decode_meta
from shared.kernel.log.recorded import GENESIS
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed

_CAUSED = "SELECT position, meta FROM log.records WHERE meta LIKE :source ORDER BY position"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a follower and its source no longer agree on.

    `agreed` is the last position that both know by the same hash; `in_doubt` are the positions of
    our own events that rest on source events after it.
    """

    source: str
    checkpoint: Checkpoint
    agreed: Checkpoint
    in_doubt: tuple[int, ...]

    @property
    def differs(self) -> bool:
        return self.agreed != self.checkpoint


def difference(database: Database, feed: Feed, checkpoint: Checkpoint) -> Difference:
    """Compare by the hashes that our own events remember of what caused them.

    Raises `SourceUnavailable`.
    """
    if feed.agrees(checkpoint):
        return Difference(feed.source, checkpoint, checkpoint, ())
    caused = _caused_by(database, feed.source)
    trail = sorted({(m.source_position, m.source_hash) for _, m in caused})
    points = [Checkpoint(0, GENESIS), *(Checkpoint(p, bytes.fromhex(h)) for p, h in trail)]
    agreed = points[_last_agreed(feed, points)]
    in_doubt = tuple(p for p, m in caused if m.source_position > agreed.position)
    return Difference(feed.source, checkpoint, agreed, in_doubt)


def _last_agreed(feed: Feed, points: list[Checkpoint]) -> int:
    """Once a history has parted it stays apart: halve the trail."""
    low, high = 0, len(points) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if feed.agrees(points[middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _caused_by(database: Database, source: str) -> list[tuple[int, StoredMeta]]:
    with database.read() as connection:
        rows = connection.execute(database.sql(_CAUSED), {"source": f'%"source":"{source}"%'})
        decoded = [(row[0], decode_meta(row[1])) for row in rows]
    return [(position, meta) for position, meta in decoded if meta.source == source]
