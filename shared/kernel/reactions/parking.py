"""Parked keys: what failed and waits for an operator, while everything else goes on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, bindparam, select, update

from shared.kernel.log import rows
from shared.kernel.log.batch import CheckpointConflict
from shared.kernel.log.column_types import Instant
from shared.kernel.log.log import Log
from shared.kernel.log.rendered import Rendered
from shared.kernel.subscription.checkpoint import Checkpoint, Checkpoints

metadata = MetaData()
parked = Table(
    "parked",
    metadata,
    Column("subscription", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("first_position", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("parked_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("requested", Text, nullable=False),
)

_OF_ONE = Rendered(
    select(parked).where(parked.c.subscription == bindparam("of")).order_by(parked.c.first_position)
)


@dataclass(frozen=True, slots=True)
class ParkedKey:
    """A key whose events wait. `requested` is what an operator asked for: "" or "retry"."""

    subscription: str
    key: str
    first_position: int
    error: str
    parked_at: datetime
    attempts: int
    requested: str

    @property
    def progress(self) -> str:
        """The name of the checkpoint that tells how far a retry has come."""
        return f"{self.subscription}#{self.key}"


class Parking:
    """The parked keys of one service, in its own store."""

    def __init__(self, log: Log, checkpoints: Checkpoints) -> None:
        self._database = log.database
        self._store = log.store
        self._checkpoints = checkpoints

    def create_table(self) -> None:
        with self._database.write() as connection:
            metadata.create_all(connection)

    def of(self, subscription: str) -> list[ParkedKey]:
        """The parked keys of a subscription, oldest first."""
        with self._database.read() as connection:
            found = _OF_ONE.select(connection, {"of": subscription})
            return [ParkedKey(**row) for row in found]

    def all(self) -> list[ParkedKey]:
        with self._database.read() as connection:
            found = connection.execute(select(parked).order_by(parked.c.parked_at))
            return [ParkedKey(**row._mapping) for row in found]

    def park(
        self, subscription: str, key: str, error: str, start: Checkpoint, position: int
    ) -> None:
        """Make a key wait from `position` on; `start` is the checkpoint before it.

        The subscription itself moves on with its next append, which leaves this key out. A key
        that waits already stays as it is. Raises `CheckpointConflict` when another replica has
        taken the event meanwhile.
        """
        values: dict[str, Any] = {
            "subscription": subscription,
            "key": key,
            "first_position": position,
            "error": error[:2000],
            "parked_at": datetime.now(UTC),
            "attempts": 1,
            "requested": "",
        }
        if key in {waiting.key for waiting in self.of(subscription)}:
            return
        self._checkpoints.set(f"{subscription}#{key}", start)
        with self._database.write() as connection:
            self._store.hold_appends(connection)
            reached = self._checkpoints.get_within(connection, subscription).position
            if reached != start.position:
                raise CheckpointConflict(subscription, start.position, reached)
            rows.insert_new(connection, parked, [values])

    def request(self, subscription: str, key: str) -> bool:
        """Ask for a retry; False when no such key is parked."""
        return self._update(subscription, key, requested="retry")

    def failed_again(self, key: ParkedKey, error: str) -> None:
        attempts = key.attempts + 1
        self._update(key.subscription, key.key, requested="", error=error[:2000], attempts=attempts)

    def release(self, key: ParkedKey, caught_up: Checkpoint) -> bool:
        """Let the key's events flow again, if the subscription still stands where the retry
        ended."""
        mine = (parked.c.subscription == key.subscription) & (parked.c.key == key.key)
        with self._database.write() as connection:
            self._store.hold_appends(connection)
            reached = self._checkpoints.get_within(connection, key.subscription)
            if reached.position != caught_up.position:
                return False
            connection.execute(parked.delete().where(mine))
        return True

    def _update(self, subscription: str, key: str, **values: Any) -> bool:
        mine = (parked.c.subscription == subscription) & (parked.c.key == key)
        with self._database.write() as connection:
            done = connection.execute(update(parked).where(mine).values(**values))
        return bool(done.rowcount)
