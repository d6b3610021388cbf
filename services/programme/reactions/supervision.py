"""What programme does when supervision has closed an issue that lateness here raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.programme.domain.cultivation_task import CULTIVATION_TASK
from services.programme.domain.indicator_book.state import INDICATOR_BOOK
from services.programme.domain.tier.state import TIER
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.programme import (
    cultivation_task,
    indicator_book,
    tier,
    town_assessment_result,
)
from shared.schemas.supervision import issue as issues


@reaction(issues.IssueResolved)
def resolved_issue_clears_the_flag(
    event: issues.IssueResolved, meta: EventMeta
) -> Iterable[object]:
    if event.cause_service != "programme" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    flagged = (
        (CULTIVATION_TASK, cultivation_task.ClearTaskFlag),
        (INDICATOR_BOOK, indicator_book.ClearIndicatorFlag),
        (TOWN_ASSESSMENT, town_assessment_result.ClearAssessmentFlag),
        (TIER, tier.ClearTierFlag),
    )
    for aggregate, command in flagged:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
