"""RZ-2.3.a and d: what land does when a project enters, changes in or leaves the library."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.land.reactions import projects
from services.land.views.land_requests import LandRequests
from shared.kernel.reactions.reaction import reactions_of
from shared.schemas.land.land_request import (
    LandAllocated,
    LandRefused,
    LandRequested,
    RefuseLand,
    ReturnDraw,
)
from shared.schemas.land.screening import EndScreening, OpenScreening, SuspendNewLand
from shared.schemas.projects.project import (
    ProjectAdjusted,
    ProjectAdmitted,
    ProjectExited,
    ProjectFacts,
)
from tests.rows import about, rows

ON = date(2024, 2, 1)
AREA = Decimal("20000.00")
ADMITTED = ProjectAdmitted(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", kind="investment", origin="own",
    investment_fen=1, land_area=AREA, land_use="industrial", admitted_on=ON,
)  # fmt: skip
FACTS = ProjectFacts(1, land_area=AREA, land_use="industrial", site="规划路以西")
MOVED = ProjectAdjusted(
    "p-1", town="taoluo", old=FACTS, new=replace(FACTS, site="规划路以东"), reason="选址调整",
    adjusted_on=ON,
)  # fmt: skip
EXITED = ProjectExited("p-1", town="taoluo", reason="投资方撤资")
REQUESTED = LandRequested(
    "r-1", project="p-1", town="taoluo", county="donggang", area=AREA, use="industrial",
    screening=[],
)  # fmt: skip
ALLOCATED = LandAllocated(
    "r-1", project="p-1", town="taoluo", county="donggang", area=AREA, source="reserve"
)


def test_an_admitted_project_opens_a_screening_task() -> None:
    commands = list(projects.stock_is_screened(ADMITTED, about(ADMITTED)))
    assert commands == [
        OpenScreening(
            "p-1", name="演示-冷链", town="taoluo", county="donggang", land_area=AREA,
            land_use="industrial", admitted_on=ON,
        )
    ]  # fmt: skip


def test_an_adjusted_project_gets_no_new_land_until_it_is_confirmed() -> None:
    commands = list(projects.adjusted_projects_wait(MOVED, about(MOVED)))
    assert commands == [
        SuspendNewLand(
            "p-1", land_area=AREA, land_use="industrial", reason="选址调整", adjusted_on=ON
        )
    ]
    names = [r.name for r in reactions_of(projects) if r.event is ProjectAdjusted]
    assert names == [
        "adjusted-projects-wait", "open-requests-end", "land-coordination-reopens",
    ]  # fmt: skip


def test_an_open_request_ends_when_the_site_area_or_use_changed() -> None:
    other = replace(REQUESTED, request="r-2")
    found = rows(LandRequests, REQUESTED, ALLOCATED, other)
    assert list(projects.open_requests_end(MOVED, about(MOVED), found)) == [
        RefuseLand("r-2", reason="选址调整")
    ]
    dearer = replace(MOVED, new=replace(FACTS, investment_fen=2))
    assert list(projects.open_requests_end(dearer, about(dearer), found)) == []


def test_a_project_that_left_gets_no_new_land() -> None:
    commands = list(projects.no_new_land(EXITED, about(EXITED)))
    assert commands == [EndScreening("p-1", reason="投资方撤资")]


def test_allocated_land_returns_and_open_requests_close_when_a_project_leaves() -> None:
    requests = rows(
        LandRequests,
        REQUESTED,
        ALLOCATED,
        replace(REQUESTED, request="r-2"),
        replace(REQUESTED, request="r-3"),
        LandRefused("r-3", project="p-1", town="taoluo", reason="可用存量解决"),
        replace(REQUESTED, request="r-4", project="p-2"),
    )
    commands = list(projects.land_returns(EXITED, about(EXITED), requests))
    assert commands == [
        ReturnDraw("r-1", reason="投资方撤资"),
        RefuseLand("r-2", reason="投资方撤资"),
    ]


def test_new_land_stops_before_the_old_returns() -> None:
    names = [r.name for r in reactions_of(projects) if r.event is ProjectExited]
    assert names == ["no-new-land", "land-returns", "key-project-closes"]
