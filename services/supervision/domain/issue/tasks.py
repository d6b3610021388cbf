"""待办: who takes the next step of a matter, whose principal answers, who looks at it again."""

from services.supervision.domain.issue.explanation import (
    conclude_with_explanation,
    explain_matter,
    give_town_view,
)
from services.supervision.domain.issue.handling import (
    assign_issue,
    extend_deadline,
    propose_plan,
    report_progress,
    request_closure,
    resume_issue,
    return_assignment,
    suspend_issue,
)
from services.supervision.domain.issue.limits import (
    HANDLING,
    plan_limit,
    reply_limits,
    review_limit,
    step_limit,
)
from services.supervision.domain.issue.raising import merge_issues
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import RUNNING, Step
from services.supervision.domain.issue.supervision import rate_handling, reply_as_principal
from services.supervision.domain.issue.visits import (
    record_explanation_visit,
    record_follow_up_visit,
)
from services.supervision.domain.organisations import HOUSING
from shared.kernel.aggregate import (
    ASSIST_GROUP,
    COUNTY,
    TOWN,
    Answers,
    Authority,
    Over,
    Task,
    Tasks,
    Wait,
    organisation,
)

VISITS = "RZ-3.3.c"


@ISSUE.tasks
def tasks(issue: Issue) -> Tasks:
    """The present step, by whom it is to be taken; the reply of each city department's principal;
    the look at what is suspended, from its day on; the rating of what has ended."""
    title = issue.raised.title if issue.raised else ""
    for department, limit in reply_limits(issue):
        if department not in issue.watch.replied:
            yield Task(
                limit.key, [organisation(department)], f"主要负责人就“{title}”答复所在镇",
                [reply_as_principal], limit,
            )  # fmt: skip
    if issue.step in RUNNING and issue.plan is not None:
        yield Task(
            f"plan-{issue.plan.round}", [organisation(issue.handler)], f"办结“{title}”并申请销号",
            [report_progress, request_closure, extend_deadline, explain_matter], plan_limit(issue),
            soon=issue.plan.yellow_working_days,
        )  # fmt: skip
    elif issue.step is Step.EXPLAINED:
        yield from _explained(issue, title)
    elif issue.step is Step.SUSPENDED:
        yield from _suspended(issue, title)
    elif issue.step in _STEPS:
        answers, does = _STEPS[issue.step]
        step = issue.step.name.lower().replace("_", "-")
        yield Task(
            f"{step}-{issue.limits.steps}", _who(issue), f"{does}“{title}”",
            answers, step_limit(issue), clause=HANDLING,
        )  # fmt: skip
    elif issue.step in (Step.RESOLVED, Step.CONCLUDED) and issue.town and not issue.watch.rated:
        yield Task("rating", [TOWN], f"评价“{title}”的办理", [rate_handling], clause="RZ-3.3.e")
    else:
        yield Over(f"已{issue.step.value}")


_STEPS: dict[Step, tuple[Answers, str]] = {
    Step.RAISED: ([assign_issue, merge_issues], "交办"),
    Step.ASSIGNED: ([propose_plan, return_assignment, explain_matter], "提出办理方案："),
    Step.REOPENED: ([propose_plan, return_assignment, explain_matter], "重新提出办理方案："),
    Step.CLOSURE_REQUESTED: ([record_follow_up_visit], "回访"),
}


def _who(issue: Issue) -> list[Authority]:
    if issue.step is Step.RAISED:
        return [HOUSING]
    return [ASSIST_GROUP] if issue.step is Step.CLOSURE_REQUESTED else [organisation(issue.handler)]


def _explained(issue: Issue, title: str) -> Tasks:
    explanation, number = issue.explanation, issue.limits.steps
    if explanation is None or explanation.visited_on is None:
        yield Task(
            f"visit-{number}", [ASSIST_GROUP], f"就“{title}”的解释说明回访",
            [record_explanation_visit], step_limit(issue), clause=VISITS,
        )  # fmt: skip
    if explanation is None or explanation.view is None:
        yield Task(
            f"view-{number}", [TOWN], f"对“{title}”的解释说明提出镇方意见", [give_town_view],
            clause=HANDLING, since=issue.limits.since,
        )  # fmt: skip
    if explanation is not None and explanation.visited_on and explanation.view:
        yield Task(
            f"conclusion-{number}", [organisation(issue.handler)], f"解释答复“{title}”",
            [conclude_with_explanation], clause=HANDLING, since=explanation.visited_on,
        )  # fmt: skip


def _suspended(issue: Issue, title: str) -> Tasks:
    """Who may resume it: housing, and the county, as long as they do not handle it themselves."""
    limit, superior = review_limit(issue), issue.suspended.superior if issue.suspended else ""
    if not issue.review_due:
        yield Wait(f"挂账，待{superior}解决", limit)
        return
    handling = {issue.handler, *issue.co_handlers}
    watching = [
        a for a in (HOUSING, COUNTY) if handling.isdisjoint(a.bearers(issue.town, issue.county))
    ]
    yield Task(
        f"review-{issue.suspensions}", watching, f"复查挂账的“{title}”",
        [resume_issue, suspend_issue], limit,
    )  # fmt: skip
