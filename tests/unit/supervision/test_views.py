from dataclasses import replace
from datetime import UTC, date, datetime

from services.supervision.views.follow_up_visits import FollowUpVisits
from services.supervision.views.issue_ledger import IssueLedger
from services.supervision.views.projects_on_the_ledger import ProjectsOnTheLedger
from shared.kernel.log.recorded import EventMeta
from shared.schemas.projects.project import ProjectAdmitted, ProjectExited
from shared.schemas.supervision.issue import FollowUpVisited, IssueOverdue, PlanProposed
from tests.unit.supervision.matters import FOR_CLOSURE, IN_PLAN, REOPENED, RESOLVED, TODAY

AT = datetime(2024, 3, 1, 4, tzinfo=UTC)


def rows(view, *events):
    """The rows of a view after the events, by key."""
    found = {}
    definition = view.definition
    for event in events:
        type_name = type(event).__name__
        about = EventMeta(
            "s", 1, "x-1", "1", 1, "e", type_name, AT, AT, "演示-乙", "assist-taoluo", "", "", ""
        )
        for key in definition.keys(event, about):
            found[key] = definition.after(found.get(key), key, event, about)
    return found


def test_the_ledger_tells_where_a_matter_stands_who_handles_it_and_by_when():
    row = rows(IssueLedger, *IN_PLAN)["i1"]
    assert (row.step, row.handler, row.due_on) == ("planned", "reform", date(2024, 3, 31))
    assert (row.town, row.county, row.raised_on) == ("taoluo", "donggang", TODAY)


def test_the_ledger_tells_overdue_and_reopened_until_a_new_plan_starts():
    overdue = IssueOverdue("i1", town="taoluo", handler="reform", round=1, due_on=date(2024, 3, 31))
    assert rows(IssueLedger, *IN_PLAN, overdue)["i1"].overdue
    again = PlanProposed(
        "i1", town="taoluo", round=2, handler="reform", measures="整改", planned_on=TODAY,
        due_on=date(2024, 5, 1),
    )  # fmt: skip
    row = rows(IssueLedger, *IN_PLAN, overdue, *FOR_CLOSURE[3:], REOPENED, again)["i1"]
    assert (row.overdue, row.reopened, row.due_on) == (False, 1, date(2024, 5, 1))


def test_the_ledger_keeps_the_day_of_closing():
    row = rows(IssueLedger, *FOR_CLOSURE, RESOLVED)["i1"]
    assert (row.step, row.resolved_on) == ("resolved", TODAY)


def test_each_visit_is_a_row_with_its_visitor():
    first = FollowUpVisited(
        "i1", town="taoluo", round=1, visitor_unit="housing", done=True, effective=False,
        evidence="现场照片", visited_on=TODAY,
    )  # fmt: skip
    found = rows(FollowUpVisits, first, replace(first, round=2, effective=True))
    assert sorted(found) == ["i1-1", "i1-2"]
    assert [found[key].effective for key in sorted(found)] == [False, True]
    assert found["i1-1"].visitor == "演示-乙"


def test_admitted_projects_stand_on_the_ledger_and_show_when_they_left():
    admitted = ProjectAdmitted(
        "p1", name="演示-项目", town="taoluo", county="donggang", kind="social", origin="own",
        investment_fen=100, land_area=None, land_use=None, admitted_on=TODAY,
    )  # fmt: skip
    row = rows(ProjectsOnTheLedger, admitted)["p1"]
    assert (row.name, row.admitted_on, row.exited) == ("演示-项目", TODAY, False)
    left = rows(
        ProjectsOnTheLedger, admitted, ProjectExited("p1", town="taoluo", reason="投资方退出")
    )
    assert left["p1"].exited
