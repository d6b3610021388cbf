"""Replays a service's history on a copy, under other parameters or with other acts.

An act is decided anew only where it would differ: where it read a parameter that is another, where
itself was changed, or where a stream that it rests on has come to differ. What it was is read off
its events, and believed only if it leads to these events again in the history as it was; else its
events stand as they are. Of the streams that differ the deadlines pass as they would; those of
the others are in the log. What was refused is not in the log: nobody knows who else would have
asked. Other services' events are taken as they came.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from shared.kernel.aggregate import Actor, Aggregate, Context, DeadlinePassed, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.commands.overriding import Overridden
from shared.kernel.commands.replaying.acts import Act, Acts
from shared.kernel.commands.replaying.given import given_in, left_out, passed_at, running
from shared.kernel.commands.replaying.tally import Difference, Tally, changes
from shared.kernel.commands.replaying.world import Event, World, guarded
from shared.kernel.log.log import Log
from shared.kernel.log.meta import StoredMeta
from shared.policy.languages import Text
from shared.policy.local_time import LOCAL_TIME
from shared.policy.registry import Registry
from shared.schemas.events import type_of

_STEP = 100
"""Records after which it tells how far it is."""
_MOST_DEADLINES = 10_000
"""A history that fires more by itself goes round in circles."""


@dataclass(frozen=True)
class Otherwise:
    """What is other: parameters by name, and what commands said, by their ids."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    acts: Mapping[str, Any] = field(default_factory=dict)


class _Passed(NamedTuple):
    """A deadline that passed at a `moment`, `after` a position of the log."""

    moment: datetime
    command: Command
    led_to: list[Event]
    after: int


class Replay:
    """One replay, from the first record up to a position; `tally` is what it came to."""

    def __init__(
        self, log: Log, aggregates: Iterable[Aggregate[Any]], registry: Registry, until: datetime,
        otherwise: Otherwise,
    ) -> None:  # fmt: skip
        self._log, self._registry, self._otherwise = log, registry, otherwise
        known: list[Aggregate[Any]] = [PARAMETERS, STANDINGS, *aggregates]
        self._acts = Acts(log, known)
        self._until = until
        self.history = World()
        self.other = World(self.history)
        self.tally = Tally()
        self.head = log.head().position
        self.decided = self.stood = 0
        """Acts that were decided anew, and those that differ and stand as they are."""
        self._fired: set[tuple[str, str, Any]] = set()
        self._passed: list[_Passed] = []
        """What deadlines of the other history led to, until it is known that the history has it."""

    def run(self) -> Iterator[int]:
        """Replay it; yields how many records are done."""
        done = told = 0
        for act in self._acts.up_to(self.head):
            self._pass_deadlines(act.meta.effective, act.position - 1)
            self._take(act)
            done += act.records
            if done - told >= _STEP:
                told = done
                yield done
        self._pass_deadlines(self._until, self.head)
        self._tell_passed()
        yield done

    def stream(self, name: str) -> tuple[Aggregate[Any], Any] | None:
        """A stream as it stands at last; one that there would be only otherwise, as it would."""
        for world in (self.history, self.other):
            if name in world.streams:
                aggregate = self._acts.aggregate_of(name)
                return (aggregate, world.at(name, aggregate)[1]) if aggregate else None
        return None

    def _take(self, act: Act) -> None:
        if not act.events:
            return
        data = self._data(act) if act.command else None
        if not self._differs(act, data):
            self._count(act.events, act, 0, 1)
            self.history.fold(act.events)
            return
        would: list[Event] = []
        refusal: Refused | NotPermitted | NoSuchStream | None = None
        if act.by_deadline and any(e.stream in self.other.streams for e in act.events):
            pass  # its own deadlines pass instead
        elif act.command is None or data is None or not self._leads_to_itself(act, data):
            self.stood += 1
            would = act.events
        else:
            self.decided += 1
            wanted = self._otherwise.acts.get(act.meta.command_id) or self._least(act, data)
            try:
                values = {**act.meta.parameters, **self._otherwise.parameters}
                would = self.other.decide(
                    act.command, wanted, self._context(act.meta, self.other, values)
                )
            except (Refused, NotPermitted, NoSuchStream) as error:
                refusal = error
        self._move(act, would, refusal)

    def _differs(self, act: Act, data: Any) -> bool:
        """Whether the act may lead to something else."""
        other, parameters = self.other.streams, self._otherwise.parameters
        if act.meta.command_id in self._otherwise.acts:
            return True
        if any(
            act.meta.parameters[n] != parameters[n] for n in act.meta.parameters.keys() & parameters
        ):
            return True
        if not other:
            return False
        if any(event.stream in other for event in act.events):
            return True
        if act.command is None or data is None:
            return False
        _, state = self.history.of(act.command.aggregate, act.command.id_of(data))
        rests = (
            guard.aggregate.stream(id)
            for guard in act.command.guards
            for id in guarded(guard.select(state, data))
        )
        return any(stream in other for stream in rests)

    def _data(self, act: Act) -> Any:
        """What was given, as far as the events say it."""
        assert act.command is not None
        if not act.by_deadline:
            return given_in(act.command, [e.event for e in act.events])
        own = act.events[0]
        state = self.history.of(own.aggregate, own.id)[1]
        passed = passed_at(own.aggregate, own.id, state, act.meta.effective)
        return next((d for d in passed if self._leads_to_itself(act, d)), None)

    def _leads_to_itself(self, act: Act, data: Any) -> bool:
        """Whether the act, decided again as things were, leads to the events that there are."""
        assert act.command is not None
        context = self._context(act.meta, self.history, act.meta.parameters)
        try:
            return self.history.decide(act.command, data, context) == act.events
        except (Refused, NotPermitted, NoSuchStream):
            return False

    def _least(self, act: Act, data: Any) -> Any:
        """The same without what need not have been said: an event also tells what a rule filled in,
        and that would be filled in otherwise."""
        for name in left_out(data):
            less = replace(data, **{name: left_out(data)[name]})
            if self._leads_to_itself(act, less):
                data = less
        return data

    def _context(self, meta: StoredMeta, world: World, values: Mapping[str, Any]) -> Context:
        day = meta.effective.astimezone(LOCAL_TIME).date()
        registry = registry_on(self._registry, world.of(STANDINGS, BOOK)[1], day)
        book = world.of(PARAMETERS, self._log.service)[1]
        command = self._acts.commands[meta.command]
        duties = frozenset({command.duty} - {""})
        actor = Actor(
            meta.person, meta.organisation, duties, name=meta.name,
            on_behalf_of=meta.on_behalf_of, on_behalf_of_name=meta.on_behalf_of_name,
        )  # fmt: skip
        parameters = Overridden(InForce(self._registry, book, day), values)
        return Context(meta.effective, actor, registry, parameters, meta.command_id)

    def _move(
        self, act: Act, would: list[Event], refusal: Refused | NotPermitted | NoSuchStream | None
    ) -> None:
        """Both histories go on by what follows in each."""
        touched = {e.stream: e.aggregate for e in (*act.events, *would)}
        for stream, aggregate in touched.items():
            self.other.keep(stream, aggregate)
        self.history.fold(act.events)
        self._count(act.events, act, 0)
        would = self._go_on(would, act)
        for stream, aggregate in touched.items():
            self.other.settle(stream, aggregate)
        if would != act.events and act.command is not None and not self._both_passed(act):
            self._tell(
                act.position, act.meta.effective, act.command, act.events, would, refusal,
                act.position,
            )  # fmt: skip

    def _go_on(self, would: Sequence[Event], act: Act | None) -> list[Event]:
        """The other history goes on by these; which of them it could take. What stands as it is may
        rest on what is not there, and then falls away."""
        late, taken = act.by_deadline if act else True, []
        for event in would:
            try:
                self.other.fold([event])
            except (LookupError, ValueError, AttributeError, AssertionError, ArithmeticError):
                break
            taken.append(event)
            self.tally.add(event.stream, event.event, self._place(event, self.other), late, 1)
        return taken

    def _tell(
        self, position: int, at: datetime, command: Command, was: Sequence[Event],
        would: Sequence[Event], refusal: Refused | NotPermitted | NoSuchStream | None, place: int,
    ) -> None:  # fmt: skip
        first = (*was, *would)[0]
        said = refusal.in_words(self._called(at)) if isinstance(refusal, Refused) else None
        if said is None and not would and command.data is not DeadlinePassed:
            said = Text("前提不复存在", "What it rested on is not there.")
        titles = [tuple(type_of(e.event).title for e in side) for side in (was, would)]
        self.tally.differ(
            Difference(
                position, at, command.name, command.title, first.stream,
                self._place(first, self.history), titles[0], titles[1], said,
                refusal.values if isinstance(refusal, Refused) else {},
                tuple(changes(was, would)),
            ),
            place,
        )  # fmt: skip

    def _called(self, at: datetime) -> Callable[[str], str]:
        """What organisations and places were called when it was given."""
        day = at.astimezone(LOCAL_TIME).date()
        return lambda code: self._registry.name_of(code, day)

    def _count(self, events: Sequence[Event], act: Act, *sides: int) -> None:
        for event in events:
            place = self._place(event, self.history)
            self.tally.add(event.stream, event.event, place, act.by_deadline, *sides)

    def _place(self, event: Event, world: World) -> str:
        """The town or county that an event is of; empty where it names none."""
        state = world.of(event.aggregate, event.id)[1]
        for name in ("town", "county"):
            for told in (event.event, state):
                if isinstance(found := getattr(told, name, None), str) and found:
                    return found
            if event.aggregate.key == name:
                return event.id
        return ""

    def _pass_deadlines(self, until: datetime, after: int) -> None:
        """Fire, oldest first, what would have passed by then in streams that differ, after a position
        of the log."""
        while passed := self._next(until):
            moment, aggregate, data = passed
            stream = aggregate.stream(data.stream_id)
            self._fired.add((stream, data.key, data.due_on))
            if len(self._fired) > _MOST_DEADLINES:
                return
            command = self._acts.commands[f"pass-deadline-of-{aggregate.category}"]
            meta = _by_itself(command, data, moment)
            context = self._context(meta, self.other, self._otherwise.parameters)
            try:
                would = self.other.decide(command, data, context)
            except (Refused, NotPermitted, NoSuchStream):
                continue
            for event in would:
                self.other.keep(event.stream, event.aggregate)
            taken = self._go_on(would, None)
            if taken:
                self._passed.append(_Passed(moment, command, taken, after))

    def _both_passed(self, act: Act) -> bool:
        """Whether a deadline of both histories passed with the same end: then neither differs. The
        log may have it late, after what was given since it passed."""
        if not act.by_deadline:
            return False
        for n, passed in enumerate(self._passed):
            if passed.moment == act.meta.effective and passed.led_to == act.events:
                del self._passed[n]
                return True
        return False

    def _tell_passed(self) -> None:
        """Tell what deadlines of the other history alone led to."""
        for passed in self._passed:
            self._tell(0, passed.moment, passed.command, (), passed.led_to, None, passed.after)

    def _next(self, until: datetime) -> tuple[datetime, Aggregate[Any], DeadlinePassed] | None:
        found = []
        for stream, (_, state) in self.other.streams.items():
            aggregate = self._acts.aggregate_of(stream)
            if (
                aggregate is None
                or f"pass-deadline-of-{aggregate.category}" not in self._acts.commands
            ):
                continue
            for moment, data in running(aggregate, aggregate.id_of(stream), state):
                if moment <= until and (stream, data.key, data.due_on) not in self._fired:
                    found.append((moment, stream, data.key, aggregate, data))
        if not found:
            return None
        moment, _, _, aggregate, data = min(found, key=lambda one: one[:3])
        return moment, aggregate, data


def _by_itself(command: Command, data: DeadlinePassed, moment: datetime) -> StoredMeta:
    return StoredMeta(
        id=data.stream_id, clause=command.clause, policy="", person="system",
        organisation="system", command=command.name, command_id="replay", request="",
        correlation="replay", effective=moment,
    )  # fmt: skip
