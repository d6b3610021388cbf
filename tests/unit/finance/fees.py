"""The fees of 涛雒镇, told by commands, that several test modules start from.

Of 1000 fen of 道路: 100 to the province, 200 to the city, 300 to the county, 400 to the town.
"""

from datetime import date
from typing import Any

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.treasury import TREASURY
from shared.schemas.finance.fee_account import (
    HandOverFee,
    PublishFeeShares,
    RecordFee,
    RefundFee,
)
from shared.schemas.finance.fee_correction import CancelFee, CorrectFee, CorrectFeeHandover
from shared.schemas.finance.fee_values import FeeComponent, LevelShare, RefundedComponent
from shared.schemas.finance.treasury import TreasuryApplied, TreasuryOpened
from tests.given import Given, given

ON = date(2024, 2, 20)
TODAY = date(2024, 3, 1)
COLLECTOR, COUNTY_FINANCE = "donggang-housing", "donggang-finance"
SHARES = (
    LevelShare("provincial", 1000),
    LevelShare("city", 2000),
    LevelShare("county", 3000),
    LevelShare("town", 4000),
)
ROADS = FeeComponent("道路", 1000)
PUBLISH = PublishFeeShares("taoluo", SHARES, date(2024, 1, 1), "演示-日财综〔2023〕7号")
RECORD = RecordFee("taoluo", "r-1", COLLECTOR, "演示-房企", (ROADS,), ON)
HAND_OVER = HandOverFee("taoluo", 700, "r-1")
BY_CITY = HandOverFee("taoluo", 200, "r-1")
REFUND = RefundFee("taoluo", "规划调整", "r-1", (RefundedComponent("道路", 500),))
OPENED = (
    TreasuryApplied("taoluo", "budget-law", "具备条件", date(2024, 1, 5)),
    TreasuryOpened(
        "taoluo", "budget-law", "commissioned-bank", "演示-农商行", False, None, date(2024, 2, 20)
    ),
)


def account(*commands: object, shares: object = PUBLISH, treasury: tuple = ()) -> Given:
    """The account after these commands, each by who gives it unless paired with another giver."""
    story = given(FEE_ACCOUNT, "taoluo").and_given(TREASURY, "taoluo", *treasury)
    for each in (shares, *commands):
        command, by = each if isinstance(each, tuple) else (each, giver(each))
        outcome = story.when(command, by=by)
        assert outcome.refusal is None, outcome.refusal
        story = told(story, *outcome.events)
    return story


def told(story: Given, *events: object) -> Given:
    """The same story with these events."""
    return Given(story.aggregate, story.id, (*story.events, *events), story.others)


def giver(command: Any) -> str:
    """The county's finance department hands over, except what lies in the city's treasury; the
    collector refunds and corrects; the city's finance bureau gives the others."""
    match command:
        case RefundFee() | CorrectFee() | CancelFee():
            return COLLECTOR
        case HandOverFee() if command.amount_fen != BY_CITY.amount_fen:
            return COUNTY_FINANCE
        case CorrectFeeHandover():
            return COUNTY_FINANCE
    return "finance"
