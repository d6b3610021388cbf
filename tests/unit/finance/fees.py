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
from shared.schemas.finance.fee_account_correction import CancelFee, CorrectFee, CorrectFeeHandover
from shared.schemas.finance.fee_account_values import FeeComponent, LevelShare, RefundedComponent
from shared.schemas.finance.treasury import TreasuryApplied, TreasuryOpened
from tests.given import Given, given

ON = date(2024, 2, 20)
TODAY = date(2024, 3, 1)
COLLECTOR, COUNTY_FINANCE = "donggang-housing", "donggang-finance"
SHARES = (
    LevelShare("provincial", share=1000),
    LevelShare("city", share=2000),
    LevelShare("county", share=3000),
    LevelShare("town", share=4000),
)
ROADS = FeeComponent("道路", amount_fen=1000)
PUBLISH = PublishFeeShares(
    "taoluo", shares=SHARES, effective_from=date(2024, 1, 1), document="演示-日财综〔2023〕7号"
)
RECORD = RecordFee(
    "taoluo", receipt="r-1", collector=COLLECTOR, payer="演示-房企", components=(ROADS,),
    collected_on=ON,
)  # fmt: skip
HAND_OVER = HandOverFee("taoluo", amount_fen=700, receipt="r-1")
BY_CITY = HandOverFee("taoluo", amount_fen=200, receipt="r-1")
REFUND = RefundFee(
    "taoluo", reason="规划调整", receipt="r-1", components=(RefundedComponent("道路", amount_fen=500),),
)  # fmt: skip
OPENED = (
    TreasuryApplied(
        "taoluo", basis="budget-law", conditions="具备条件", applied_on=date(2024, 1, 5)
    ),
    TreasuryOpened(
        "taoluo", basis="budget-law", manager="commissioned-bank", bank="演示-农商行",
        central_bank_branch=False, reason=None, opened_on=date(2024, 2, 20),
    ),
)  # fmt: skip


def account(*commands: object, shares: object = PUBLISH, treasury: tuple = ()) -> Given:
    """The account after these commands, each by who gives it unless paired with another giver."""
    story = given(FEE_ACCOUNT, "taoluo").and_given(TREASURY, "taoluo", *treasury)
    for each in (shares, *commands):
        command, by = each if isinstance(each, tuple) else (each, giver(each))
        outcome = story.when(command, by=by)
        assert outcome.refusal is None, outcome.refusal
        story = told(story, *(d.event for d in outcome.decided if d.aggregate is FEE_ACCOUNT))
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
