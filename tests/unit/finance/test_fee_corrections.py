"""RZ-2.2.d: a wrong entry of a fee is corrected by a new event: who, why, and what stood there."""

from dataclasses import replace
from datetime import date

from services.finance.domain.fee_account import rules
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fee_account_correction import CancelFee, CorrectFee, CorrectFeeHandover
from shared.schemas.finance.fee_account_values import (
    FeeComponent,
    FeeCredit,
    FeePart,
    LevelShare,
    Offset,
    RefundedComponent,
)
from tests.rows import rows
from tests.unit.finance.fees import (
    BY_CITY,
    COLLECTOR,
    COUNTY_FINANCE,
    HAND_OVER,
    OPENED,
    PUBLISH,
    RECORD,
    REFUND,
    ROADS,
    account,
)

TWICE_AS_MUCH = CorrectFee(
    "taoluo", reason="票面金额误录", receipt="r-1", components=(replace(ROADS, amount_fen=2000),)
)
HALF = replace(TWICE_AS_MUCH, components=(replace(ROADS, amount_fen=500),))
NOT_HANDED_OVER = CorrectFeeHandover("taoluo", reason="误录他镇划转", receipt="r-1", handed_over=())
CANCEL = CancelFee("taoluo", reason="重复登记", receipt="r-1")
SECOND = replace(RECORD, receipt="r-2")


def test_an_amount_entered_wrongly_is_corrected_with_what_stood_there() -> None:
    event = account(RECORD, HAND_OVER).when(TWICE_AS_MUCH, by=COLLECTOR).events[0]
    assert (event.previous.amount_fen, event.corrected.amount_fen) == (1000, 2000)
    assert (event.previous.retained_fen, event.corrected.retained_fen) == (900, 1800)
    assert (event.reason, event.corrected_by) == ("票面金额误录", COLLECTOR)
    story = account(RECORD, HAND_OVER, TWICE_AS_MUCH)
    debts = story.state.receipts["r-1"].debts
    assert [debt.retained_fen - debt.settled_fen for debt in debts] == [400, 300, 400]
    row = rows(FeeLedger, *story.events)["taoluo.r-1"]
    assert (row.amount_fen, row.due_fen, row.corrections) == (2000, 1100, 1)


def test_what_was_handed_over_of_too_large_an_amount_is_set_off_as_with_a_refund() -> None:
    story = account(RECORD, BY_CITY, HAND_OVER, SECOND)
    event = story.when(HALF, by=COLLECTOR).events[0]
    assert event.returned_fen == 450
    assert event.offsets == (
        Offset("r-2", amount_fen=100, level="city"),
        Offset("r-2", amount_fen=150, level="county"),
        Offset("r-2", amount_fen=200, level="town"),
    )
    total = rows(FeeAccounts, *account(RECORD, BY_CITY, HAND_OVER, SECOND, HALF).events)["taoluo"]
    assert (total.collected_fen, total.retained_fen, total.owed_fen) == (1500, 1350, 450)
    assert total.corrections == 1


def test_a_refund_entered_wrongly_is_corrected_without_saying_that_the_payer_gave_back() -> None:
    right = CorrectFee(
        "taoluo", reason="误录", receipt="r-1", refunded=(RefundedComponent("道路", amount_fen=50),)
    )
    event = account(RECORD, REFUND).when(right, by=COLLECTOR).events[0]
    assert (event.previous.refunded_fen, event.corrected.refunded_fen) == (500, 50)
    assert event.corrected.retained_fen == 855
    none = replace(right, refunded=())
    assert account(RECORD, REFUND, none).state.receipts["r-1"].due_fen == 900
    over = replace(right, refunded=(RefundedComponent("道路", amount_fen=1001),))
    account(RECORD).when(over, by=COLLECTOR).refused(rules.WITHIN_WHAT_WAS_PAID)


def test_a_corrected_day_brings_the_shares_of_that_day_and_its_deadline() -> None:
    earlier = replace(
        PUBLISH, shares=(LevelShare("town", share=10_000),), effective_from=date(2023, 1, 1)
    )
    right = CorrectFee("taoluo", reason="误录", receipt="r-1", collected_on=date(2023, 12, 20))
    event = account(earlier, RECORD).when(right, by=COLLECTOR).events[0]
    assert event.corrected.shares == earlier.shares
    assert event.corrected.retained_fen == 1000
    (deadline,) = account(earlier, RECORD, right).deadlines
    assert (deadline.key, deadline.starts_on) == ("donggang-finance.r-1", date(2023, 12, 20))
    account(RECORD).when(right, by=COLLECTOR).refused(rules.SHARES_ARE_PUBLISHED)


def test_a_day_corrected_to_before_the_towns_treasury_opened_makes_the_county_owe() -> None:
    right = CorrectFee("taoluo", reason="误录", receipt="r-1", collected_on=date(2024, 2, 1))
    story = account(RECORD, right, treasury=OPENED)
    town = story.state.receipts["r-1"].debts[2]
    assert (town.owner, town.retained_fen, town.settled_fen) == (COUNTY_FINANCE, 400, 0)


def test_a_hand_over_that_never_was_is_owed_again() -> None:
    story = account(RECORD, BY_CITY, HAND_OVER, NOT_HANDED_OVER)
    assert story.state.receipts["r-1"].due_fen == 700
    assert {d.key for d in story.deadlines} == {"donggang-finance.r-1"}
    event = account(RECORD, HAND_OVER).when(NOT_HANDED_OVER, by=COUNTY_FINANCE).events[0]
    assert event.previous.handed_over == (
        FeePart("county", amount_fen=300),
        FeePart("town", amount_fen=400),
    )
    assert event.corrected.handed_over == ()
    more = replace(NOT_HANDED_OVER, handed_over=(FeePart("town", amount_fen=401),))
    event = account(RECORD, HAND_OVER).when(more, by=COUNTY_FINANCE).events[0]
    assert event.credits == (FeeCredit("town", amount_fen=1),)


def test_what_was_set_off_with_money_that_never_came_is_owed_again() -> None:
    """900 handed over, 450 of it returned by a refund and set off against r-2: it was a slip."""
    story = account(RECORD, SECOND, BY_CITY, HAND_OVER, REFUND)
    assert story.state.receipts["r-2"].due_fen == 450
    event = story.when(NOT_HANDED_OVER, by=COUNTY_FINANCE).events[0]
    assert event.reversed == (
        Offset("r-2", amount_fen=150, level="county"),
        Offset("r-2", amount_fen=200, level="town"),
    )
    after = account(RECORD, SECOND, BY_CITY, HAND_OVER, REFUND, NOT_HANDED_OVER)
    due = {id: receipt.due_fen for id, receipt in after.state.receipts.items()}
    assert due == {"r-1": 350, "r-2": 800}


def test_what_lies_in_the_towns_own_treasury_was_not_set_off_and_is_not_owed_again() -> None:
    """r-3 came after the treasury had opened: its 400 are the town's whatever the county did."""
    earlier = replace(RECORD, collected_on=date(2024, 2, 1))
    told = (earlier, replace(earlier, receipt="r-2"), replace(RECORD, receipt="r-3"))
    story = account(*told, HAND_OVER, REFUND, treasury=OPENED)
    event = story.when(NOT_HANDED_OVER, by=COUNTY_FINANCE).events[0]
    assert event.reversed == (
        Offset("r-2", amount_fen=150, level="county"),
        Offset("r-2", amount_fen=200, level="town"),
    )
    after = account(*told, HAND_OVER, REFUND, NOT_HANDED_OVER, treasury=OPENED)
    town = after.state.receipts["r-3"].debts[2]
    assert (town.owner, town.retained_fen, town.settled_fen) == ("taoluo", 400, 400)


def test_each_owner_corrects_only_its_own_hand_overs() -> None:
    story = account(RECORD, BY_CITY, HAND_OVER)
    city = replace(NOT_HANDED_OVER, handed_over=(FeePart("city", amount_fen=100),))
    assert story.when(city, by="finance").events[0].corrected.handed_over_fen == 800
    story.when(city, by=COUNTY_FINANCE).refused(rules.LEVELS_ARE_THE_RECEIPTS)
    twice = replace(
        city, handed_over=(FeePart("city", amount_fen=100), FeePart("city", amount_fen=50))
    )
    story.when(twice, by="finance").refused(rules.LEVELS_ARE_THE_RECEIPTS)
    story.when(city, by=COLLECTOR).refused(rules.OWNER_HANDS_OVER)


def test_a_receipt_of_the_wrong_town_is_cancelled_and_its_number_is_free() -> None:
    story = account(RECORD, BY_CITY, HAND_OVER, CANCEL)
    receipt = story.state.receipts["r-1"]
    assert (receipt.cancelled, receipt.retained_fen, receipt.due_fen) == (True, 0, 0)
    assert sum(story.state.credits.values()) == 900
    total = rows(FeeAccounts, *story.events)["taoluo"]
    assert (total.receipts, total.collected_fen, total.owed_fen) == (0, 0, -900)
    assert rows(FeeLedger, *story.events)["taoluo.r-1"].cancelled
    for command in (TWICE_AS_MUCH, CANCEL, REFUND):
        story.when(command, by=COLLECTOR).refused(rules.RECEIPT_IS_RECORDED)
    story.when(HAND_OVER, by=COUNTY_FINANCE).refused(rules.RECEIPT_IS_RECORDED)
    again = account(RECORD, BY_CITY, HAND_OVER, CANCEL, RECORD)
    assert again.state.receipts["r-1"].due_fen == 0
    assert sum(again.state.credits.values()) == 0


def test_the_collector_or_the_finance_bureau_corrects_a_receipt() -> None:
    story = account(RECORD)
    assert not story.when(TWICE_AS_MUCH, by="finance").refusal
    for command in (TWICE_AS_MUCH, CANCEL):
        story.when(command, by="tax").refused(rules.COLLECTOR_CORRECTS)
    story.when(CANCEL, by="taoluo").not_permitted()


def test_a_correction_is_held_to_what_a_receipt_is_held_to() -> None:
    story = account(RECORD)
    exempt = replace(
        TWICE_AS_MUCH, components=(FeeComponent("人防", amount_fen=500, designated_by="national"),)
    )
    story.when(exempt, by=COLLECTOR).refused(rules.EXEMPTION_IS_DOCUMENTED)
    future = CorrectFee("taoluo", reason="误录", receipt="r-1", collected_on=date(2024, 3, 2))
    story.when(future, by=COLLECTOR).refused(rules.COLLECTED_BEFORE_RECORDED)
    twice = replace(TWICE_AS_MUCH, components=(ROADS, ROADS))
    story.when(twice, by=COLLECTOR).refused(rules.COMPONENTS_ARE_NAMED_ONCE)
    same = replace(TWICE_AS_MUCH, components=(ROADS,))
    story.when(same, by=COLLECTOR).refused(NOTHING_CHANGES)
    account(RECORD).when(NOT_HANDED_OVER, by=COUNTY_FINANCE).refused(NOTHING_CHANGES)
