"""事项承办经过: who had each matter in hand, when it was late or reopened, how it ended.

What bulletins 通报 count from (RZ-3.3.c).
"""

from datetime import date
from typing import Any

from services.supervision.domain.bulletin.figures import Course, Stint
from services.supervision.domain.issue.state import ISSUE
from services.supervision.views.local_day import local_day
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course
from shared.schemas.supervision.stages import CourseEnd


@view(
    "handling-courses",
    title="事项承办经过",
    key="issue",
    version=2,
    of=ISSUE,
    carried={"parties": ("handler",)},
)
class HandlingCourses(Row):
    """`stints` have a handler, the day since when and, once over, until when."""

    issue: str = column("事项")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    handler: OrganisationId = column("现承办单位")
    ended: CourseEnd = column("办结方式")
    ended_on: date | None = column("办结日期")
    stints: list[dict[str, Any]] = column("历次承办", factory=list)
    faults: list[dict[str, str]] = column("逾期和重办", factory=list)


@HandlingCourses.on(issues.IssueRaised)
def raised(row: HandlingCourses, event: issues.IssueRaised) -> HandlingCourses:
    return replace(row, town=event.town, county=event.county)


@HandlingCourses.on(issues.IssueAssigned)
def assigned(row: HandlingCourses, event: issues.IssueAssigned, meta: EventMeta) -> HandlingCourses:
    if event.handler == row.handler:
        return row
    today = local_day(meta)
    new = {"handler": event.handler, "since": today.isoformat(), "until": None}
    return replace(row, handler=event.handler, stints=[*_closed(row, today), new])


@HandlingCourses.on(issue_course.AssignmentReturned)
def returned(row: HandlingCourses, event: issue_course.AssignmentReturned) -> HandlingCourses:
    return replace(row, handler="", stints=_closed(row, event.returned_on))


@HandlingCourses.on(issues.IssueOverdue)
def overdue(row: HandlingCourses, event: issues.IssueOverdue, meta: EventMeta) -> HandlingCourses:
    return _faulty(row, "overdue", event.handler, local_day(meta))


@HandlingCourses.on(issues.IssueReopened)
def reopened(row: HandlingCourses, event: issues.IssueReopened, meta: EventMeta) -> HandlingCourses:
    return _faulty(row, "reopened", event.handler or row.handler, local_day(meta))


@HandlingCourses.on(issues.IssueResolved)
def resolved(row: HandlingCourses, event: issues.IssueResolved) -> HandlingCourses:
    return _over(row, "resolved", event.resolved_on)


@HandlingCourses.on(issue_course.IssueConcluded)
def concluded(row: HandlingCourses, event: issue_course.IssueConcluded) -> HandlingCourses:
    return _over(row, "explained", event.concluded_on)


@HandlingCourses.on(issues.IssueWithdrawn, issue_course.IssueMerged)
def dropped(row: HandlingCourses, event: Any, meta: EventMeta) -> HandlingCourses:
    how: CourseEnd = "merged" if isinstance(event, issue_course.IssueMerged) else "withdrawn"
    return _over(row, how, local_day(meta))


def course(row: HandlingCourses) -> Course:
    """The course as the figures of a bulletin are counted from it."""
    counts = row.ended in ("resolved", "explained") and row.ended_on is not None
    return Course(
        row.town,
        tuple(
            Stint(s["handler"], _day(s["since"]), _day(s["until"]) if s["until"] else date.max)
            for s in row.stints
        ),
        tuple((f["what"], f["handler"], _day(f["on"])) for f in row.faults),
        (row.ended, row.handler, row.ended_on) if counts and row.ended_on else None,
    )


def _closed(row: HandlingCourses, on: date) -> list[dict[str, Any]]:
    return [s if s["until"] else {**s, "until": on.isoformat()} for s in row.stints]


def _faulty(row: HandlingCourses, what: str, handler: str, on: date) -> HandlingCourses:
    fault = {"what": what, "handler": handler, "on": on.isoformat()}
    return replace(row, faults=[*row.faults, fault])


def _over(row: HandlingCourses, how: CourseEnd, on: date) -> HandlingCourses:
    return replace(row, ended=how, ended_on=on, stints=_closed(row, on))


def _day(text: str) -> date:
    return date.fromisoformat(text)
