"""RZ-2.6.b: people who leave a town put its capacity for a power in question, or end it."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.town_staff import TOWN_STAFF
from services.empowerment.reactions.empowerment import capacity_is_questioned
from services.empowerment.views.capacity import Capacity
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment.town_staff import NoteTownStaff, TownStaffNoted
from tests.given import given
from tests.rows import about, rows
from tests.unit.empowerment.powers import (
    ASSESS,
    ASSESSED,
    DELEGATED,
    ORGAN,
    PREPARED,
    TAKEN_UP,
    TODAY,
    WITHDRAWN,
    delegation,
)

DAY = date(2024, 2, 29)
KNOWN = replace(ASSESSED, in_post=40)
HAS = (KNOWN, DELEGATED, PREPARED, TAKEN_UP)
ENFORCES = (KNOWN, replace(DELEGATED, kind="penalty"), PREPARED, TAKEN_UP)
QUESTION = running.QuestionCapacity("planning-taoluo", in_post=39)
QUESTIONED = running.CapacityQuestioned.of(QUESTION, town="taoluo", questioned_on=TODAY)


def noted(in_post: int | None) -> TownStaffNoted:
    return TownStaffNoted("taoluo", posts="institution", actual=20, as_of=DAY, in_post=in_post)


def asked(event: TownStaffNoted, *history: Any) -> list[object]:
    return list(capacity_is_questioned(event, about(event), rows(Capacity, *history)))


def test_all_who_hold_a_post_are_told_once_every_kind_was_noted() -> None:
    first = NoteTownStaff("taoluo", posts="administrative", actual=19, as_of=DAY)
    one = TownStaffNoted.of(first, in_post=None)
    given(TOWN_STAFF, "taoluo").when(first, by="system").then(one)
    second = NoteTownStaff("taoluo", posts="institution", actual=20, as_of=DAY)
    given(TOWN_STAFF, "taoluo", one).when(second, by="system").then(noted(39))


def test_an_assessment_keeps_how_many_were_in_post() -> None:
    staff = noted(2), replace(noted(None), posts="administrative", actual=20)
    [found] = delegation().and_given(TOWN_STAFF, "taoluo", *staff).when(ASSESS, by=ORGAN).events
    assert isinstance(found, running.CapacityAssessed) and found.in_post == 40


def test_a_power_is_questioned_once_the_town_has_fewer_people_than_when_it_was_assessed() -> None:
    assert asked(noted(39), *HAS) == [QUESTION]
    for event, history in (
        (noted(40), HAS),
        (noted(None), HAS),
        (noted(39), (*HAS, QUESTIONED)),
        (noted(39), (KNOWN, DELEGATED)),
        (noted(39), (*HAS, WITHDRAWN)),
        (noted(39), (replace(KNOWN, in_post=None), *HAS[1:])),
        (noted(39), (replace(KNOWN, site_inspectors=0), *HAS[1:])),
    ):
        assert asked(event, *history) == []


def test_its_department_is_asked_to_assess_it_anew() -> None:
    delegation(*HAS).when(QUESTION, by="system").then(QUESTIONED)
    open = delegation(*HAS, QUESTIONED)
    assert open.turns >= {(ORGAN, "capacity-check")}
    again = delegation(*HAS, QUESTIONED, replace(KNOWN, in_post=39))
    assert not [key for _, key in again.turns if key.startswith("capacity")]
    delegation(KNOWN).when(QUESTION, by="system").refused(rules.STAGE_ALLOWS)


def test_a_power_that_enforces_lapses_where_fewer_are_left_than_must_be_licensed() -> None:
    last = replace(QUESTION, in_post=1)
    lapsed = running.CapacityLapsed(
        "planning-taoluo", town="taoluo", lacking=("licensed-officers",), lapsed_on=TODAY
    )
    questioned = replace(QUESTIONED, in_post=1)
    delegation(*ENFORCES).when(last, by="system").then(questioned, lapsed)
    delegation(*HAS).when(last, by="system").then(questioned)
    assert (ORGAN, "capacity") in delegation(*ENFORCES, questioned, lapsed).turns
    row = rows(Capacity, *ENFORCES, questioned, lapsed)["planning-taoluo"]
    assert (row.lacking, row.lapsed_on) == (["licensed-officers"], TODAY)
