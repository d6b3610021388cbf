"""All services' domains and reactions run in memory: decisions, reactions, deadlines; no store.

Time is the scenario's. Deadlines pass at the end of their last day, before later commands.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

from shared.kernel.aggregate import Actor, Aggregate, Context, Deadline, DeadlinePassed, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import (
    NOTHING_CHANGES,
    NotPermitted,
    check_offered,
    decide,
)
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.commands.permission import Permission
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Reaction, reactions_of
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.policy.working_days import due
from shared.runtime.cli.programme import Line
from shared.runtime.parts import Commands, Follow
from shared.runtime.settings import SERVICES
from shared.schemas.events import type_of
from shared.schemas.marshalling import load
from tests.fixed_clock import FixedClock
from tests.scenario.picked import Picked, picked_by

SYSTEM = Actor("system", "system")
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass
class Service:
    """One service: its aggregates, and the reactions it has to each source."""

    name: str
    aggregates: list[Aggregate[Any]]
    reactions: dict[str, list[ModuleType]]
    log: list[tuple[object, EventMeta]] = field(default_factory=list)
    streams: dict[str, tuple[int, Any]] = field(default_factory=dict)
    due: dict[str, dict[Deadline, datetime]] = field(default_factory=dict)

    @classmethod
    def declared(cls, name: str) -> "Service":
        """What the service itself names on its screen."""
        parts = vars(import_module(f"services.{name}.service").Service).values()
        aggregates = [a for p in parts if isinstance(p, Commands) for a in p.aggregates]
        reactions: dict[str, list[ModuleType]] = defaultdict(list)
        for part in parts:
            if isinstance(part, Follow):
                reactions[part.source] += part.modules
        return cls(name, [*aggregates, PARAMETERS, STANDINGS], dict(reactions))

    @property
    def commands(self) -> dict[str, Command]:
        return {name: c for a in self.aggregates for name, c in a.commands.items()}

    def state(self, aggregate: Aggregate[Any], id: str) -> tuple[int, Any]:
        """Version and state of a stream."""
        return self.streams.get(aggregate.stream(id), (0, aggregate.initial))

    def rows(self, view: type[Any]) -> "Rows":
        definition = view.definition
        found: dict[str, Any] = {}
        for event, meta in self.log:
            for key in definition.keys(event, meta):
                row = found.get(key, definition.new_row(key))
                found[key] = definition.folds[meta.type][1](row, event, meta)
                if found[key] is None:
                    del found[key]
        return Rows(found)


@dataclass
class Rows:
    by_key: dict[str, Any]

    def find(self, **values: Any) -> list[Any]:
        rows = self.by_key.values()
        return [r for r in rows if all(getattr(r, n) == v for n, v in values.items())]


@dataclass
class PureRun:
    """With `late_reactions` what follows elsewhere from commands of one instant comes after all of
    them; otherwise after each. Both happen when a programme is loaded. `unoffered` are commands
    that were accepted and would not have been offered, or not for the part that they name;
    `picked` are those that name one."""

    services: list[Service] = field(default_factory=lambda: [Service.declared(n) for n in SERVICES])
    late_reactions: bool = False
    refused: list[str] = field(default_factory=list)
    unoffered: list[str] = field(default_factory=list)
    picked: list[Picked] = field(default_factory=list)
    news: deque[tuple[object, EventMeta]] = field(default_factory=deque)
    now: datetime = BEGINNING

    def carry_out(self, lines: Iterable[Line]) -> None:
        """Give a programme's commands. Raises what refuses one of them, with its line."""
        self.now = BEGINNING
        for line in lines:
            try:
                self.take(line)
            except Exception as error:
                error.add_note(f"line {line.number}: {line}")
                raise
        self._settle()

    def take(self, line: Line) -> None:
        """Give a line's command at its time. Raises what refuses it."""
        if line.at > self.now:
            self.now = line.at.astimezone(UTC)
            self.pass_deadlines(until=self.now)
        command = self.service(line.service).commands[line.command]
        actor = Actor(line.person, line.organisation, frozenset(line.duties))
        self.give(line.service, line.command, load(command.data, line.data), actor, self.now)

    def service(self, name: str) -> Service:
        return next(s for s in self.services if s.name == name)

    def recorded(
        self,
        name: str,
        aggregate: Aggregate[Any],
        id: str,
        events: Iterable[object],
        now: datetime,
        told: bool = True,
    ) -> None:
        """Take these events as having happened; unless `told`, before anyone followed."""
        for event in events:
            self._append(self.service(name), aggregate, id, event, SYSTEM, now)
        if not told:
            self.news.clear()
        self._settle()

    def give(self, name: str, command: str, data: Any, actor: Actor, now: datetime) -> None:
        """Raises what refuses the command."""
        service = self.service(name)
        self._decide(service, service.commands[command], data, actor, now)
        if not self.late_reactions:
            self._settle()

    def pass_deadlines(self, until: datetime) -> None:
        self._settle()
        while True:
            passed = (
                (at, service, stream, deadline)
                for service in self.services
                for stream, of_stream in service.due.items()
                for deadline, at in of_stream.items()
                if at <= until
            )
            first = min(passed, key=lambda p: p[0], default=None)
            if first is None:
                return
            at, service, stream, deadline = first
            aggregate = _aggregate_of(service, stream)
            due_on = (at.astimezone(LOCAL_TIME) - timedelta(days=1)).date()
            data = DeadlinePassed(aggregate.id_of(stream), key=deadline.key, due_on=due_on)
            command = aggregate.commands[f"pass-deadline-of-{aggregate.category}"]
            self._decide(service, command, data, SYSTEM, at)
            self._settle()

    def _decide(
        self, service: Service, command: Command, data: Any, actor: Actor, now: datetime
    ) -> None:
        version, state = service.state(command.aggregate, command.id_of(data))
        guards = {}
        for g in command.guards:
            ids = g.select(state, data)
            for other in [ids] if isinstance(ids, str) else ids:
                guards[g.aggregate.state, other] = service.state(g.aggregate, other)[1]
        known = registry()
        _, book = service.state(PARAMETERS, service.name)
        today = now.astimezone(LOCAL_TIME).date()
        towns = registry_on(known, service.state(STANDINGS, BOOK)[1], today)
        context = Context(now, actor, towns, InForce(known, book, today), "c", guards)
        decided = decide(command, version, state, data, context)
        if not _offered(command, version, state, data, context):
            self.unoffered.append(f"{command.name}: {data}")
        picked = list(picked_by(service.name, command, data, context))
        self.picked += picked
        self.unoffered += [f"{one.field} of {data}" for one in picked if one.closed(state)]
        for d in decided:
            self._append(service, d.aggregate, d.id, d.event, actor, now, context.used)

    def _append(
        self,
        service: Service,
        aggregate: Aggregate[Any],
        id: str,
        event: object,
        actor: Actor,
        now: datetime,
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        stream, kind = aggregate.stream(id), type_of(event)
        version, state = service.state(aggregate, id)
        state = aggregate.replay([event], state)
        service.streams[stream] = version + 1, state
        meta = EventMeta(
            service.name, len(service.log) + 1, stream, id, version + 1, "e", kind.name, now, now,
            actor.person, actor.organisation, kind.clause, "c", "r",
            parameters=parameters or {},
        )  # fmt: skip
        service.log.append((event, meta))
        self.news.append((event, meta))
        if aggregate.deadlines_of is not None:
            service.due[stream] = {d: _passes_at(d) for d in aggregate.deadlines_of(state)}

    def _settle(self) -> None:
        """Deliver events in their order until no reaction has anything more to do."""
        while self.news:
            event, meta = self.news.popleft()
            for service in self.services:
                for module in service.reactions.get(meta.source, ()):
                    for reaction in reactions_of(module):
                        if isinstance(event, reaction.event):
                            self._react(service, reaction, event, meta)

    def _react(self, service: Service, reaction: Reaction, event: Any, meta: EventMeta) -> None:
        needs = [service.rows(reaction.needs)] if reaction.needs else []
        given: set[str] = set()
        for data in list(reaction.commands(event, meta, *needs)):
            command = next(c for c in service.commands.values() if c.data is type(data))
            stream = command.aggregate.stream(command.id_of(data))
            # The command's id is made of the event, the reaction and the stream.
            assert stream not in given, f"{reaction.name} gives {stream} two commands for one event"
            given.add(stream)
            try:
                self._decide(service, command, data, SYSTEM, meta.effective_at)
            except Refused as refusal:
                if refusal.rule is NOTHING_CHANGES:
                    continue  # it had been done before
                self.refused.append(f"{reaction.name}: {refusal}")


def _offered(command: Command, version: int, state: Any, data: Any, context: Context) -> bool:
    """Whether who gives a command would have been told beforehand that it may be given."""
    if version == 0:
        return True
    try:
        Permission(registry(), FixedClock(context.now)).check_offered(command, state, context.actor)
        check_offered(command, version, command.id_of(data), state, context)
    except (Refused, NotPermitted):
        return False
    return True


def _aggregate_of(service: Service, stream: str) -> Aggregate[Any]:
    """The one of the longest name, as `project` and `project-x` could both fit."""
    fitting = (a for a in service.aggregates if stream.startswith(f"{a.category}-"))
    return max(fitting, key=lambda a: len(a.category))


def _passes_at(deadline: Deadline) -> datetime:
    d = deadline
    last_day = due(d.starts_on, d.days, d.unit, d.stopped, d.ahead)
    return last_day.passes_at.astimezone(UTC)
