"""A unit of work: decisions taken one after another, to be appended together."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from shared.kernel.aggregate import Actor, Aggregate, Context
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.carrying import carried, overflowing
from shared.kernel.aggregate.deciding import Decided, check_offered, decide
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.commands.guarded import Guarded
from shared.kernel.commands.ids import event_id
from shared.kernel.commands.limits import check_limits
from shared.kernel.commands.repository import Repository
from shared.kernel.log.batch import Batch, CheckpointMove, NewEvent, new_event
from shared.kernel.log.meta import StoredMeta, encode_meta
from shared.kernel.log.recorded import EventMeta, stored_type
from shared.kernel.personal.vault import check_sealed, check_unfeigned
from shared.policy.languages import Text
from shared.policy.local_time import local_day
from shared.policy.model import Parameter
from shared.policy.registry import Registry
from shared.schemas.codec import encode
from shared.schemas.events import type_of


def request_digest(data: object) -> str:
    """What tells two requests under the same idempotency key apart: sha256 in hex."""
    return hashlib.sha256(encode(data).encode()).hexdigest()


class Order(msgspec.Struct, frozen=True):
    """A command to be decided: its data, who gives it, when, and where it comes from."""

    command: Command
    data: Any
    actor: Actor
    now: datetime
    id: str
    correlation: str = ""
    causation: str = ""
    source: str = ""
    source_position: int = 0
    source_hash: str = ""
    traceparent: str = ""


_RECORD, _STATE = Text("记录", "record"), Text("状态", "state")

Check = Callable[[Sequence[tuple[Any, EventMeta]]], None]
"""Refuses decided events that a projection could not hold."""


class UnitOfWork:
    """Decides orders on the states it has loaded, each on top of the one before.

    With `fresh` it reads the log; otherwise it trusts the cache, and the append finds out.
    """

    def __init__(
        self,
        repository: Repository,
        registry: Registry,
        service: str,
        *,
        fresh: bool,
        check: Check = lambda decided: None,
    ) -> None:
        self._check = check
        self._service = service
        self._repository = repository
        self._registry = registry
        self.fresh = fresh
        self._states: dict[str, tuple[int, Any]] = {}
        self.expected: dict[str, int] = {}
        self.events: list[NewEvent] = []

    def load(self, aggregate: Aggregate[Any], id: str) -> tuple[int, Any]:
        """Version and state as this unit sees them."""
        stream = aggregate.stream(id)
        if stream not in self._states:
            self._load_all({stream: aggregate})
        return self._states[stream]

    def state_of(self, command: Command, id: str) -> Any:
        """The state that a command would meet here."""
        return self.load(command.aggregate, id)[1]

    def look_up(self, aggregate: Aggregate[Any], ids: Iterable[str]) -> None:
        """Learn at once which of the streams are new: these need not be loaded one by one."""
        self._note_new({aggregate.stream(id): aggregate for id in ids})

    def gather(self, aggregates: Iterable[Aggregate[Any]], ids: Iterable[str]) -> None:
        """Load together the streams of these ids that there are. What somebody made up takes no
        place among the states that are kept."""
        wanted = {of.stream(id): of for of in aggregates for id in ids}
        self._note_new(wanted)
        self._load_all(wanted)

    def decide(self, order: Order) -> list[NewEvent]:
        """The order's events, added to the unit.

        Raises `Refused`, `NotPermitted`, `NoSuchStream`; the unit is then as before, but for what
        it has loaded.
        """
        command = order.command
        id = command.id_of(order.data)
        own = command.aggregate.stream(id)
        if command.creates and not self.fresh:
            self._presume_new(own, command.aggregate.initial)
        self._load_all(
            {
                own: command.aggregate,
                PARAMETERS.stream(self._service): PARAMETERS,
                STANDINGS.stream(BOOK): STANDINGS,
            }
        )
        version, state = self._states[own]
        context = Context(
            now=order.now,
            actor=order.actor,
            registry=self._registry_on(order.now),
            parameters=self._parameters(order.now),
            command_id=order.id,
            guards=self._guards(command, state, order.data),
        )
        with overflowing(own):
            decided = decide(command, version, state, order.data, context)
        return self._add(order, decided, context.used)

    def offer(self, command: Command, id: str, actor: Actor, now: datetime) -> None:
        """Raise what would refuse the command for a stream from an actor who may give it, whatever
        is given with it.

        Raises `Refused` or `NoSuchStream`.
        """
        version, state = self.load(command.aggregate, id)
        check_offered(command, version, id, state, self.beforehand(actor, now))

    def beforehand(self, actor: Actor, now: datetime, command: Command | None = None) -> Context:
        """What is judged in before anything is given: of other streams those that the command
        guards, each as soon as it is looked at."""
        guards = Guarded(command, self.load) if command else {}
        return Context(now, actor, self._registry_on(now), self._parameters(now), "", guards)

    def record(self, order: Order, aggregate: Aggregate[Any], id: str, event: object) -> None:
        """Add an event that no command decided, such as a refused reaction."""
        self.load(aggregate, id)
        self._add(order, [Decided(aggregate, id, event)], {})

    def _note_new(self, wanted: Mapping[str, Aggregate[Any]]) -> None:
        streams = wanted.keys() - self._states.keys()
        for stream in streams - self._repository.begun(streams):
            self._states[stream] = (0, wanted[stream].initial)
            self.expected[stream] = 0

    def _presume_new(self, stream: str, initial: Any) -> None:
        """What a command creates is not there yet, unless the cache knows better; the append finds
        out, and a refusal is decided anew on what the log holds."""
        if stream not in self._states and not self._repository.knows(stream):
            self._states[stream] = (0, initial)
            self.expected[stream] = 0

    def stands(self) -> bool:
        """Whether nothing that was loaded has moved since: all of it was there at one moment."""
        return self._repository.stand(self.expected)

    def batch(self, move: CheckpointMove | None = None) -> Batch:
        return Batch(tuple(self.events), dict(self.expected), move)

    def keep(self) -> None:
        """Tell the cache what has been appended."""
        for stream, (version, state) in self._states.items():
            if version:
                self._repository.keep(stream, version, state)

    def _parameters(self, now: datetime) -> Mapping[str, Parameter]:
        """The parameters in force; their book is guarded like any stream that decides."""
        _, book = self.load(PARAMETERS, self._service)
        return InForce(self._registry, book, local_day(now))

    def _registry_on(self, now: datetime) -> Registry:
        """The registry with the towns as they stand on the day; their book is guarded too."""
        _, book = self.load(STANDINGS, BOOK)
        return registry_on(self._registry, book, local_day(now))

    def _guards(self, command: Command, state: Any, data: Any) -> dict[tuple[type[Any], str], Any]:
        guarded = [
            (guard.aggregate, id)
            for guard in command.guards
            for id in _ids(guard.select(state, data))
        ]
        self._load_all({aggregate.stream(id): aggregate for aggregate, id in guarded})
        return {(guard.state, id): self._states[guard.stream(id)][1] for guard, id in guarded}

    def _load_all(self, wanted: Mapping[str, Aggregate[Any]]) -> None:
        """Load together those that this unit has not yet met."""
        unmet = {stream: of for stream, of in wanted.items() if stream not in self._states}
        if unmet:
            loaded = self._repository.load_all(unmet, fresh=self.fresh)
            self._states |= loaded
            self.expected |= {stream: version for stream, (version, _) in loaded.items()}

    def _add(self, order: Order, decided: list[Decided], used: dict[str, Any]) -> list[NewEvent]:
        texts: dict[str, str] = {}
        added: list[NewEvent] = []
        checked: list[tuple[Any, EventMeta]] = []
        states: dict[str, tuple[int, Any]] = {}  # kept only once all of it can be carried
        for number, one in enumerate(decided):
            stream, kind = one.stream, type_of(one.event)
            version, state = states.get(stream) or self._states[stream]
            personal = kind.personal
            with carried(stream, _RECORD):
                if one.id not in texts:
                    texts[one.id] = encode_meta(self._meta(order, one.id, used))
                check_sealed(one.event, personal)
                text = encode(one.event)
            check_unfeigned(one.event, personal, text)
            added.append(
                new_event(
                    stream,
                    version + 1,
                    event_id(order.id, number),
                    stored_type(kind.name, kind.version),
                    text,
                    texts[one.id],
                )
            )
            checked.append((one.event, _event_meta(self._service, order, one, added[-1], used)))
            with carried(stream, _STATE):
                folded = one.aggregate.fold(state, one.event)
            states[stream] = (version + 1, folded)
        for aggregate, id in {(one.aggregate, one.id) for one in decided}:
            check_limits(aggregate, id, states[aggregate.stream(id)][1])
        self._check(checked)
        self._states |= states
        self.events += added
        return added

    def _meta(self, order: Order, id: str, used: dict[str, Any]) -> StoredMeta:
        registry = self._registry.on(local_day(order.now))
        return StoredMeta(
            id=id,
            clause=registry.number_of(order.command.clause_for(order.data, registry)),
            policy=registry.policy_version,
            person=order.actor.person,
            organisation=order.actor.organisation,
            command=order.command.name,
            command_id=order.id,
            request=request_digest(order.data),
            correlation=order.correlation or order.id,
            effective=order.now,
            causation=order.causation,
            parameters=used,
            source=order.source,
            source_position=order.source_position,
            source_hash=order.source_hash,
            name=order.actor.name,
            on_behalf_of=order.actor.on_behalf_of,
            on_behalf_of_name=order.actor.on_behalf_of_name,
            traceparent=order.traceparent,
        )


def _event_meta(
    service: str, order: Order, one: Decided, event: NewEvent, used: Mapping[str, Any]
) -> EventMeta:
    """What readers will be told of a decided event, but for its position, not known yet."""
    return EventMeta(
        source=service,
        position=0,
        stream=event.stream,
        id=one.id,
        version=event.version,
        event_id=event.id,
        type=type_of(one.event).name,
        effective_at=order.now,
        recorded_at=order.now,
        person=order.actor.person,
        organisation=order.actor.organisation,
        clause=order.command.clause,
        command_id=order.id,
        correlation_id=order.correlation or order.id,
        name=order.actor.name,
        on_behalf_of=order.actor.on_behalf_of,
        on_behalf_of_name=order.actor.on_behalf_of_name,
        traceparent=order.traceparent,
        parameters=used,
    )


def _ids(selected: str | Iterable[str]) -> Iterable[str]:
    return (selected,) if isinstance(selected, str) else selected
