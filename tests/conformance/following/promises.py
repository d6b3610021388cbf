"""Promises with a deadline: kept in time, or broken when it passes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Over,
    Task,
    Tasks,
)
from shared.kernel.aggregate.authority import organisation
from shared.runtime.declaration import Declaration
from shared.schemas.events import command_data, event
from tests.conformance.following.services import SOMEBODY, Serving

UNSPEAKABLE = "unspeakable"
TWICE = 77
"""So many days name their deadline twice."""
HOUSING = organisation("housing")


@event("conformance", clause="test", title="已承诺")
class Promised:
    promise: str
    starts_on: date
    days: int


@event("conformance", clause="test", title="已践诺")
class Kept:
    promise: str


@event("conformance", clause="test", title="已违诺")
class Broken:
    promise: str
    due_on: date


@command_data
class Promise:
    promise: str
    starts_on: date
    days: int


@command_data
class Keep:
    promise: str


@dataclass(frozen=True)
class Open:
    starts_on: date | None = None
    days: int = 0


PROMISE = Aggregate("promise", Open(), key="promise", title="承诺")


@PROMISE.evolve
def evolve(state: Open, event: object) -> Open:
    match event:
        case Promised(starts_on=starts_on, days=days):
            return replace(state, starts_on=starts_on, days=days)
    return replace(state, starts_on=None)


@PROMISE.command(title="承诺", clause="test", by=[HOUSING], creates=True)
def promise(_: Open, cmd: Promise, __: Context) -> list[object]:
    return [Promised(cmd.promise, starts_on=cmd.starts_on, days=cmd.days)]


@PROMISE.command(title="改期", clause="test", by=[HOUSING])
def renew(_: Open, cmd: Promise, __: Context) -> list[object]:
    return [Promised(cmd.promise, starts_on=cmd.starts_on, days=cmd.days)]


@PROMISE.command(title="践诺", clause="test", by=[HOUSING])
def keep(_: Open, cmd: Keep, __: Context) -> list[object]:
    return [Kept(cmd.promise)]


@PROMISE.deadlines
def deadlines(state: Open) -> Iterable[Deadline]:
    if state.starts_on:
        yield Deadline("keeping", state.starts_on, state.days, "working", "test")
    if state.starts_on and state.days == TWICE:
        yield Deadline("keeping", state.starts_on, state.days, "calendar", "test")


@PROMISE.tasks
def tasks(state: Open) -> Tasks:
    if state.starts_on:
        limit = Deadline("keeping", state.starts_on, state.days, "working", "test")
        yield Task("keeping", [HOUSING], "践诺", [keep, renew], limit)
    else:
        yield Over("已了结")


@PROMISE.when_passed(clause="test")
def passed(state: Open, cmd: DeadlinePassed, _: Context) -> list[object]:
    if UNSPEAKABLE in cmd.stream_id:
        raise RuntimeError("nobody can tell")
    # Nothing here would refuse to be broken twice: that is left to the product.
    return [Broken(cmd.stream_id, due_on=cmd.due_on)]


def promising(name: str) -> Declaration:
    return Declaration(name, "承诺", "housing", [PROMISE], relay=False)


def give(service: Serving, name: str, **data: object) -> int:
    """Give a command of promises; the log's position behind it."""
    plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in data.items()}
    key = repr(sorted(plain.items()))
    executor = service.service.executor
    return executor.give(name, plain, SOMEBODY, key=key, now=datetime.now(UTC)).position
