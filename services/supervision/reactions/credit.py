"""What supervision does when a demand is not answered, or a guarantee is late, in credit (RZ-2.4).

Whoever guides or guarantees handles the issue; a bank never does.
"""

from collections.abc import Iterable

from services.supervision.domain.cause import late_cause, late_issue
from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit import capital as capitals
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import loan_book as loans
from shared.schemas.supervision import issue as issues

STEPS = {"push": "推送", "contact": "对接", "decision": "答复"}
GUARANTEE_STEPS = {"accept": "受理", "decide": "审批", "review": "复审"}


@reaction(answers.DemandUnanswered)
def unanswered_demand_raises_an_issue(
    event: answers.DemandUnanswered, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: local-finance coordinates; whether to lend stays the institution's decision."""
    step = STEPS[event.stage]
    yield raise_issue(
        event, meta, (event.key, event.demand),
        title=f"融资需求逾期未{step}：{event.demand}",
        description=f"融资需求 {event.demand} 未在 {event.due_on} 前{step}"
        f"（机构 {event.institution or '—'}），请协调答复。",
        handler=event.organisation, key=event.key,
    )  # fmt: skip


@reaction(guarantees.GuaranteeOverdue)
def late_guarantee_raises_an_issue(
    event: guarantees.GuaranteeOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the guarantee company's centre handles the issue."""
    step = GUARANTEE_STEPS[event.step]
    yield raise_issue(
        event, meta, (event.key, event.guarantee),
        title=f"担保{step}超期：{event.guarantee}",
        description=f"担保申请 {event.guarantee} 未在 {event.due_on} 前{step}。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(capitals.LeaseReviewOverdue)
def late_lease_review_raises_an_issue(
    event: capitals.LeaseReviewOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's farming department handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.capital),
        title=f"农地流转审查超期：{event.capital}",
        description=f"工商资本 {event.capital} 的流转审查未在 {event.due_on} 前作出决定。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(capitals.LandUseCheckOverdue)
def late_land_use_check_raises_an_issue(
    event: capitals.LandUseCheckOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's farming department handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.capital),
        title=f"流转用途检查超期：{event.capital}",
        description=f"工商资本 {event.capital} 流转的土地未在 {event.due_on} 前检查。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(loans.LoanReportOverdue)
def late_loan_report_raises_an_issue(
    event: loans.LoanReportOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: local-finance sees to the report; of no town alone."""
    yield _of_no_town(
        event, meta, event.institution,
        f"涉镇贷款报送超期：{event.institution}",
        f"机构 {event.institution} {event.year}年的季报未在 {event.due_on} 前报送。",
    )  # fmt: skip


@reaction(assessments.ScoreObjectionOverdue)
def late_assessment_objection_raises_an_issue(
    event: assessments.ScoreObjectionOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: local-finance handles the issue; of no town alone."""
    yield _of_no_town(
        event, meta, event.assessment,
        f"考核异议逾期未处理：{event.objection}",
        f"考核 {event.assessment} 的异议 {event.objection} 未在 {event.due_on} 前处理。",
    )  # fmt: skip


def _of_no_town(
    event: loans.LoanReportOverdue | assessments.ScoreObjectionOverdue,
    meta: EventMeta,
    of: str,
    title: str,
    description: str,
) -> issues.RaiseIssueFromCause:
    return issues.RaiseIssueFromCause(
        issue=late_issue(event.key, of, due_on=event.due_on), title=title, description=description,
        clause=meta.clause, handler=event.organisation, cause=late_cause(event.key, of),
        cause_service=meta.source, cause_stream=meta.stream, cause_key=event.key,
    )  # fmt: skip
