"""What can't be done ends by explanation 解释答复: on a legal basis, visited, the town heard.

RZ-3.3.b. Counted apart from what was resolved; the flag at the source stays.
"""

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.handlers import HANDLERS
from services.supervision.domain.issue.handling import require_principals_reply
from services.supervision.domain.issue.requirements import require_handler, require_step
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import RUNNING, Step
from services.supervision.domain.issue.visits import OWN_CAUSE, close_cause
from shared.kernel.aggregate import (
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.supervision import issue_course

CLAUSE = "RZ-3.3.b"


@ISSUE.command(
    title="解释说明",
    clause=CLAUSE,
    by=HANDLERS,
    when=[
        require_handler,
        holds(require_step, Step.ASSIGNED, Step.REOPENED, Step.SUSPENDED, *RUNNING),
        holds(require_principals_reply),
    ],
)
def explain_matter(issue: Issue, cmd: issue_course.ExplainMatter, context: Context) -> Events:
    """The handler says why it can't be done; the town and the assistance group look at it."""
    yield issue_course.MatterExplained.of(
        cmd,
        town=issue.town,
        handler=issue.handler,
        explained_on=context.today,
        visit_working_days=context.parameter("supervision.visit_working_days"),
    )


@ISSUE.command(
    title="提出镇方意见", clause=CLAUSE, by=[TOWN], when=[holds(require_step, Step.EXPLAINED)]
)
def give_town_view(issue: Issue, cmd: issue_course.GiveTownView, context: Context) -> Events:
    yield issue_course.TownViewGiven.of(cmd, town=issue.town, given_on=context.today)


@ISSUE.command(
    title="解释答复",
    clause=CLAUSE,
    by=HANDLERS,
    guards=[OWN_CAUSE],
    when=[require_handler, holds(require_step, Step.EXPLAINED)],
)
def conclude_with_explanation(
    issue: Issue, cmd: issue_course.ConcludeWithExplanation, context: Context
) -> Events:
    """The town's view need not agree, but it stands beside the conclusion."""
    explanation = issue.explanation
    assert explanation is not None
    if explanation.visited_on is None:
        refuse(rules.EXPLANATION_IS_VISITED)
    if explanation.view is None:
        refuse(rules.TOWN_IS_HEARD)
    yield issue_course.IssueConcluded.of(
        cmd, town=issue.town, handler=issue.handler, legal_basis=explanation.given.legal_basis,
        visited_on=explanation.visited_on, town_agrees=explanation.view.agrees,
        town_view=explanation.view.view, concluded_on=context.today, cause=issue.cause or None,
    )  # fmt: skip
    yield from close_cause(issue, cmd.issue)
