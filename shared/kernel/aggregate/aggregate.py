"""An aggregate: an immutable state, a pure `evolve`, and commands that decide events.

    FUND = Aggregate("fund", Fund(), key="fund", title="资金")

    @FUND.evolve
    def evolve(fund: Fund, event: FundEvent) -> Fund: ...

    @FUND.command(title="下达资金", clause="RZ-2.2.c", by=[FINANCE], guards=[guard(ELIGIBILITY)])
    def allocate_funds(fund: Fund, cmd: AllocateFunds, context: Context) -> Events: ...

A command answers with its events, or is refused. An event for another, guarded stream is wrapped
by `elsewhere`: it is appended in the same transaction.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, TypeVar

from shared.kernel.aggregate.authority import SYSTEM, Authority
from shared.kernel.aggregate.condition import Condition, Pick, fitted
from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.deadline import Deadline, DeadlinePassed
from shared.kernel.aggregate.sight import Opening, Part
from shared.kernel.aggregate.task import Over, TasksOf, command_name
from shared.policy.registry import Registry

S = TypeVar("S")
F = TypeVar("F", bound=Callable[..., Any])

Events = Iterable[object]
"""What a command decides."""
Decide = Callable[[Any, Any, Context], Events]
Selector = Callable[[Any, Any], str | Iterable[str]]
ClauseOf = Callable[[Any, Registry], str]
Givers = Callable[[str, Registry], Iterable[str]]
"""Of a service, the organisations that may give a command for some of what it takes."""


@dataclass(frozen=True)
class Guard:
    """Another aggregate that a decision rests on; `select(state, command)` names its id or ids."""

    aggregate: "Aggregate[Any]"
    select: Selector


def guard(aggregate: "Aggregate[Any]", select: Selector | str | None = None) -> Guard:
    """Guard the aggregate whose id stands in a field of the command.

    Without `select` the field is named as that aggregate's key; a text names another field; a
    function of (state, command) answers one id or several.
    """
    if callable(select):
        return Guard(aggregate, select)
    name = select or aggregate.key
    return Guard(aggregate, lambda _, command: getattr(command, name))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An event for a stream other than the command's own."""

    state: type[Any]
    id: str
    event: object


def elsewhere(state: type[Any], id: str, events: Iterable[object]) -> list[Elsewhere]:
    """Events for another stream, which the command must guard."""
    return [Elsewhere(state, id, event) for event in events]


@dataclass(frozen=True)
class Command:
    """A command as declared: its name on the wire, what it takes, who may give it, how it decides.

    `creates` says that the stream must be new; None that it may be; otherwise an unknown id is
    refused. `numbered` is how a new stream's id begins, of `town`, `county` and `year`, as
    `{town}-parcel-{year}`: a number makes it the stream's own. `clause_of` finds the clause where
    it depends on what is given. `when` are its rules that rest on the state and the caller alone,
    `picks` its checks of the parts and other things that it names.
    Where it depends on what is given who may, `givers` are told as those who may.
    """

    name: str
    title: str
    clause: str
    by: tuple[Authority, ...]
    duty: str
    guards: tuple[Guard, ...]
    creates: bool | None
    data: type[Any]
    decide: Decide
    aggregate: "Aggregate[Any]"
    clause_of: ClauseOf | None = None
    when: tuple[Condition, ...] = ()
    picks: tuple[Pick, ...] = ()
    numbered: str = ""
    givers: Givers | None = None

    def clause_for(self, data: Any, registry: Registry) -> str:
        """The clause under which this is given."""
        return self.clause_of(data, registry) if self.clause_of else self.clause

    @property
    def public(self) -> bool:
        """Whether people may give it; reactions and deadlines alone give the others."""
        return any(authority.relation != "system" for authority in self.by)

    def id_of(self, command: object) -> str:
        """The id of the stream that a command is for."""
        if isinstance(command, DeadlinePassed):
            return command.stream_id
        id: str = getattr(command, self.aggregate.key)
        return id


class Aggregate(Generic[S]):
    """One kind of stream, `<category>-<id>`; `key` is the command field that holds the id.

    `sight` says who sees a whole stream, `parts` which events others see too, or alone; left out,
    it is declared to nobody (see `shared.kernel.aggregate.sight`).
    """

    def __init__(
        self,
        category: str,
        initial: S,
        *,
        key: str,
        title: str,
        sight: Sequence[Opening] | None = None,
        parts: Sequence[Part] = (),
    ) -> None:
        self.category = category
        self.initial = initial
        self.key = key
        self.title = title
        self.sight = None if sight is None else tuple(sight)
        self.parts = {part.name: part for part in parts}
        self.state: type[S] = type(initial)
        self.commands: dict[str, Command] = {}
        self.modules: tuple[str, ...] = ()
        self.fold: Callable[[S, Any], S] = _no_evolve
        self.deadlines_of: Callable[[S], Iterable[Deadline]] | None = None
        self.tasks_of: TasksOf | None = None

    def stream(self, id: str) -> str:
        return f"{self.category}-{id}"

    def id_of(self, stream: str) -> str:
        return stream.removeprefix(f"{self.category}-")

    def replay(self, events: Iterable[object], start: S | None = None) -> S:
        """The state after the events."""
        state = self.initial if start is None else start
        for event in events:
            state = self.fold(state, event)
        return state

    def takes(self, *groups: ModuleType) -> None:
        """Name the groups, a module each, of the commands that it takes besides those beside its
        state, and the module of its tasks. The package of an aggregate calls this once, after it
        imported them.

        Raises `TypeError` at a command of any other module, then or later, and at a module that
        has none.
        """
        modules = (self.state.__module__, *(group.__name__ for group in groups))
        given = list(self.commands.values())
        working = {c.decide.__module__ for c in given}
        working |= {self.tasks_of.__module__} if self.tasks_of else set()
        if idle := set(modules[1:]) - working:
            raise TypeError(f"{', '.join(sorted(idle))}: no command of {self.category}")
        self.modules = modules
        self.commands = {}
        for command in sorted(given, key=lambda c: modules.index(self._module_of(c))):
            self.commands[command.name] = command

    def _give(self, command: Command, function: F) -> F:
        if self.modules:
            self._module_of(command)
        self.commands[command.name] = command
        return function

    def _module_of(self, command: Command) -> str:
        """Where a command stands; raises `TypeError` unless the aggregate takes it from there."""
        module = command.decide.__module__
        if self.modules and module not in self.modules:
            raise TypeError(
                f"{module} gives {self.category} the command {command.name}: name the module "
                f"where {self.category} takes its groups of commands"
            )
        return module

    def evolve(self, function: F) -> F:
        """Register how an event changes the state."""
        self.fold = function
        return function

    def command(
        self,
        *,
        title: str,
        clause: str,
        by: Sequence[Authority],
        duty: str = "",
        guards: Sequence[Guard] = (),
        creates: bool | None = False,
        clause_of: ClauseOf | None = None,
        when: Sequence[Condition] = (),
        picks: Sequence[Pick] = (),
        numbered: str = "",
        givers: Givers | None = None,
    ) -> Callable[[F], F]:
        """Register how a command decides; its name is the function's, with hyphens.

        `by` says who may give it, `duty` which duty the person must hold besides, `when` what must
        hold of the state and the caller, whatever is given: `decide` need not look again; `picks`
        how it checks the parts and other things that it names;
        `numbered` how the id of a new stream is made, `givers` who may for some of what it takes.
        """

        def register(function: F) -> F:
            name = command_name(function)
            data = list(inspect.signature(function).parameters.values())[1].annotation
            command = Command(
                name, title, clause, tuple(by), duty, tuple(guards), creates, data, function, self,
                clause_of, tuple(when), tuple(fitted(p, data) for p in picks), numbered, givers,
            )  # fmt: skip
            return self._give(command, function)

        return register

    def deadlines(self, function: Callable[[S], Iterable[Deadline]]) -> Callable[..., Any]:
        """Register which deadlines run in a state."""
        self.deadlines_of = function
        return function

    def tasks(self, function: F) -> F:
        """Register what somebody must do in a state, or why nobody must."""
        self.tasks_of = function
        return function

    def asks_nobody(self, why: str) -> None:
        """Say why no state of it asks anybody to act."""
        nothing = (Over(why),)
        self.tasks_of = lambda state: nothing

    def when_passed(self, *, clause: str, guards: Sequence[Guard] = ()) -> Callable[[F], F]:
        """Register what a passed deadline makes happen. At most once for a deadline and due day."""

        def register(function: F) -> F:
            command = Command(
                name=f"pass-deadline-of-{self.category}",
                title="期限届满",
                clause=clause,
                by=(SYSTEM,),
                duty="",
                guards=tuple(guards),
                creates=False,
                data=DeadlinePassed,
                decide=function,
                aggregate=self,
            )
            return self._give(command, function)

        return register


def aggregates_of(module: ModuleType) -> list[Aggregate[Any]]:
    """The aggregates that a module, or a package, declares. Raises `TypeError` where it has none,
    or where one has commands from elsewhere that its package does not name."""
    own = f"{module.__name__}."
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, Aggregate) and f"{value.state.__module__}.".startswith(own)
    ]
    if not found:
        raise TypeError(f"{module.__name__} declares no aggregate")
    for aggregate in found:
        if not aggregate.modules:
            aggregate.takes()
    return found


def _no_evolve(state: Any, event: Any) -> Any:
    raise NotImplementedError("the aggregate has no evolve function")
