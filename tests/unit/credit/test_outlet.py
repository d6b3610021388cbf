"""RZ-2.4.b: outlets are planned, opened, moved, closed; in any town, pilots marked."""

from dataclasses import replace
from datetime import date

from services.credit.domain import outlet as rules
from services.credit.domain.institution import INSTITUTION
from services.credit.domain.organisations import INSTITUTION_ACTS_FOR_ITSELF
from services.credit.domain.outlet import OUTLET
from shared.schemas.credit import outlet as outlets
from tests.given import Given, given
from tests.unit.credit.demands import CITY, IS_RURAL, RURAL, TODAY

PLAN = outlets.PlanOutlet(
    "o-1", institution=RURAL, town="taoluo", kind="branch", name="演示-涛雒支行", site="演示-驻地街",
    planned_for=date(2024, 6, 1),
)  # fmt: skip
PLANNED = outlets.OutletPlanned.of(PLAN, pilot=True, entered_by=RURAL)
OPEN = outlets.OpenOutlet("o-1", licence="演示-许可证-1", opened_on=TODAY)
OPENED = outlets.OutletOpened.of(OPEN, town="taoluo", pilot=True, entered_by=RURAL)
MOVE = outlets.RelocateOutlet(
    "o-1", town="nanhu", site="演示-新街", reason="房屋到期", relocated_on=TODAY
)
CLOSE = outlets.CloseOutlet("o-1", reason="网点整合", closed_on=TODAY)


def outlet(*events: object) -> Given:
    return given(OUTLET, "o-1", *events).and_given(INSTITUTION, RURAL, IS_RURAL)


def test_an_institution_plans_and_opens_its_own_outlet() -> None:
    outlet().when(PLAN, by=RURAL).then(PLANNED)
    outlet().when(PLAN, by=CITY).refused(INSTITUTION_ACTS_FOR_ITSELF)
    outlet().when(replace(PLAN, town="atlantis"), by=RURAL).refused(rules.TOWN_OF_THE_OUTLET)
    outlet(PLANNED).when(OPEN, by=RURAL).then(OPENED)
    outlet(PLANNED).when(OPEN, by=CITY).refused(INSTITUTION_ACTS_FOR_ITSELF)
    tomorrow = replace(OPEN, opened_on=date(2024, 3, 2))
    outlet(PLANNED).when(tomorrow, by=RURAL).refused(rules.OUTLET_DAY_HAS_COME)
    outlet(PLANNED, OPENED).when(OPEN, by=RURAL).refused(rules.STAGE_OF_THE_OUTLET)


def test_outside_the_pilots_it_is_recorded_and_not_counted() -> None:
    [event] = outlet(PLANNED, OPENED).when(MOVE, by=RURAL).events
    assert isinstance(event, outlets.OutletRelocated)
    assert (event.pilot, event.from_town) == (False, "taoluo")
    assert outlet(PLANNED, OPENED, event).state.town == "nanhu"


def test_an_outlet_or_a_plan_is_closed_with_a_reason_once() -> None:
    closed = outlets.OutletClosed.of(CLOSE, town="taoluo", was_open=True, entered_by=RURAL)
    outlet(PLANNED, OPENED).when(CLOSE, by=RURAL).then(closed)
    outlet(PLANNED).when(CLOSE, by="local-finance").then(
        replace(closed, was_open=False, entered_by="local-finance")
    )
    outlet(PLANNED, closed).when(CLOSE, by=RURAL).refused(rules.STAGE_OF_THE_OUTLET)


def test_a_plan_asks_its_institution_from_its_day_on() -> None:
    assert outlet(PLANNED).turns == {(RURAL, "opening")}
    assert outlet(PLANNED).tasks["opening"].since == date(2024, 6, 1)
    assert outlet(replace(PLANNED, entered_by="local-finance")).turns == {
        ("local-finance", "opening")
    }
    assert outlet(PLANNED, OPENED).turns == set()
