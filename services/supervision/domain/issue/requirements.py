"""What commands require of a matter: where it stands, and who acts (RZ-3.3)."""

from datetime import date

from services.supervision.domain.issue import rules
from services.supervision.domain.issue.state import Issue
from services.supervision.domain.issue.step import Step
from services.supervision.domain.organisations import GOV_OFFICE
from shared.kernel.aggregate import Context, refuse


def require_step(issue: Issue, *steps: Step) -> None:
    """Refuse unless the matter stands at one of the steps."""
    if issue.step not in steps:
        refuse(
            rules.RIGHT_STEP,
            now=issue.step.name.lower(),
            now_zh=issue.step.value,
            needs=", ".join(s.name.lower() for s in steps),
            needs_zh="、".join(s.value for s in steps),
        )


def require_handler(issue: Issue, context: Context) -> None:
    """Refuse unless the handler acts."""
    if context.actor.organisation != issue.handler:
        refuse(rules.HANDLER_ACTS, handler=issue.handler or "—")


def supervises(issue: Issue, organisation: str, today: date) -> bool:
    """Whether an organisation watches over the matter: never one that handles it."""
    if organisation in (issue.handler, *issue.co_handlers):
        return False
    if organisation in ("housing", issue.county):
        return True
    if organisation == GOV_OFFICE.id and issue.watch.escalated:
        return True
    designated = (d for d in issue.watch.designated if d.supervisor == organisation)
    return any(d.since <= today <= d.until for d in designated)


def require_supervisor(issue: Issue, context: Context) -> None:
    """Refuse unless someone acts who watches over the matter."""
    if not supervises(issue, context.actor.organisation, context.today):
        refuse(rules.SUPERVISOR_ACTS, handler=issue.handler or "—")
