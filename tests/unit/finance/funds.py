"""A fund's history that several test modules start from."""

from datetime import date

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund.state import FUND
from shared.schemas.finance.eligibility import EligibilityRecognised
from shared.schemas.finance.fund import (
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
)
from shared.schemas.finance.fund_contract import (
    FundsCommitted,
)
from tests.given import Given, given

ID = "city-special-2024"
TODAY = date(2024, 3, 1)
PAYEE = "演示-施工单位"
LIVE = EligibilityRecognised(
    "p-1", name="演示-冷链", town="taoluo", county="donggang", admitted_on=date(2024, 2, 1),
    kind="investment",
)  # fmt: skip
REGISTERED = FundRegistered(ID, name="市级专项", source="city", kind="special", year=2024)
APPROPRIATED = FundsAppropriated(ID, amount_fen=1000, document="日财预〔2024〕1号")
ALLOCATED = FundsAllocated(
    ID, project="p-1", town="taoluo", amount_fen=600, kind="special", year=2024, acted_on=TODAY
)
COMMITTED = FundsCommitted(
    ID, project="p-1", town="taoluo", amount_fen=400, contract="c-1", payee=PAYEE
)


def fund(*events: object, registered: FundRegistered = REGISTERED) -> Given:
    """A fund whose project p-1 is live."""
    return given(FUND, registered.fund, registered, *events).and_given(ELIGIBILITY, "p-1", LIVE)
