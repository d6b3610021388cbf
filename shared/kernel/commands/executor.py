"""Gives commands: load, decide, append; a conflict is decided anew, a repeat answers as before."""

import logging
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from shared.kernel.aggregate import Actor, Aggregate, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.carrying import CAN_BE_CARRIED
from shared.kernel.clock import Clock
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.optimistic import OptimisticAppend
from shared.kernel.commands.outcomes import KeyReused, Outcomes
from shared.kernel.commands.repository import Repository
from shared.kernel.commands.unit import Check, Order, UnitOfWork, request_digest
from shared.kernel.documents import Documents, Uploads, document_is_there
from shared.kernel.doing import doing
from shared.kernel.log.batch import Appended, Busy, NewEvent, VersionConflict
from shared.kernel.log.log import Log
from shared.kernel.log.meta import decode_meta
from shared.kernel.log.recorded import Recorded, split_type
from shared.kernel.loop import Away
from shared.kernel.personal import Vault
from shared.kernel.spans import Said, Spans
from shared.policy.registry import Registry
from shared.schemas.copying import replace
from shared.schemas.marshalling import load

_log = logging.getLogger(__name__)
ACCEPTED = logging.getLogger("zhenxing.accepted")
"""A line for each accepted command, where who runs it wants that."""


class UnknownCommand(LookupError):
    """No command of that name is offered."""


class StoredEvent(msgspec.Struct, frozen=True):
    type: str
    id: str
    stream: str
    version: int
    position: int


class Outcome(msgspec.Struct, frozen=True):
    """What a command led to: its stream and version, the last position, the events."""

    stream: str
    version: int
    position: int
    events: tuple[StoredEvent, ...]
    replay: bool


class Executor:
    """The commands of one service."""

    def __init__(
        self,
        log: Log,
        aggregates: Iterable[Aggregate[Any]],
        registry: Registry,
        clock: Clock,
        spans: Spans | None = None,
    ) -> None:
        self.log = log
        self.registry = registry
        self.clock = clock
        self.spans = spans or Spans()
        self.aggregates = {a.category: a for a in aggregates}
        self.repository = Repository(log)
        self.documents = Documents(log.database)
        self.uploads = Uploads(log.database)
        self.vault = Vault(log.database)
        self.commands: dict[str, Command] = {}
        self.by_data: dict[type[Any], Command] = {}
        self.optimistic = OptimisticAppend(log, lambda fresh: self.unit(fresh=fresh), self.spans)
        self.outcomes = Outcomes()
        self.begin_check: Callable[[], Check] = lambda: lambda decided: None
        """Begins a unit's check: what the service's ledgers say of decided events, before they are
        appended."""
        _check_categories(self.aggregates)
        for aggregate in self.aggregates.values():
            for command in aggregate.commands.values():
                self.commands[command.name] = command
                self.by_data.setdefault(command.data, command)

    def give(
        self,
        name: str,
        plain: Any,
        actor: Actor,
        *,
        key: str,
        now: datetime | None = None,
        expected: int | None = None,
        traceparent: str = "",
        attach: Callable[[Command, Any], None] = lambda command, data: None,
    ) -> Outcome:
        """Give a public command with plain JSON data.

        `key` is the caller's idempotency key, `expected` the version that the caller has seen,
        `traceparent` the caller's W3C trace context;
        `attach` refuses documents that the caller may not attach. Personal values are sealed
        before anything is decided or kept.
        Raises `UnknownCommand`, `marshmallow.ValidationError`, `Refused`, `NotPermitted`,
        `NoSuchStream`, `KeyReused`, `VersionConflict`, `Busy`, `StoreUnavailable`.
        """
        command = self.commands.get(name)
        if command is None or not command.public:
            raise UnknownCommand(name)

        def given() -> Outcome:
            data = load(command.data, plain)
            id = command_id(actor.organisation, name, key)
            try:
                document_is_there(self.documents, getattr(data, "attachments", ()))
                attach(command, data)
            except Refused:
                if self.log.store.find(event_id(id, 0)) is None:  # no repeat of what was accepted
                    raise
            sealed = self.vault.sealed(data, command.aggregate.stream(command.id_of(data)), id)
            at = now or self.clock.now()
            order = Order(command, sealed, actor, at, id, traceparent=traceparent)
            return self._execute(order, expected)

        return self.outcomes.watch(name, given)

    def execute(self, order: Order) -> Outcome:
        """Decide and append one order; see `give` for what it raises."""
        return self.outcomes.watch(order.command.name, lambda: self._execute(order, None))

    def _execute(self, order: Order, expected: int | None) -> Outcome:
        chain = order.correlation or order.id
        said: dict[str, Said] = {"correlation": chain, "organisation": order.actor.organisation}
        begun = self.spans.around(order.command.name, said, parent=order.traceparent)
        with doing(**said), begun as span:
            if self.spans.recording:
                order = replace(order, traceparent=self.spans.here())
            outcome = self._decided(order, expected)
            span.set_attribute("position", outcome.position)
            if ACCEPTED.isEnabledFor(logging.INFO):
                with doing(position=outcome.position, stream=outcome.stream):
                    ACCEPTED.info(order.command.name)
        return outcome

    def _decided(self, order: Order, expected: int | None) -> Outcome:
        def decide(unit: UnitOfWork) -> list[NewEvent]:
            events = unit.decide(order)
            _check_expected(unit, order, expected)
            return events

        try:
            events, appended = self.optimistic.run(decide)
        except Away:
            raise
        except Exception as error:
            _log_what_cannot_be_carried(error)
            if isinstance(error, VersionConflict) and expected is None:
                # Who named no version has no conflict to settle: the stream is only busy.
                error = Busy(str(error))
            return self._answered_before(order, error)
        assert appended is not None, "an accepted command appends at least one event"
        if appended.replay:
            return self._replayed(order, appended.first)
        return _outcome(order, events, appended)

    def unit(self, *, fresh: bool) -> UnitOfWork:
        """A new unit of work on this service's streams."""
        return UnitOfWork(
            self.repository,
            self.registry,
            self.log.service,
            fresh=fresh,
            check=self.begin_check(),
        )

    def _answered_before(self, order: Order, error: Exception) -> Outcome:
        """The answer that an earlier, accepted try got; otherwise the error stands."""
        record = self.log.store.find(event_id(order.id, 0))
        if record is None:
            raise error
        return self._replayed(order, record.position)

    def _replayed(self, order: Order, first: int) -> Outcome:
        events: list[Recorded] = []
        for record in self.log.read_all(first - 1, page=50):
            meta = decode_meta(record.meta)
            if meta.command_id != order.id:
                break
            if (meta.request, meta.person) != (request_digest(order.data), order.actor.person):
                raise KeyReused(order.command.name)
            events.append(record)
        stored = tuple(
            StoredEvent(split_type(e.type)[0], e.id, e.stream, e.version, e.position)
            for e in events
        )
        return _summary(order, stored, replay=True)


def _log_what_cannot_be_carried(refusal: Exception) -> None:
    """The value may be at fault, or the code: who operates sees where."""
    if isinstance(refusal, Refused) and refusal.rule is CAN_BE_CARRIED:
        cause = refusal.__context__
        frames = traceback.extract_tb(cause.__traceback__ if cause else None)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
        _log.warning("can't be carried: %s at %s", type(cause).__name__, where)


def _check_expected(unit: UnitOfWork, order: Order, expected: int | None) -> None:
    if expected is None:
        return
    stream = order.command.aggregate.stream(order.command.id_of(order.data))
    if unit.expected[stream] != expected:
        raise VersionConflict(stream, expected, unit.expected[stream])


def _outcome(order: Order, events: list[NewEvent], appended: Appended) -> Outcome:
    stored = tuple(
        StoredEvent(split_type(e.type)[0], e.id, e.stream, e.version, appended.first + n)
        for n, e in enumerate(events)
    )
    return _summary(order, stored, replay=False)


def _summary(order: Order, events: tuple[StoredEvent, ...], *, replay: bool) -> Outcome:
    stream = order.command.aggregate.stream(order.command.id_of(order.data))
    version = max((e.version for e in events if e.stream == stream), default=0)
    return Outcome(stream, version, events[-1].position, events, replay)


def _check_categories(categories: Iterable[str]) -> None:
    """`a-b` beside `a` would let the id `b-c` of one be the id `c` of the other."""
    names = sorted(categories)
    for name in names:
        for other in names:
            if other.startswith(f"{name}-"):
                raise ValueError(f"stream categories {name} and {other} can collide")
