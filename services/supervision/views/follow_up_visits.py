"""回访记录: each visit of an assistance group, and what it found."""

from datetime import date

from services.supervision.domain.issue.state import ISSUE
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course
from shared.schemas.supervision.stages import VisitOccasion


@view(
    "follow-up-visits",
    title="回访记录",
    key="visit",
    version=3,
    of=ISSUE,
    carried={"county": (), "parties": ()},
)
class FollowUpVisits(Row):
    """One row a visit, by the issue and the round of its plan, or by the issue's event for an
    explanation: then `effective` says whether it holds.
    """

    visit: str = column("回访")
    issue: str = column("事项")
    town: TownId = column("镇")
    about: VisitOccasion = column("回访事由")
    visitor: str = column("回访人")
    visitor_unit: OrganisationId = column("回访人单位")
    done: bool = column("是否办结")
    effective: bool = column("是否见效")
    evidence: str = column("核实依据")
    visited_on: date | None = column("回访日期")


@FollowUpVisits.on(issues.FollowUpVisited, key=lambda event, _: f"{event.issue}-{event.round}")
def visited(row: FollowUpVisits, event: issues.FollowUpVisited, meta: EventMeta) -> FollowUpVisits:
    return replace(
        row,
        issue=event.issue,
        town=event.town,
        about="closure",
        visitor=meta.called,
        visitor_unit=event.visitor_unit,
        done=event.done,
        effective=event.effective,
        evidence=event.evidence,
        visited_on=event.visited_on,
    )


@FollowUpVisits.on(
    issue_course.ExplanationVisited, key=lambda event, meta: f"{event.issue}-v{meta.version}"
)
def explanation_visited(
    row: FollowUpVisits, event: issue_course.ExplanationVisited, meta: EventMeta
) -> FollowUpVisits:
    return replace(
        row,
        issue=event.issue,
        town=event.town,
        about="explanation",
        visitor=meta.called,
        visitor_unit=event.visitor_unit,
        effective=event.holds,
        evidence=event.evidence,
        visited_on=event.visited_on,
    )
