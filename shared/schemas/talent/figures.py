"""What talent's events count for in 政策兑现: people who came (who left later came too), and
what experts cost."""

from shared.schemas.figures import Figures, counts
from shared.schemas.talent import (
    engagement,
    establishment_request,
    first_secretary,
    introduced_talent,
    post_demand,
    secondment,
    upward_loan,
)

FIGURES: Figures = {
    # RZ-2.5.a: who came back to the front line.
    upward_loan.ReturnedFromLoan: [counts(people="1")],
    # RZ-2.5.b
    secondment.SecondmentStarted: [counts(people="1")],
    secondment.SecondmentRegistered: [counts(people="1")],
    # RZ-2.5.c: who is rotated in takes another's place.
    first_secretary.SecretaryDispatched: [counts(people="1")],
    # RZ-2.5.d: posts granted of those that the town asked for.
    post_demand.PostDemandAnswered: [counts(people="granted")],
    # RZ-2.5.e, f: what one of them is paid is not counted, a sum over few would tell it.
    introduced_talent.TalentIntroduced: [counts(people="1")],
    introduced_talent.SpecialistIntroduced: [counts(people="1")],
    # RZ-2.5.g
    engagement.ExpertsAssigned: [counts(people="experts")],
    engagement.ExpertExpenseRecorded: [counts(money="amount_fen")],
    # RZ-3.2.a: not counted when they were approved.
    establishment_request.PostsImplemented: [counts(people="number")],
}
