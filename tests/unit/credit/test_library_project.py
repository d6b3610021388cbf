"""RZ-2.1.a: credit notes which projects stand in the library, and which have left it."""

from dataclasses import replace
from datetime import date

from services.credit.domain.demand import DEMAND
from services.credit.domain.library_project import (
    LIBRARY_PROJECT,
    PROJECT_STANDS_IN_THE_LIBRARY,
)
from services.credit.reactions import projects as reactions
from shared.schemas.credit import library_project
from shared.schemas.projects.project import ProjectAdmitted, ProjectExited
from tests.given import given
from tests.rows import about
from tests.unit.credit.demands import ASK
from tests.unit.credit.guarantees import ASK as ASK_GUARANTEE
from tests.unit.credit.guarantees import guarantee

NOTE = library_project.NoteProjectAdmitted(
    "p-1", name="演示-供水管网", town="taoluo", county="donggang"
)
NOTED = library_project.LibraryProjectNoted.of(NOTE)
LEAVE = library_project.NoteProjectExited("p-1", reason="停建")
LEFT = library_project.LibraryProjectLeft.of(LEAVE, town="taoluo")


def test_an_admitted_project_is_noted_and_one_that_left_no_more() -> None:
    given(LIBRARY_PROJECT, "p-1").when(NOTE, by="system").then(NOTED)
    assert given(LIBRARY_PROJECT, "p-1", NOTED).state.live
    given(LIBRARY_PROJECT, "p-1", NOTED).when(LEAVE, by="system").then(LEFT)
    assert not given(LIBRARY_PROJECT, "p-1", NOTED, LEFT).state.live
    given(LIBRARY_PROJECT, "p-1").when(NOTE, by="local-finance").not_permitted()


def test_what_projects_tells_is_noted_here() -> None:
    admitted = ProjectAdmitted(
        "p-1", name="演示-供水管网", town="taoluo", county="donggang", kind="infrastructure",
        origin="own", investment_fen=1, land_area=None, land_use=None,
        admitted_on=date(2024, 3, 1),
    )  # fmt: skip
    assert [*reactions.project_stands_in_the_library(admitted, about(admitted))] == [NOTE]
    exited = ProjectExited("p-1", reason="停建", town="taoluo")
    assert [*reactions.project_has_left_the_library(exited, about(exited))] == [LEAVE]


def test_a_demand_or_a_guarantee_names_no_project_but_one_of_the_library() -> None:
    for aggregate, ask in ((DEMAND, replace(ASK, project="p-1")),):
        named = given(aggregate, "d-1").and_given(LIBRARY_PROJECT, "p-1", NOTED)
        assert not named.when(ask, by="taoluo").refusal
        left = given(aggregate, "d-1").and_given(LIBRARY_PROJECT, "p-1", NOTED, LEFT)
        left.when(ask, by="taoluo").refused(PROJECT_STANDS_IN_THE_LIBRARY)
    wanted = replace(ASK_GUARANTEE, project="p-1")
    guarantee().when(wanted, by="taoluo").refused(PROJECT_STANDS_IN_THE_LIBRARY)
    known = guarantee().and_given(LIBRARY_PROJECT, "p-1", NOTED)
    assert not known.when(wanted, by="taoluo").refusal
