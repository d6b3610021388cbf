"""A demand of one town, two institutions, and what they answer (RZ-2.4.a)."""

from datetime import date
from typing import Any

from services.credit.domain.demand import DEMAND
from services.credit.domain.institution import INSTITUTION
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import institution as institutions
from tests.given import Given, given

RURAL, CITY = "institution-rural", "institution-city"
TODAY = date(2024, 3, 1)
REGISTER = institutions.RegisterInstitution(
    RURAL,
    name="演示-农村商业银行",
    credit_code="91371100000000001x",
    kind="rural-bank",
    group="local",
)
IS_RURAL = institutions.InstitutionRegistered.of(REGISTER, joined=True, registered_on=TODAY)
IS_CITY = institutions.InstitutionRegistered(
    CITY, name="演示-城市商业银行", credit_code="91371100000000002x", kind="commercial-bank",
    group="local", joined=True, registered_on=TODAY,
)  # fmt: skip
ASK = demands.RegisterDemand(
    "d-1", town="taoluo", borrower="tl-0001", borrower_kind="family-farm", industry="tea",
    purpose="演示-茶园改造", amount_fen=30_000_000, months=12,
)  # fmt: skip
ASKED = demands.DemandRegistered.of(ASK, county="donggang", registered_on=TODAY)
CONSENT = demands.RecordConsent("d-1", institution=RURAL, given_on=TODAY, evidence="演示-授权-1")
CONSENTED = demands.ConsentRecorded.of(
    CONSENT, town="taoluo", recorded_on=TODAY, valid_calendar_days=180, push_working_days=1
)
PUSH = demands.PushDemand("d-1", institutions=[RURAL])


def pushed(institution: str = RURAL, joined: bool = True) -> demands.DemandPushed:
    return demands.DemandPushed(
        "d-1", institution=institution, town="taoluo", county="donggang", borrower="tl-0001",
        borrower_kind="family-farm", industry="tea", purpose="演示-茶园改造",
        amount_fen=30_000_000, months=12, joined=joined, pushed_on=TODAY,
        contact_working_days=3, decision_working_days=10,
    )  # fmt: skip


PUSHED = pushed()
CONTACT = answers.RecordContact("d-1", institution=RURAL, manner="visit", contacted_on=TODAY)
DECIDE = answers.RecordCreditDecision(
    "d-1", institution=RURAL, decided_on=TODAY, amount_fen=20_000_000, annual_rate=435,
    until=date(2025, 3, 1),
)  # fmt: skip
CREDITED = answers.CreditApproved(
    "d-1", institution=RURAL, town="taoluo", amount_fen=20_000_000, annual_rate=435,
    until=date(2025, 3, 1), decided_on=TODAY, entered_by=RURAL,
)  # fmt: skip
LEND = answers.RecordLoan(
    "d-1", institution=RURAL, loan="l-1", amount_fen=15_000_000, months=12, lent_on=TODAY
)
LENT = answers.LoanMade.of(LEND, town="taoluo", entered_by=RURAL)


def demand(*events: Any) -> Given:
    """The demand after its registration and more, with both institutions on the list."""
    known = given(DEMAND, "d-1", ASKED, *events)
    return known.and_given(INSTITUTION, RURAL, IS_RURAL).and_given(INSTITUTION, CITY, IS_CITY)
