"""What finance does when supervision has closed an issue that late money raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from services.finance.domain.fund.state import FUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance.fee_account import ClearFeeFlag
from shared.schemas.finance.fiscal_year_claims import ClearIncrementFlag
from shared.schemas.finance.fund_keeping import ClearFundFlag
from shared.schemas.supervision.issue import IssueResolved


@reaction(IssueResolved)
def resolved_issue_clears_the_flag(event: IssueResolved, meta: EventMeta) -> Iterable[object]:
    if event.cause_service != "finance" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    flagged = (
        (FUND, ClearFundFlag), (FEE_ACCOUNT, ClearFeeFlag), (FISCAL_YEAR, ClearIncrementFlag),
    )  # fmt: skip
    for aggregate, command in flagged:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
