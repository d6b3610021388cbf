"""All services' domains and reactions run in memory: decisions, reactions, deadlines; no store.

Time is the scenario's. Deadlines pass at the end of their last day, before later commands.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

from shared.aggregate import Actor, Aggregate, Context, Deadline, DeadlinePassed, Refused
from shared.aggregate.aggregate import Command
from shared.aggregate.context import LOCAL_TIME
from shared.aggregate.deciding import decide
from shared.calendar.working_days import due
from shared.log.recorded import EventMeta
from shared.registry.loader import registry
from shared.schemas.events import type_of
from shared.subscription.reaction import Reaction, reactions_of

SYSTEM = Actor("system", "system")


@dataclass
class Service:
    """One service: its aggregates, and the reactions it has to each source."""

    name: str
    aggregates: list[Aggregate[Any]]
    reactions: dict[str, ModuleType]
    log: list[tuple[object, EventMeta]] = field(default_factory=list)
    streams: dict[str, list[object]] = field(default_factory=lambda: defaultdict(list))
    due: dict[tuple[str, Deadline], datetime] = field(default_factory=dict)

    @property
    def commands(self) -> dict[str, Command]:
        return {name: c for a in self.aggregates for name, c in a.commands.items()}

    def state(self, aggregate: Aggregate[Any], id: str) -> Any:
        return aggregate.replay(self.streams.get(aggregate.stream(id), ()))

    def rows(self, view: type[Any]) -> "Rows":
        definition = view.definition
        found: dict[str, Any] = {}
        for event, meta in self.log:
            for key in definition.keys(event, meta):
                row = found.get(key, definition.new_row(key))
                found[key] = definition.folds[meta.type][1](row, event, meta)
        return Rows(found)


@dataclass
class Rows:
    by_key: dict[str, Any]

    def find(self, **values: Any) -> list[Any]:
        rows = self.by_key.values()
        return [r for r in rows if all(getattr(r, n) == v for n, v in values.items())]


@dataclass
class PureRun:
    services: list[Service]
    refused: list[str] = field(default_factory=list)
    news: deque[tuple[object, EventMeta]] = field(default_factory=deque)

    def give(self, name: str, command: str, data: Any, actor: Actor, now: datetime) -> None:
        """Raises what refuses the command; reactions to its events run to the end."""
        service = next(s for s in self.services if s.name == name)
        self._decide(service, service.commands[command], data, actor, now)
        self._settle()

    def pass_deadlines(self, until: datetime) -> None:
        while True:
            passed = [(at, s, key) for s in self.services for key, at in s.due.items()]
            at, service, key = min(passed, key=lambda p: p[0], default=(None, None, None))
            if at is None or at > until:
                return
            stream, deadline = key
            aggregate = _aggregate_of(service, stream)
            due_on = (at.astimezone(LOCAL_TIME) - timedelta(days=1)).date()
            data = DeadlinePassed(aggregate.id_of(stream), deadline.key, due_on)
            command = aggregate.commands[f"pass-deadline-of-{aggregate.category}"]
            self._decide(service, command, data, SYSTEM, at)
            self._settle()

    def _decide(
        self, service: Service, command: Command, data: Any, actor: Actor, now: datetime
    ) -> None:
        id = command.id_of(data)
        state = service.state(command.aggregate, id)
        guards = {}
        for g in command.guards:
            ids = g.select(state, data)
            for other in [ids] if isinstance(ids, str) else ids:
                guards[g.aggregate.state, other] = service.state(g.aggregate, other)
        known = registry()
        context = Context(now, actor, known, known.parameters, "c", guards)
        version = len(service.streams.get(command.aggregate.stream(id), ()))
        for d in decide(command, version, state, data, context):
            self._append(service, d.aggregate, d.id, d.event, actor, now)

    def _append(
        self,
        service: Service,
        aggregate: Aggregate[Any],
        id: str,
        event: object,
        actor: Actor,
        now: datetime,
    ) -> None:
        stream, kind = aggregate.stream(id), type_of(event)
        events = service.streams[stream]
        events.append(event)
        meta = EventMeta(
            service.name, len(service.log) + 1, stream, id, len(events), "e", kind.name, now, now,
            actor.person, actor.organisation, kind.clause, "c", "r",
        )  # fmt: skip
        service.log.append((event, meta))
        self.news.append((event, meta))
        service.due = {k: at for k, at in service.due.items() if k[0] != stream}
        if aggregate.deadlines_of is not None:
            for deadline in aggregate.deadlines_of(aggregate.replay(events)):
                service.due[stream, deadline] = _passes_at(deadline)

    def _settle(self) -> None:
        """Deliver events in their order until no reaction has anything more to do."""
        while self.news:
            event, meta = self.news.popleft()
            for service in self.services:
                module = service.reactions.get(meta.source)
                for reaction in reactions_of(module) if module else []:
                    if isinstance(event, reaction.event):
                        self._react(service, reaction, event, meta)

    def _react(self, service: Service, reaction: Reaction, event: Any, meta: EventMeta) -> None:
        needs = [service.rows(reaction.needs)] if reaction.needs else []
        for data in list(reaction.commands(event, meta, *needs)):
            command = next(c for c in service.commands.values() if c.data is type(data))
            try:
                self._decide(service, command, data, SYSTEM, meta.effective_at)
            except Refused as refusal:
                self.refused.append(f"{reaction.name}: {refusal}")


def _aggregate_of(service: Service, stream: str) -> Aggregate[Any]:
    return next(a for a in service.aggregates if stream.startswith(f"{a.category}-"))


def _passes_at(deadline: Deadline) -> datetime:
    d = deadline
    last_day = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead)
    return last_day.passes_at.astimezone(UTC)
