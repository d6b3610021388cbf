"""What finance does when supervision has closed an issue that late money raised (RZ-3.3.c)."""

from collections.abc import Iterable

from shared.log.recorded import EventMeta
from shared.schemas.finance.fund_keeping import ClearFundFlag
from shared.schemas.supervision.issue import IssueResolved
from shared.subscription.reaction import reaction


@reaction(IssueResolved)
def resolved_issue_clears_the_flag(event: IssueResolved, meta: EventMeta) -> Iterable[object]:
    if event.cause_service != "finance" or not event.cause_stream or not event.cause_key:
        return
    category, _, id = event.cause_stream.partition("-")
    if category == "fund":
        yield ClearFundFlag(id, event.cause_key, event.issue)
