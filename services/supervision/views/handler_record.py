"""承办单位办理情况: how each organisation handled its matters, and what the towns think of it."""

from decimal import Decimal

from shared.kernel.aggregate import to_county, to_named, to_party
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.loader import registry
from shared.schemas.kinds import CountyId, OrganisationId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision


@view(
    "handler-record",
    title="承办单位办理情况",
    key="handler",
    version=2,
    sight=[to_party("handler"), to_county(), to_named("RZ-3.3.b", "RZ-3.3.e")],
)
class HandlerRecord(Row):
    """`own_score` is 100 less what was overdue or reopened, of all endings, in percent.

    `score` weighs it with the mean of the towns' ratings by the weight of the last rating.
    """

    handler: OrganisationId = column("承办单位")
    county: CountyId = column("所属区县")
    assigned: int = column("交办（件次）")
    returned: int = column("退办（件次）")
    resolved: int = column("销号")
    explained: int = column("解释答复（单列）")
    overdue: int = column("逾期（次）")
    reopened: int = column("重办（次）")
    reminded: int = column("催办（次）")
    escalated: int = column("升级督办（次）")
    rated: int = column("镇评价（件）")
    rated_sum: int = column("镇评价合计")
    weight: int = column("镇评价权重（%）")
    town_score: Decimal | None = column("镇评价均分")
    own_score: Decimal | None = column("办理得分")
    score: Decimal | None = column("综合得分")


@HandlerRecord.on(issues.IssueAssigned)
def assigned(row: HandlerRecord, event: issues.IssueAssigned) -> HandlerRecord:
    county = event.handler.partition("-")[0]
    known = county if county in registry().counties else ""
    return replace(row, county=known, assigned=row.assigned + 1)


@HandlerRecord.on(issue_course.AssignmentReturned)
def returned(row: HandlerRecord, event: issue_course.AssignmentReturned) -> HandlerRecord:
    return replace(row, returned=row.returned + 1)


@HandlerRecord.on(issues.IssueResolved, key=lambda event, _: event.handler or ())
def resolved(row: HandlerRecord, event: issues.IssueResolved) -> HandlerRecord:
    return _scored(replace(row, resolved=row.resolved + 1))


@HandlerRecord.on(issue_course.IssueConcluded)
def explained(row: HandlerRecord, event: issue_course.IssueConcluded) -> HandlerRecord:
    return _scored(replace(row, explained=row.explained + 1))


@HandlerRecord.on(issues.IssueOverdue)
def overdue(row: HandlerRecord, event: issues.IssueOverdue) -> HandlerRecord:
    return _scored(replace(row, overdue=row.overdue + 1))


@HandlerRecord.on(issues.IssueReopened, key=lambda event, _: event.handler or ())
def reopened(row: HandlerRecord, event: issues.IssueReopened) -> HandlerRecord:
    return _scored(replace(row, reopened=row.reopened + 1))


@HandlerRecord.on(issue_supervision.HandlerReminded)
def reminded(row: HandlerRecord, event: issue_supervision.HandlerReminded) -> HandlerRecord:
    return replace(row, reminded=row.reminded + 1)


@HandlerRecord.on(issue_supervision.IssueEscalated, key=lambda event, _: event.handler or ())
def escalated(row: HandlerRecord, event: issue_supervision.IssueEscalated) -> HandlerRecord:
    return replace(row, escalated=row.escalated + 1)


@HandlerRecord.on(issue_supervision.HandlingRated)
def rated(row: HandlerRecord, event: issue_supervision.HandlingRated) -> HandlerRecord:
    return _scored(
        replace(
            row,
            rated=row.rated + 1,
            rated_sum=row.rated_sum + event.score,
            weight=event.weight,
        )
    )


def _scored(row: HandlerRecord) -> HandlerRecord:
    endings = row.resolved + row.explained
    faults = row.overdue + row.reopened
    own = _two_places(max(0, 100 * (endings - faults)), endings) if endings else None
    towns = _two_places(row.rated_sum, row.rated) if row.rated else None
    both = None
    if own is not None and towns is not None:
        both = _two_places(towns * row.weight + own * (100 - row.weight), 100)
    return replace(row, own_score=own, town_score=towns, score=both)


def _two_places(sum: Decimal | int, count: int) -> Decimal:
    return (Decimal(sum) / count).quantize(Decimal("0.01"))
