"""The matter that something late raises by itself, from its plan to the visit (RZ-3.3.a)."""

from datetime import date, timedelta

from deploy.demo.story import Programme
from deploy.demo.supervision.handling import handle, visit
from services.supervision.domain.cause import late_issue


def late_matter(
    programme: Programme,
    *what: str,
    due_on: date,
    done_on: date,
    handler: str,
    town: str,
    evidence: str,
) -> None:
    """`what` is late since `due_on`; it is done on a day after the plan."""
    issue = late_issue(*what, due_on=due_on)
    story = programme.story(due_on + timedelta(days=1))
    handle(story, issue, handler, "查明原因，明确专人，限期办结", days=60)
    visit(story.not_before(done_on), issue, handler, town, evidence)
