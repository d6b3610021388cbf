"""What supervision does when a task, a figure, a scheme, an assessment or a rectification is late.

RZ-3.3.a: one open issue for each, handled by the organisation that is late; where that is the town
itself, by its county, the responsible body of RZ-3.1.b: a town does not handle what is raised for it.
"""

from collections.abc import Iterable

from services.supervision.domain.issue.handlers import may_handle
from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.programme import (
    cultivation_task,
    indicator_book,
    tier,
    town_assessment,
    town_assessment_result,
)

Step = (
    town_assessment.SelfAssessmentOverdue
    | town_assessment.AssessmentReviewOverdue
    | town_assessment_result.AssessmentConfirmationOverdue
)
Late = (
    cultivation_task.TaskOverdue
    | indicator_book.IndicatorVerificationOverdue
    | indicator_book.IndicatorSchemeOverdue
    | tier.RectificationOverdue
    | Step
)


def _handler(event: Late) -> str:
    late = event.organisation
    return late if may_handle(late, event.town, event.county) else event.county


@reaction(cultivation_task.TaskOverdue)
def late_task_raises_an_issue(
    event: cultivation_task.TaskOverdue, meta: EventMeta
) -> Iterable[object]:
    yield raise_issue(
        event, meta, (event.key, event.task),
        title=f"培育任务逾期：{event.task}",
        description=f"任务“{event.title}”应由 {event.organisation} 于 {event.due_on} 前完成，至今未完成。",
        handler=_handler(event), key=event.key, county=event.county,
    )  # fmt: skip


@reaction(indicator_book.IndicatorVerificationOverdue)
def late_check_raises_an_issue(
    event: indicator_book.IndicatorVerificationOverdue, meta: EventMeta
) -> Iterable[object]:
    """The source department handles it."""
    figure = (event.indicator, f"{event.year}-{event.part}", event.town)
    yield raise_issue(
        event, meta, ("figure", *figure),
        title=f"指标核定逾期：{event.name}",
        description=f"指标“{event.name}”（{event.year} 年第 {event.part} 期）"
        f"未在 {event.due_on} 前核定。",
        handler=_handler(event), key=event.key, county=event.county,
    )  # fmt: skip


@reaction(indicator_book.IndicatorSchemeOverdue)
def late_scheme_raises_an_issue(
    event: indicator_book.IndicatorSchemeOverdue, meta: EventMeta
) -> Iterable[object]:
    yield raise_issue(
        event, meta, (event.key, event.town),
        title=f"指标体系逾期：{event.year}年",
        description=f"{event.year} 年指标体系未在 {event.due_on} 前印发。",
        handler=_handler(event), key=event.key, county=event.county,
    )  # fmt: skip


def _late_step(event: Step, meta: EventMeta, what: str) -> Iterable[object]:
    yield raise_issue(
        event, meta, ("assessment", event.key, event.assessment),
        title=f"年度评估{what}逾期：{event.year}年",
        description=f"{event.year} 年度评估的{what}应由 {event.organisation} 于 {event.due_on} 前完成。",
        handler=_handler(event), key=event.key, county=event.county,
    )  # fmt: skip


@reaction(town_assessment.SelfAssessmentOverdue)
def late_self_assessment_raises_an_issue(
    event: town_assessment.SelfAssessmentOverdue, meta: EventMeta
) -> Iterable[object]:
    """The town is late, its county handles it."""
    return _late_step(event, meta, "自评")


@reaction(town_assessment.AssessmentReviewOverdue)
def late_review_raises_an_issue(
    event: town_assessment.AssessmentReviewOverdue, meta: EventMeta
) -> Iterable[object]:
    """The county handles it."""
    return _late_step(event, meta, "初审")


@reaction(town_assessment_result.AssessmentConfirmationOverdue)
def late_confirmation_raises_an_issue(
    event: town_assessment_result.AssessmentConfirmationOverdue, meta: EventMeta
) -> Iterable[object]:
    """Housing handles it."""
    return _late_step(event, meta, "确认")


@reaction(tier.RectificationOverdue)
def late_rectification_raises_an_issue(
    event: tier.RectificationOverdue, meta: EventMeta
) -> Iterable[object]:
    """Whether the town is withdrawn, a person decides."""
    yield raise_issue(
        event, meta, (event.key, event.town),
        title=f"警示整改逾期：{event.town}",
        description=f"第 {event.warning} 次警示应于 {event.due_on} 前整改到位，至今未报送。",
        handler=_handler(event), key=event.key, county=event.county,
    )  # fmt: skip
