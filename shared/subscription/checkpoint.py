"""How far a follower has come: a position of its source and the hash that stood there."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from shared.log.batch import CheckpointConflict
from shared.log.database import Database
from shared.log.recorded import GENESIS

_GET = text("SELECT position, hash FROM checkpoints WHERE subscription = :name")
_GET_LOCKING = text(f"{_GET.text} FOR UPDATE")
_MOVE = text(
    "UPDATE checkpoints SET position = :position, hash = :hash"
    " WHERE subscription = :name AND position = :expected"
)
_FIRST = text(
    "INSERT INTO checkpoints (subscription, position, hash) VALUES (:name, :position, :hash)"
    " ON CONFLICT (subscription) DO NOTHING"
)
_SET = text(
    "INSERT INTO checkpoints (subscription, position, hash) VALUES (:name, :position, :hash)"
    " ON CONFLICT (subscription) DO UPDATE SET position = excluded.position, hash = excluded.hash"
)
_DELETE = text("DELETE FROM checkpoints WHERE subscription = :name")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    position: int = 0
    hash: bytes = GENESIS


class Checkpoints:
    """The checkpoints that stand in a service's own store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Checkpoint:
        with self._database.read() as connection:
            row = connection.execute(_GET, {"name": name}).first()
        return Checkpoint(row[0], bytes(row[1])) if row else Checkpoint()

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        """Compare and set. Raises `CheckpointConflict` when another replica was first.

        After a crash it may stand where it stood before: what it passed is looked at again.
        """
        with self._database.write(lasting=False) as connection:
            move_within(connection, name, start, end)

    def set(self, name: str, checkpoint: Checkpoint) -> None:
        """Put a checkpoint wherever an operator wants it."""
        with self._database.write() as connection:
            values = {"name": name, "position": checkpoint.position, "hash": checkpoint.hash}
            connection.execute(_SET, values)


def move_within(connection: Connection, name: str, start: Checkpoint, end: Checkpoint) -> None:
    """Compare and set inside a transaction. Raises `CheckpointConflict`."""
    values = {"name": name, "position": end.position, "hash": end.hash}
    if start.position == 0 and connection.execute(_FIRST, values).rowcount == 1:
        return
    moved = connection.execute(_MOVE, {**values, "expected": start.position})
    if moved.rowcount != 1:
        row = connection.execute(_GET, {"name": name}).first()
        raise CheckpointConflict(name, start.position, row[0] if row else 0)


def position_within(connection: Connection, name: str) -> int:
    """Where a checkpoint stands; it stays there until the transaction ends."""
    locking = _GET_LOCKING if connection.dialect.name == "postgresql" else _GET
    row = connection.execute(locking, {"name": name}).first()
    return row[0] if row else 0


def delete_within(connection: Connection, name: str) -> None:
    connection.execute(_DELETE, {"name": name})
