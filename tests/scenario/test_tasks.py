"""待办 over the demo programme: at every moment of every stream somebody must act, or there is a
reason why nobody must; whoever must meet a deadline has a task that says so."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

import pytest

from shared.kernel.aggregate import Aggregate, Deadline, Over, Task, Wait
from shared.kernel.aggregate.seeing import of_state
from shared.kernel.tasks.holding import HeldTask, tasks_in
from shared.policy.loader import registry
from shared.runtime.settings import SERVICES
from tests.scenario.pure_run import PureRun


class Moment(NamedTuple):
    """A stream after one of its events, and what is asked then."""

    aggregate: Aggregate[Any]
    id: str
    state: Any
    said: tuple[Task | Wait | Over, ...]

    @property
    def tasks(self) -> list[Task]:
        return [one for one in self.said if isinstance(one, Task)]

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        runs = self.aggregate.deadlines_of
        return tuple(runs(self.state)) if runs else ()

    @property
    def place(self) -> tuple[str, str]:
        found = of_state(self.aggregate, self.id, self.state)
        town = found("town") or ""
        return town, registry().county_of(town) or found("county") or ""


@pytest.fixture(scope="module", params=SERVICES)
def moments(run: PureRun, request: pytest.FixtureRequest) -> list[Moment]:
    return [*lived(run, request.param)]


def lived(run: PureRun, service: str) -> Iterator[Moment]:
    known = run.service(service)
    aggregates, states = {a.category: a for a in known.aggregates}, dict[str, Any]()
    for event, meta in known.log:
        aggregate = aggregates[meta.stream.removesuffix(f"-{meta.id}")]
        state = aggregate.replay([event], states.get(meta.stream, aggregate.initial))
        states[meta.stream] = state
        assert aggregate.tasks_of, f"{aggregate.category} says of no state whose turn it is"
        yield Moment(aggregate, meta.id, state, tuple(aggregate.tasks_of(state)))


def test_every_stream_asks_somebody_or_says_why_nobody(moments: list[Moment]) -> None:
    silent = {f"{m.aggregate.category}: {m.id}" for m in moments if not m.said}
    assert not silent


def test_whoever_must_meet_a_deadline_has_a_task_that_says_so(moments: list[Moment]) -> None:
    """Or the deadline is named as what is waited for. A warning goes before a limit of its own."""
    unnamed = {
        f"{m.aggregate.category}: {d.key}"
        for m in moments
        for named in [[o.by for o in m.said if not isinstance(o, Over) and o.by]]
        for d in m.deadlines
        if d not in named and not (d.ahead and any(_warns(d, by) for by in named))
    }
    assert not unnamed


def test_a_limit_stays_with_its_task_after_it_was_told_as_passed(moments: list[Moment]) -> None:
    limited = {m.aggregate.category for m in moments if m.deadlines}
    late = {
        m.aggregate.category for m in moments for t in m.tasks if t.by and t.by not in m.deadlines
    }
    assert limited and late


def test_who_is_asked_is_known_and_may_give_a_command_that_answers(moments: list[Moment]) -> None:
    wrong = set()
    for m in moments:
        for task in m.tasks:
            holders = [o for a in task.who for o in a.bearers(*m.place)]
            answers = [m.aggregate.commands[name] for name in task.commands]
            may = {
                h for h in holders for c in answers if any(a.includes(h, *m.place) for a in c.by)
            }
            if not holders or may != {*holders} or not all(map(registry().knows, holders)):
                wrong.add(f"{m.aggregate.category}: {task.key} {holders} {task.commands}")
    assert not wrong


def test_a_task_has_a_key_of_its_own_a_clause_and_a_chinese_sentence(moments: list[Moment]) -> None:
    of_programs = re.compile(r"[a-z]{3,}|[a-z][a-z0-9]*-[a-z0-9-]+")
    for m in moments:
        keys = [task.key for task in m.tasks]
        assert len(keys) == len({*keys}), (m.aggregate.category, m.id, keys)
        for task in m.tasks:
            assert task.under in {*registry().clauses, "design"}, (m.aggregate.category, task.key)
            assert re.search("[\u4e00-\u9fff]", task.about), task.about
            own_words = re.sub("“[^”]*”", "", task.about)  # a title is what somebody wrote
            assert not of_programs.search(own_words), task.about


def test_the_rows_of_tasks_are_those_that_are_asked(moments: list[Moment]) -> None:
    last = {m.aggregate.stream(m.id): m for m in moments}
    rows = [
        r for m in last.values() for r in tasks_in(m.aggregate, m.id, m.state, registry()).values()
    ]
    assert rows
    assert all(r.due_on and r.soon_on for r in rows if r.starts_on)
    assert {f.name for f in fields(HeldTask)} >= {"holder", "about", "due_on", "seen_by"}


def _warns(warning: Deadline, limit: Deadline) -> bool:
    def run(d: Deadline) -> tuple[Any, ...]:
        return d.starts_on, d.days, d.unit, d.stopped

    return run(warning) == run(limit)
