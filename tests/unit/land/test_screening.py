"""RZ-2.3.a: an admitted project screens the town's stock."""

from datetime import date
from decimal import Decimal

from services.land.domain.screening import SCREENING, StockScreening
from shared.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.land.screening import (
    EndScreening,
    OpenScreening,
    ScreeningEnded,
    ScreeningOpened,
)
from tests.given import given

ADMITTED = date(2024, 2, 1)
PROJECT = ("p-1", "演示-冷链", "taoluo", "donggang", Decimal("20000.00"), "industrial", ADMITTED)
OPENED = ScreeningOpened(*PROJECT)
ENDED = ScreeningEnded("p-1", "taoluo", "项目出库")
END = EndScreening("p-1", "项目出库")


def test_an_admitted_project_screens_the_stock() -> None:
    given(SCREENING, "p-1").when(OpenScreening(*PROJECT), by="system").then(OPENED)


def test_a_screening_opens_once() -> None:
    story = given(SCREENING, "p-1", OPENED)
    story.when(OpenScreening(*PROJECT), by="system").refused(ALREADY_EXISTS)


def test_a_project_that_left_screens_no_more() -> None:
    given(SCREENING, "p-1", OPENED).when(END, by="system").then(ENDED)
    state = given(SCREENING, "p-1", OPENED, ENDED).state
    assert state == StockScreening("taoluo", "donggang", False, Decimal("20000.00"))


def test_a_screening_ends_once() -> None:
    story = given(SCREENING, "p-1", OPENED, ENDED)
    story.when(END, by="system").refused(NOTHING_CHANGES)


def test_no_person_opens_or_ends_a_screening() -> None:
    given(SCREENING, "p-1").when(OpenScreening(*PROJECT), by="natural-resources").not_permitted()
    given(SCREENING, "p-1", OPENED).when(END, by="taoluo").not_permitted()
