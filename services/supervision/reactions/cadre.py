"""What supervision does when something about cadres is late in the talent service (RZ-3.2).

Tolerance cases are none of its matters: what is late there is told to the deciding body alone.
"""

from collections.abc import Iterable

from services.supervision.reactions.late import raise_issue
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent import innovation_filing as filings

STEPS: dict[requests.EstablishmentStep, str] = {
    "argument": "论证",
    "implementation": "落实",
}


@reaction(requests.EstablishmentStepOverdue)
def late_posts_raise_an_issue(
    event: requests.EstablishmentStepOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's staffing office handles the issue."""
    step = STEPS[event.step]
    yield raise_issue(
        event, meta, ("posts", event.step, event.request),
        title=f"增编申请{step}超期：{event.request}",
        description=f"增编申请 {event.request} 应于 {event.due_on} 前{step}。",
        handler=event.organisation, key=event.step,
    )  # fmt: skip


@reaction(filings.FilingUnanswered)
def unanswered_filing_raises_an_issue(
    event: filings.FilingUnanswered, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the receiver of the filing handles the issue."""
    yield raise_issue(
        event, meta, ("filing", event.filing),
        title=f"创新备案未按时答复：{event.filing}",
        description=f"创新备案 {event.filing} 应于 {event.due_on} 前接收或退回。",
        handler=event.organisation, key="answer",
    )  # fmt: skip
