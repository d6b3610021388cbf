from decimal import Decimal
from typing import Any

from services.projects.reactions import finance, land, projects, supervision
from shared.kernel.reactions.reaction import reactions_of
from shared.schemas.finance.fund import FundsAllocated, FundsRecalled
from shared.schemas.land.land_request import LandAllocated, LandReturned
from shared.schemas.projects.green_channel import (
    ClearDeliveryFlag,
    ClearPermitFlag,
    CloseGreenChannel,
    OpenGreenChannel,
)
from shared.schemas.projects.project import ProjectExited
from shared.schemas.projects.readiness import (
    NoteFundsAllocated,
    NoteFundsRecalled,
    NoteLandAllocated,
    NoteLandReturned,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.unit.projects.library import ADMITTED, TODAY, meta

CAUSE = {
    "cause": "late-tea",
    "cause_service": "projects",
    "cause_stream": "green-channel-tea",
    "cause_key": "planning-permit",
}


def commands(module: Any, event: object) -> list[object]:
    """What the reactions of a module answer to an event."""
    about = meta("any-stream", event)
    found = [r for r in reactions_of(module) if r.event is type(event)]
    return [command for r in found for command in r.commands(event, about)]


def test_an_admitted_project_gets_its_green_channel() -> None:
    assert commands(projects, ADMITTED) == [
        OpenGreenChannel("tea", town="jufeng", county="lanshan", kind="investment")
    ]


def test_a_project_that_leaves_loses_its_green_channel() -> None:
    exited = ProjectExited("tea", town="jufeng", reason="企业停建")
    assert commands(projects, exited) == [CloseGreenChannel("tea", reason="企业停建")]


def test_what_finance_allocates_and_recalls_is_noted() -> None:
    allocated = FundsAllocated("city-2024", project="tea", town="jufeng", amount_fen=600)
    assert commands(finance, allocated) == [
        NoteFundsAllocated("tea", fund="city-2024", amount_fen=600)
    ]
    recalled = FundsRecalled(
        "city-2024", project="tea", town="jufeng", amount_fen=200, reason="项目出库"
    )
    assert commands(finance, recalled) == [
        NoteFundsRecalled("tea", fund="city-2024", amount_fen=200)
    ]


def test_land_that_is_allocated_and_returned_is_noted() -> None:
    area = Decimal("200.50")
    allocated = LandAllocated(
        "request-1", project="tea", town="jufeng", county="lanshan", area=area, source="reserve"
    )
    assert commands(land, allocated) == [NoteLandAllocated("tea", request="request-1", area=area)]
    returned = LandReturned(
        "request-1", project="tea", town="jufeng", county="lanshan", area=area, reason="项目出库"
    )
    assert commands(land, returned) == [NoteLandReturned("tea", request="request-1", area=area)]


def test_the_flag_clears_when_the_issue_of_a_late_permit_is_resolved() -> None:
    resolved = IssueResolved("i-1", town="jufeng", resolved_on=TODAY, **CAUSE)
    assert commands(supervision, resolved) == [
        ClearPermitFlag("tea", permit="planning-permit", issue="i-1")
    ]


def test_the_issue_of_a_late_delivery_clears_the_deliverys_flag_alone() -> None:
    cause = {**CAUSE, "cause_key": "planning-permit:delivery"}
    resolved = IssueResolved("i-1", town="jufeng", resolved_on=TODAY, **cause)
    assert commands(supervision, resolved) == [
        ClearDeliveryFlag("tea", permit="planning-permit", issue="i-1")
    ]


def test_other_issues_leave_the_flags_alone() -> None:
    assert commands(supervision, IssueResolved("i-1", town="jufeng", resolved_on=TODAY)) == []
    elsewhere = {**CAUSE, "cause_service": "land"}
    assert (
        commands(supervision, IssueResolved("i-1", town="jufeng", resolved_on=TODAY, **elsewhere))
        == []
    )
