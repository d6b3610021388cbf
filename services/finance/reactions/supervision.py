"""What finance does when supervision has closed an issue that late money raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from services.finance.domain.fund.state import FUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import fee_account, fiscal_year_claims, fund_keeping
from shared.schemas.supervision import issue as issues


@reaction(issues.IssueResolved)
def resolved_issue_clears_the_flag(
    event: issues.IssueResolved, meta: EventMeta
) -> Iterable[object]:
    if event.cause_service != "finance" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    flagged = (
        (FUND, fund_keeping.ClearFundFlag),
        (FEE_ACCOUNT, fee_account.ClearFeeFlag),
        (FISCAL_YEAR, fiscal_year_claims.ClearIncrementFlag),
    )
    for aggregate, command in flagged:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
