"""What one address hides no other shows: all that the demo programme leaves, for everybody."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from shared.kernel.aggregate import Viewer, viewer
from shared.kernel.aggregate.seeing import StreamSight
from shared.kernel.deadlines.table import deadlines_in
from shared.kernel.tasks.holding import HeldTask, tasks_in
from shared.kernel.views.definition import View
from shared.policy.loader import registry
from shared.runtime.settings import SERVICES
from tests.contracts.test_sight import views as declared_views
from tests.scenario.looking import Looking, tells, viewers


@pytest.fixture(scope="module", params=SERVICES)
def looking(request, run) -> Looking:
    return Looking(run.service(request.param))


def test_whoever_sees_a_row_sees_the_events_that_it_tells(looking):
    assert told_too_much(looking) == []


def test_while_something_is_sealed_no_row_tells_of_it(looking):
    for position in looking.sealed():
        assert told_too_much(looking.at(position)) == []


def test_some_of_the_programme_is_sealed_at_some_time(run):
    sealed = {name for name in SERVICES if Looking(run.service(name)).sealed()}
    assert sealed == {"projects", "finance", "land"}


def test_whoever_sees_a_deadline_or_a_task_sees_its_stream_and_the_other_way_round(looking):
    """A task is seen besides by the one who must act."""
    named = {v.name: v for v in declared_views()}
    seen, states = set(), {}
    for event, meta in looking.service.log:
        aggregate, id = looking.of_stream(meta.stream)
        state = aggregate.replay([event], states.get(meta.stream, aggregate.initial))
        states[meta.stream] = state
        tasks = tasks_in(aggregate, id, state, registry()).values()
        deadlines = deadlines_in(aggregate, id, state) if aggregate.deadlines_of else ()
        for row in (*deadlines, *tasks):
            view = named["tasks" if isinstance(row, HeldTask) else "deadlines"]
            if (view.name, row.stream, row.seen_by) not in seen:
                seen.add((view.name, row.stream, row.seen_by))
                holder = row.holder if isinstance(row, HeldTask) else ""
                for who in viewers():
                    whole = StreamSight(aggregate, id, state, who, registry(), "").whole
                    apart = isinstance(row, HeldTask) and row.apart
                    expected = (whole and not apart) or who.organisation == holder
                    assert looking.takes(view, who, row) is expected, (row.stream, who)
    assert seen


def test_every_row_and_every_stream_is_seen_by_somebody_and_not_by_everybody(looking):
    closed = {
        stream: [w.organisation for w in viewers() if looking.sight(stream, w).whole]
        for stream in looking.service.streams
    }
    assert all(closed.values()), [s for s, who in closed.items() if not who]
    assert len(viewers()) > max(len(who) for s, who in closed.items() if not public(s))


def test_a_town_reads_no_stream_of_another_town_alone(looking):
    for stream in looking.service.streams:
        aggregate, id = looking.of_stream(stream)
        town = (
            id
            if aggregate.key == "town"
            else getattr(looking.service.state(aggregate, id)[1], "town", "")
        )
        if town and aggregate.category not in ("issue",) and not public(stream):
            for other in registry().towns:
                seen = looking.sight(stream, viewer(other, registry())).whole
                assert seen is (other == town), (stream, other)


def told_too_much(looking: Looking) -> list[str]:
    found = set()
    for view in views_of(looking):
        for told in looking.told(view):
            for who in viewers():
                if looking.takes(view, who, told.row):
                    found |= set(hidden(looking, view, who, told))
    return sorted(found)[:40]


def public(stream: str) -> bool:
    return stream.startswith(
        (
            "shortage-list-", "parameters-", "standings-", "reforms-in-force-", "award-round-", "land-programme-", "siting-", "bulletin-",
            "institution-", "product-", "assessed-town-", "town-classes-", "profile-",
            "town-assessment-", "practice-",
        )
    )  # fmt: skip


def views_of(looking: Looking) -> Iterator[View]:
    kinds = {a.category for a in looking.service.aggregates}
    for view in declared_views():
        of = view.of.category if view.of else None
        if of in kinds or view.name == "decisions-without-document":
            yield view


def hidden(looking: Looking, view: View, who: Viewer, told: Any) -> list[str]:
    return [
        f"{who.organisation} reads of {type(event).__name__} in {view.name}, not in {meta.stream}"
        for row, (event, meta) in told.made_of
        if not looking.sight(meta.stream, who).sees(event) and tells(view, row, (event, meta))
    ]


def test_a_row_that_told_more_than_its_stream_would_be_found(run):
    """The check itself, on a ledger of areas opened as widely as the programme."""
    looking, town = Looking(run.service("land")), viewer("taoluo", registry())
    (areas,) = (v for v in declared_views() if v.name == "programme-areas")
    wide = replace(areas, part="")
    told = [t for t in looking.told(wide) if looking.takes(wide, town, t.row)]
    assert any(hidden(looking, wide, town, t) for t in told)
