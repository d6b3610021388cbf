"""What credit does when supervision has closed an issue that a late answer raised (RZ-3.3.c)."""

from collections.abc import Iterable

from services.credit.domain.assessment.state import ASSESSMENT
from services.credit.domain.capital.state import CAPITAL
from services.credit.domain.demand.state import DEMAND
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from services.credit.domain.loan_book.state import LOAN_BOOK
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.credit import assessment as assessments
from shared.schemas.credit import capital as capitals
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import loan_book as loans
from shared.schemas.supervision import issue as issues


@reaction(issues.IssueResolved)
def resolved_issue_clears_the_flag(event: issues.IssueResolved, _: EventMeta) -> Iterable[object]:
    if event.cause_service != "credit" or not event.cause_stream or not event.cause_key:
        return
    stream, key = event.cause_stream, event.cause_key
    flagged = (
        (DEMAND, answers.ClearDemandFlag),
        (GUARANTEE_BUSINESS, guarantees.ClearGuaranteeFlag),
        (CAPITAL, capitals.ClearCapitalFlag),
        (LOAN_BOOK, loans.ClearLoanReportFlag),
        (ASSESSMENT, assessments.ClearScoreFlag),
    )
    for aggregate, command in flagged:
        if stream.startswith(f"{aggregate.category}-"):
            yield command(aggregate.id_of(stream), key=key, issue=event.issue)
