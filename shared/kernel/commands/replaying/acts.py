"""A history as acts: what was given, by whom, with the events that it led to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from shared.kernel.aggregate import Aggregate, DeadlinePassed
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.commands.replaying.world import Event
from shared.kernel.log.log import Log
from shared.kernel.log.meta import StoredMeta, decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.schemas.codec import decode


@dataclass(frozen=True, slots=True)
class Act:
    """One command of the history with all its events; `records` is how many the log has of it."""

    position: int
    meta: StoredMeta
    command: Command | None
    events: list[Event]
    records: int

    @property
    def by_deadline(self) -> bool:
        return self.command is not None and self.command.data is DeadlinePassed


class Acts:
    """The acts of these aggregates in a log, in its order."""

    def __init__(self, log: Log, aggregates: Iterable[Aggregate[Any]]) -> None:
        self._log = log
        self._aggregates = {a.category: a for a in aggregates}
        self.commands: Mapping[str, Command] = {
            c.name: c for a in self._aggregates.values() for c in a.commands.values()
        }

    def up_to(self, head: int) -> Iterator[Act]:
        """Every act that the log has up to a position."""
        records = takewhile(lambda r: r.position <= head, self._log.read_all())
        told = ((decode_meta(r.meta), r) for r in records)
        for _, group in groupby(told, key=lambda pair: pair[0].command_id):
            pairs = list(group)
            events = [e for meta, record in pairs if (e := self._event(meta, record))]
            meta, first = pairs[0]
            command = self.commands.get(meta.command)
            yield Act(first.position, meta, command, events, len(pairs))

    def aggregate_of(self, stream: str) -> Aggregate[Any] | None:
        """Whose stream it is, if one of these has it."""
        names = (stream[:n] for n, letter in enumerate(stream) if letter == "-")
        return next((self._aggregates[n] for n in names if n in self._aggregates), None)

    def _event(self, meta: StoredMeta, record: Recorded) -> Event | None:
        aggregate = self._aggregates.get(record.stream[: -len(meta.id) - 1])
        if aggregate is None:
            return None
        return Event(aggregate, meta.id, decode(*split_type(record.type), record.data))
