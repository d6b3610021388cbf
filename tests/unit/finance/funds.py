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
    "p-1", "演示-冷链", "taoluo", "donggang", date(2024, 2, 1), "investment"
)
REGISTERED = FundRegistered(ID, "市级专项", "city", "special", 2024)
APPROPRIATED = FundsAppropriated(ID, 1000, "日财预〔2024〕1号")
ALLOCATED = FundsAllocated(ID, "p-1", "taoluo", 600, kind="special", year=2024, acted_on=TODAY)
COMMITTED = FundsCommitted(ID, "p-1", "taoluo", 400, contract="c-1", payee=PAYEE)


def fund(*events: object, registered: FundRegistered = REGISTERED) -> Given:
    """A fund whose project p-1 is live."""
    return given(FUND, registered.fund, registered, *events).and_given(ELIGIBILITY, "p-1", LIVE)
