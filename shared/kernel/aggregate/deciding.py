"""One decision: may the actor, does the stream exist, what events follow. Pure."""

from collections.abc import Iterable
from typing import Any

import msgspec

from shared.kernel.aggregate.aggregate import Aggregate, Command, Elsewhere
from shared.kernel.aggregate.authority import in_force
from shared.kernel.aggregate.context import Context
from shared.kernel.aggregate.rules import Rule, refuse

ALREADY_EXISTS = Rule(
    "already-exists",
    "design",
    zh="编号已被使用",
    en="The id is taken.",
    pass_zh="请换一个编号，{stream} 已存在",
    pass_en="Use another id: {stream} exists.",
)
NOTHING_CHANGES = Rule(
    "nothing-changes",
    "design",
    zh="该命令不会改变任何事实",
    en="The command would change nothing.",
    pass_zh="无需再次提交",
    pass_en="There is nothing left to do.",
)


class NotPermitted(Exception):
    """The actor is not among those who may give the command."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name)
        self.command = command


class NoSuchStream(LookupError):
    """The command is for something that does not exist."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.stream = stream


class Decided(msgspec.Struct, frozen=True):
    """An event and the stream that it belongs to."""

    aggregate: Aggregate[Any]
    id: str
    event: object

    @property
    def stream(self) -> str:
        return self.aggregate.stream(self.id)


def check_permitted(command: Command, state: Any, data: Any, context: Context) -> None:
    """Raise `NotPermitted` unless one of the declared authorities includes the actor, a person.

    The town and county of the matter are those of the state; those of the command count only
    where the state has none, as when the stream is new.
    """
    town = getattr(state, "town", "") or getattr(data, "town", "")
    county = (
        context.registry.county_of(town)
        or getattr(state, "county", "")
        or getattr(data, "county", "")
    )
    actor = context.actor
    by = in_force(command.by, command.clause, context.registry)
    if actor.service or not any(a.includes(actor.organisation, town, county) for a in by):
        raise NotPermitted(command)
    if command.duty and command.duty not in actor.duties and actor.organisation != "system":
        raise NotPermitted(command)


def check_existence(command: Command, version: int, stream: str) -> None:
    """A creating command needs a new stream; any other an existing one."""
    if command.creates and version > 0:
        refuse(ALREADY_EXISTS, stream=stream)
    if command.creates is False and version == 0:
        raise NoSuchStream(stream)


def check_conditions(command: Command, state: Any, context: Context) -> None:
    """Raise `Refused` by the first rule, of those that rest on state and caller, that forbids it."""
    for condition in command.when:
        condition(state, context)


def check_offered(command: Command, version: int, id: str, state: Any, context: Context) -> None:
    """Raise what would refuse the command for a stream from a caller who may give it, whatever is
    given with it.

    Raises `Refused` or `NoSuchStream`.
    """
    check_existence(command, version, command.aggregate.stream(id))
    check_conditions(command, state, context)


def decide(
    command: Command, version: int, state: Any, data: Any, context: Context
) -> list[Decided]:
    """The events that a command leads to; at least one.

    Raises `Refused`, `NotPermitted` or `NoSuchStream`.
    """
    check_permitted(command, state, data, context)
    check_existence(command, version, command.aggregate.stream(command.id_of(data)))
    check_conditions(command, state, context)
    decided = list(_placed(command, data, command.decide(state, data, context)))
    if not decided:
        refuse(NOTHING_CHANGES)
    return decided


def _placed(command: Command, data: Any, events: Iterable[object]) -> Iterable[Decided]:
    own = command.id_of(data)
    for event in events:
        if isinstance(event, Elsewhere):
            guarded = {g.aggregate.state: g.aggregate for g in command.guards}
            yield Decided(guarded[event.state], event.id, event.event)
        else:
            yield Decided(command.aggregate, own, event)
