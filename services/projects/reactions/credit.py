"""What credit brought to a project, noted in this service's own log: 融资到位 (RZ-2.4.e, f, i)."""

from collections.abc import Iterable

from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import guarantee_course as course
from shared.schemas.credit import intent as intents
from shared.schemas.credit import opportunity as opportunities
from shared.schemas.projects import readiness


@reaction(answers.CreditApproved)
def granted_credit_is_noted(event: answers.CreditApproved, _: EventMeta) -> Iterable[object]:
    """Granted, not lent yet: shown apart."""
    if event.project is not None:
        yield readiness.NoteFinancing(
            event.project, kind="credit", financing=f"{event.demand}-{event.institution}"[:64],
            amount_fen=event.amount_fen,
        )  # fmt: skip


@reaction(answers.LoanMade)
def loan_is_noted(event: answers.LoanMade, _: EventMeta) -> Iterable[object]:
    if event.project is not None:
        yield readiness.NoteFinancing(
            event.project, kind="loan", financing=event.loan, amount_fen=event.amount_fen
        )


@reaction(course.GuaranteeDisbursed)
def guaranteed_loan_is_noted(event: course.GuaranteeDisbursed, _: EventMeta) -> Iterable[object]:
    """The same loan as a demand's, where its number is the same: noted once."""
    if event.project is not None:
        yield readiness.NoteFinancing(
            event.project, kind="loan", financing=event.loan, amount_fen=event.amount_fen
        )


@reaction(intents.IntentDrawn)
def drawdown_is_noted(event: intents.IntentDrawn, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteFinancing(
        event.project, kind="intent", financing=event.drawdown, amount_fen=event.amount_fen
    )


@reaction(opportunities.PartnershipSigned)
def partnership_is_noted(event: opportunities.PartnershipSigned, _: EventMeta) -> Iterable[object]:
    yield readiness.NoteFinancing(
        event.project, kind="partner", financing=event.opportunity, amount_fen=event.amount_fen
    )


@reaction(opportunities.PartnershipTerminated)
def ended_partnership_is_noted(
    event: opportunities.PartnershipTerminated, _: EventMeta
) -> Iterable[object]:
    yield readiness.NoteFinancingEnded(event.project, kind="partner", financing=event.opportunity)
