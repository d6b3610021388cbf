"""政策兑现 of the whole demo programme: nobody reads a figure of events that are closed to them."""

from collections.abc import Iterator

import pytest

from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.exercise.figures import PolicyFigures
from shared.kernel.exercise.ledger import PolicyLedger
from shared.policy.loader import registry
from shared.runtime.settings import SERVICES
from tests.scenario.looking import Looking, viewers
from tests.scenario.pure_run import PureRun
from tests.scenario.test_sight import hidden

FIGURES = PolicyFigures.definition


@pytest.fixture(scope="module", params=SERVICES)
def looking(request: pytest.FixtureRequest, run: PureRun) -> Looking:
    own_ledgers(request.param)
    return Looking(run.service(request.param))


def test_whoever_reads_a_figure_may_read_every_event_that_it_adds_up(looking: Looking) -> None:
    assert sorted(set(told_too_much(looking))) == []


def told_too_much(looking: Looking) -> Iterator[str]:
    for told in looking.told(FIGURES):
        for who in viewers():
            if looking.takes(FIGURES, who, told.row):
                yield from hidden(looking, FIGURES, who, told)


def test_the_programme_carries_out_nearly_every_sentence_in_a_pilot_town(run: PureRun) -> None:
    for service in SERVICES:
        own_ledgers(service)
    pilots = {town.id for town in registry().towns.values() if town.pilot}
    rows = [row for s in SERVICES for row in run.service(s).rows(PolicyLedger).by_key.values()]
    done = {row.clause for row in rows if row.town in pilots}
    known = registry().clauses
    left = {id for id in known if id not in done}
    # by the city as a whole, by counties alone, with another sentence
    assert left == {"RZ-2.3.a", "RZ-2.4.c", "RZ-2.4.g", "RZ-2.4.h", "RZ-3.1.b", "RZ-3.2.d"}


def test_no_sentence_takes_back_more_than_it_gave(run: PureRun) -> None:
    for service in SERVICES:
        own_ledgers(service)
    rows = [row for s in SERVICES for row in run.service(s).rows(PolicyFigures).by_key.values()]
    # In memory every command stands under its event's sentence: an award that is recovered (RZ-2.2.f)
    # was allocated out of a fund (RZ-2.2.c).
    below = {row.clause for row in rows if min(row.money_fen, row.land, row.people) < 0}
    assert below <= {"RZ-2.2.f"}
