"""RZ-2.3.a: an admitted project screens the town's stock; RZ-2.3.d: an adjusted one waits."""

from datetime import date
from decimal import Decimal

from services.land.domain.screening import SCREENING, StockScreening
from services.land.views.screening_tasks import ScreeningTasks
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.land.screening import (
    EndScreening,
    NewLandResumed,
    NewLandSuspended,
    OpenScreening,
    ResumeNewLand,
    ScreeningEnded,
    ScreeningOpened,
    SuspendNewLand,
)
from tests.given import given
from tests.rows import rows

ADMITTED = date(2024, 2, 1)
PROJECT = {
    "project": "p-1",
    "name": "演示-冷链",
    "town": "taoluo",
    "county": "donggang",
    "land_area": Decimal("20000.00"),
    "land_use": "industrial",
    "admitted_on": ADMITTED,
}
OPENED = ScreeningOpened(**PROJECT)
ENDED = ScreeningEnded("p-1", town="taoluo", reason="项目出库")
END = EndScreening("p-1", reason="项目出库")
CHANGE = {
    "land_area": Decimal(300),
    "land_use": "commercial",
    "reason": "选址调整",
    "adjusted_on": date(2024, 3, 1),
}
SUSPEND = SuspendNewLand("p-1", **CHANGE)
SUSPENDED = NewLandSuspended("p-1", town="taoluo", **CHANGE)
RESUME = ResumeNewLand("p-1", reason="符合规划", document="日自资规〔2024〕9号")
RESUMED = NewLandResumed("p-1", town="taoluo", reason="符合规划", document="日自资规〔2024〕9号")


def test_an_admitted_project_screens_the_stock() -> None:
    given(SCREENING, "p-1").when(OpenScreening(**PROJECT), by="system").then(OPENED)


def test_a_screening_opens_once() -> None:
    story = given(SCREENING, "p-1", OPENED)
    story.when(OpenScreening(**PROJECT), by="system").refused(ALREADY_EXISTS)


def test_a_project_that_left_screens_no_more() -> None:
    given(SCREENING, "p-1", OPENED).when(END, by="system").then(ENDED)
    state = given(SCREENING, "p-1", OPENED, ENDED).state
    assert state == StockScreening("taoluo", "donggang", False, Decimal("20000.00"))


def test_a_screening_ends_once() -> None:
    story = given(SCREENING, "p-1", OPENED, ENDED)
    story.when(END, by="system").refused(NOTHING_CHANGES)


def test_an_adjusted_projects_land_waits_until_the_lead_confirms_it() -> None:
    live = given(SCREENING, "p-1", OPENED)
    live.when(SUSPEND, by="system").then(SUSPENDED)
    waiting = given(SCREENING, "p-1", OPENED, SUSPENDED)
    assert (waiting.state.suspended, waiting.state.land_area) == (True, Decimal(300))
    waiting.when(SUSPEND, by="system").then(SUSPENDED)
    for lead in ("natural-resources", "donggang"):
        waiting.when(RESUME, by=lead).then(RESUMED)
    waiting.when(RESUME, by="taoluo").not_permitted()
    waiting.when(RESUME, by="juxian").not_permitted()
    live.when(RESUME, by="donggang").refused(NOTHING_CHANGES)
    assert not given(SCREENING, "p-1", OPENED, SUSPENDED, RESUMED).state.suspended
    given(SCREENING, "p-1", OPENED, ENDED).when(SUSPEND, by="system").refused(NOTHING_CHANGES)


def test_the_task_shows_what_the_adjusted_project_needs() -> None:
    row = rows(ScreeningTasks, OPENED, SUSPENDED)["p-1"]
    assert (row.suspended, row.land_area, row.land_use) == (True, Decimal(300), "commercial")
    assert not rows(ScreeningTasks, OPENED, SUSPENDED, RESUMED)["p-1"].suspended


def test_no_person_opens_or_ends_a_screening() -> None:
    given(SCREENING, "p-1").when(OpenScreening(**PROJECT), by="natural-resources").not_permitted()
    given(SCREENING, "p-1", OPENED).when(END, by="taoluo").not_permitted()
