"""How far a follower has come: a position of its source and the hash that stood there."""

from dataclasses import dataclass

from sqlalchemy import Connection

from shared.kernel.log.at_once import CompareAndSet, NotAsExpected
from shared.kernel.log.batch import Batch, CheckpointConflict, CheckpointMove
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.log.recorded import GENESIS


@dataclass(frozen=True, slots=True)
class Checkpoint:
    position: int = 0
    hash: bytes = GENESIS


class Checkpoints:
    """The checkpoints of reactions. Only an append moves them: with what followed, or alone."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def get(self, name: str) -> Checkpoint:
        with self._log.database.read() as connection:
            return self.get_within(connection, name)

    def get_within(self, connection: Connection, name: str) -> Checkpoint:
        row = connection.execute(self._log.database.sql(_CHECKPOINT), {"name": name}).first()
        return Checkpoint(row[0], bytes(row[1])) if row else Checkpoint()

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        """Compare and set. Raises `CheckpointConflict` when another replica was first."""
        self._log.append(Batch((), {}, move_between(name, start, end)))

    def set(self, name: str, checkpoint: Checkpoint) -> None:
        """Put a checkpoint wherever it is wanted. Raises `CheckpointConflict` as `move` does."""
        self.move(name, self.get(name), checkpoint)


def move_between(name: str, start: Checkpoint, end: Checkpoint) -> CheckpointMove:
    """The move of a checkpoint that travels with an append."""
    return CheckpointMove(name, start.position, end.position, end.hash)


class Cursors:
    """How far a service has published: what is published twice does no harm, so it may be lost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._begin = CompareAndSet(database.sql(_BEGIN))
        self._move = CompareAndSet(database.sql(_MOVE))

    def get(self, name: str) -> Checkpoint:
        with self._database.read() as connection:
            row = connection.execute(self._database.sql(_GET), {"name": name}).first()
        return Checkpoint(row[0], bytes(row[1])) if row else Checkpoint()

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        """Compare and set. Raises `CheckpointConflict` when another replica was first.

        After a crash it may stand where it stood before: what it passed is looked at again.
        """
        change = self._move if start.position else self._begin
        values = {"name": name, "position": end.position, "hash": end.hash}
        try:
            with self._database.write_at_once(lasting=False) as connection:
                change.run(connection, {**values, "expected": start.position}, 1)
        except NotAsExpected:
            actual = self.get(name).position
            raise CheckpointConflict(name, start.position, actual) from None

    def set(self, name: str, checkpoint: Checkpoint) -> None:
        """Put a cursor wherever an operator wants it."""
        with self._database.write() as connection:
            values = {"name": name, "position": checkpoint.position, "hash": checkpoint.hash}
            connection.execute(self._database.sql(_SET), values)


_CHECKPOINT = "SELECT position, hash FROM log.checkpoints WHERE subscription = :name"
_GET = "SELECT position, hash FROM log.cursors WHERE subscription = :name"
_MOVE = (
    "UPDATE log.cursors SET position = :position, hash = :hash"
    " WHERE subscription = :name AND position = :expected"
)
_BEGIN = (
    "INSERT INTO log.cursors AS c (subscription, position, hash) VALUES (:name, :position, :hash)"
    " ON CONFLICT (subscription) DO UPDATE SET position = excluded.position, hash = excluded.hash"
    " WHERE c.position = :expected"
)
_SET = (
    "INSERT INTO log.cursors (subscription, position, hash) VALUES (:name, :position, :hash)"
    " ON CONFLICT (subscription) DO UPDATE SET position = excluded.position, hash = excluded.hash"
)
