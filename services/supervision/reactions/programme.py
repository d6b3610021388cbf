"""What supervision does when a task, a figure, a scheme, an assessment or a rectification is late.

RZ-3.3.a: one open issue for each, handled by the organisation that is late; where that is the town
itself, by its county, the responsible body of RZ-3.1.b: a town does not handle what is raised for it.
"""

from services.supervision.domain.issue.handlers import may_handle
from services.supervision.reactions.late import late
from shared.schemas.programme import (
    cultivation_task,
    indicator_book,
    tier,
    town_assessment,
    town_assessment_result,
)

Late = (
    cultivation_task.TaskOverdue
    | indicator_book.IndicatorVerificationOverdue
    | indicator_book.IndicatorSchemeOverdue
    | tier.RectificationOverdue
    | town_assessment.SelfAssessmentOverdue
    | town_assessment.AssessmentReviewOverdue
    | town_assessment_result.AssessmentConfirmationOverdue
)


def _handler(told: Late) -> str:
    by = told.organisation
    return by if may_handle(by, told.town, told.county) else told.county


late_task_raises_an_issue = late(
    cultivation_task.TaskOverdue, "培育任务逾期：{title}",
    "任务“{title}”应由 {organisation} 于 {due_on} 前完成，至今未完成。",
    of=("{key}", "{task}"), why="who was to do it handles the issue.", handler=_handler,
)  # fmt: skip
late_check_raises_an_issue = late(
    indicator_book.IndicatorVerificationOverdue, "指标核定逾期：{name}",
    "指标“{name}”（{year} 年第 {part} 期）未在 {due_on} 前核定。",
    of=("figure", "{indicator}", "{year}-{part}", "{town}"),
    why="the source department handles the issue.", handler=_handler,
)  # fmt: skip
late_scheme_raises_an_issue = late(
    indicator_book.IndicatorSchemeOverdue, "指标体系逾期：{year}年",
    "{year} 年指标体系未在 {due_on} 前印发。",
    of=("{key}", "{town}"), why="housing handles the issue.", handler=_handler,
)  # fmt: skip
late_self_assessment_raises_an_issue = late(
    town_assessment.SelfAssessmentOverdue, "年度评估自评逾期：{year}年",
    "{year} 年度评估的自评应由 {organisation} 于 {due_on} 前完成。",
    of=("assessment", "{key}", "{assessment}"),
    why="the town is late, its county handles the issue.", handler=_handler,
)  # fmt: skip
late_review_raises_an_issue = late(
    town_assessment.AssessmentReviewOverdue, "年度评估初审逾期：{year}年",
    "{year} 年度评估的初审应由 {organisation} 于 {due_on} 前完成。",
    of=("assessment", "{key}", "{assessment}"), why="the county handles the issue.",
    handler=_handler,
)  # fmt: skip
late_confirmation_raises_an_issue = late(
    town_assessment_result.AssessmentConfirmationOverdue, "年度评估确认逾期：{year}年",
    "{year} 年度评估的确认应由 {organisation} 于 {due_on} 前完成。",
    of=("assessment", "{key}", "{assessment}"), why="housing handles the issue.",
    handler=_handler,
)  # fmt: skip
late_rectification_raises_an_issue = late(
    tier.RectificationOverdue, "警示整改逾期：第 {warning} 次警示",
    "第 {warning} 次警示应于 {due_on} 前整改到位，至今未报送。",
    of=("{key}", "{town}"), why="whether the town is withdrawn, a person decides.",
    handler=_handler,
)  # fmt: skip
