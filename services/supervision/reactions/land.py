"""What supervision does when something happens in the land service."""

from collections.abc import Iterable

from services.supervision.domain.cause import reserve_cause, reserve_issue
from shared.log.recorded import EventMeta
from shared.schemas.land.reserve_book import ReserveBreached
from shared.schemas.supervision.issue import RaiseIssueFromCause
from shared.subscription.reaction import reaction


@reaction(ReserveBreached)
def short_reserve_raises_an_issue(event: ReserveBreached, meta: EventMeta) -> Iterable[object]:
    """RZ-3.3.a: the county that reserves too little handles the issue."""
    yield RaiseIssueFromCause(
        issue=reserve_issue(event.county, meta.effective_at),
        title=f"预留规模低于 {event.required_percent}%",
        description=(
            f"建设用地规模 {event.scale} 平方米，预留 {event.reserved} 平方米，"
            f"低于 {event.required_percent}%。"
        ),
        clause=meta.clause,
        handler=event.county,
        cause=reserve_cause(event.county),
        cause_service=meta.source,
        cause_stream=meta.stream,
        county=event.county,
    )
