"""What credit's events count for in 政策兑现: money lent, drawn and paid in, not what was asked for,
approved or agreed."""

from shared.schemas.credit import capital, demand_answers, guarantee_course, intent, opportunity
from shared.schemas.figures import Figures, counts

FIGURES: Figures = {
    # RZ-2.4.a
    demand_answers.LoanMade: [counts(money="amount_fen")],
    # RZ-2.4.d
    capital.CapitalPaid: [counts(money="amount_fen")],
    # RZ-2.4.e: what the bank lent under the guarantee; of what the company pays later it is a part.
    guarantee_course.GuaranteeDisbursed: [counts(money="amount_fen")],
    # RZ-2.4.f
    intent.IntentDrawn: [counts(money="amount_fen")],
    # RZ-2.4.i: signed is what there is: payments are the partners' own.
    opportunity.PartnershipSigned: [counts(money="amount_fen")],
    opportunity.PartnershipTerminated: [counts(money="-amount_fen")],
}
