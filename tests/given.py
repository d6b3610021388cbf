"""Given–when–then for pure rules: no store, no clock, no broker.

given(FUND, "city-2024", FundRegistered(...)).when(AllocateFunds(...), by="finance").then(...)
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from immutables import Map

from shared.kernel.aggregate import Actor, Aggregate, Context, Refused, Rule, Task
from shared.kernel.aggregate.deadline import Deadline, DeadlinePassed
from shared.kernel.aggregate.deciding import Decided, NotPermitted, decide
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.aggregate.standings import TownBook, registry_on
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import Standing

NOON = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
PLACEHOLDER = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Given:
    aggregate: Aggregate[Any]
    id: str
    events: tuple[object, ...]
    others: dict[tuple[type[Any], str], Any] = field(default_factory=dict)

    def and_given(self, aggregate: Aggregate[Any], id: str, *events: object) -> "Given":
        """The history of another stream, which the command guards."""
        key = (aggregate.state, id)
        return replace(self, others={**self.others, key: aggregate.replay(events)})

    @property
    def state(self) -> Any:
        return self.aggregate.replay(self.events)

    @property
    def deadlines(self) -> list[Deadline]:
        return list(self.aggregate.deadlines_of(self.state))

    @property
    def tasks(self) -> dict[str, Task]:
        """What is asked now, by key."""
        asked = self.aggregate.tasks_of(self.state)
        return {task.key: task for task in asked if isinstance(task, Task)}

    @property
    def turns(self) -> set[tuple[str, str]]:
        """Who must act now, and the key of what."""
        found = of_state(self.aggregate, self.id, self.state)
        town = found("town") or ""
        county = registry().county_of(town) or found("county") or ""
        bearers = ((a.bearers(town, county), t.key) for t in self.tasks.values() for a in t.who)
        return {(organisation, key) for them, key in bearers for organisation in them}

    def when(
        self, data: Any, *, by: str = "housing", person: str = "张三", at: datetime = NOON,
        duties: tuple[str, ...] = (), parameters: dict[str, Any] | None = None,
        standings: dict[str, tuple[Standing, ...]] | None = None, on_behalf_of: str = "",
    ) -> "Outcome":  # fmt: skip
        """Give a command, named by the class of its data; `standings` are what was noted of towns."""
        command = next(c for c in self.aggregate.commands.values() if c.data is type(data))
        known = dict(registry().parameters)
        for name, value in (parameters or {}).items():
            known[name] = replace(known[name], value=value)
        guards = dict(self.others)
        for g in command.guards:
            selected = g.select(self.state, data)
            for id in [selected] if isinstance(selected, str) else selected:
                guards.setdefault((g.aggregate.state, id), g.aggregate.initial)
        noted, today = TownBook(Map(standings or {})), at.astimezone(LOCAL_TIME).date()
        towns = registry_on(registry(), noted, today)
        actor = Actor(person, by, frozenset(duties), on_behalf_of=on_behalf_of)
        context = Context(at, actor, towns, known, "command-1", guards)
        try:
            decided = decide(command, len(self.events), self.state, data, context)
            return Outcome(decided, None, context)
        except (Refused, NotPermitted) as refusal:
            return Outcome([], refusal, context)

    def when_passed(self, key: str, due_on: Any) -> "Outcome":
        """Let a deadline of the stream pass."""
        return self.when(
            DeadlinePassed(self.id, key=key, due_on=due_on), by="system", person="system"
        )


@dataclass(frozen=True)
class Outcome:
    decided: list[Decided]
    refusal: Refused | NotPermitted | None
    context: Context

    @property
    def events(self) -> list[object]:
        return [d.event for d in self.decided]

    def then(self, *events: object) -> "Outcome":
        assert self.refusal is None, self.refusal
        assert self.events == list(events)
        return self

    def refused(self, rule: Rule) -> "Outcome":
        assert isinstance(self.refusal, Refused), f"not refused: {self.events or self.refusal}"
        assert self.refusal.rule is rule, f"refused by {self.refusal.rule.name}"
        assert self.refusal.zh and self.refusal.en
        assert not PLACEHOLDER.search(self.refusal.zh + self.refusal.en), str(self.refusal)
        return self

    def not_permitted(self) -> "Outcome":
        assert isinstance(self.refusal, NotPermitted), f"permitted: {self.events}"
        return self


def given(aggregate: Aggregate[Any], id: str, *events: object) -> Given:
    """A stream's history."""
    return Given(aggregate, id, events)
