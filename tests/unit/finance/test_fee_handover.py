"""RZ-2.2.d: who keeps the treasury that a level's share of a fee lies in hands it over, or is late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.finance.domain.fee_account import rules
from services.finance.reactions import supervision
from services.finance.views.fee_accounts import FeeAccounts
from services.supervision.reactions.finance import late_fee_raises_an_issue
from shared.kernel.aggregate import FLAG_STANDS
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fee_account import (
    ClearFeeFlag,
    FeeFlagCleared,
    FeeHandedOver,
    FeeHandoverOverdue,
    HandOverFee,
)
from shared.schemas.finance.fee_account_values import FeeDebt, FeePart, Offset, RefundedComponent
from shared.schemas.supervision.issue import IssueResolved
from tests.rows import about, rows
from tests.unit.finance.fees import (
    BY_CITY,
    COUNTY_FINANCE,
    HAND_OVER,
    ON,
    OPENED,
    RECORD,
    REFUND,
    ROADS,
    TODAY,
    account,
    told,
)

DUE_ON = date(2024, 3, 21)
OWED = (
    FeeDebt("city", owner="finance", retained_fen=200, handed_over_fen=0, settled_fen=0),
    FeeDebt("county", owner=COUNTY_FINANCE, retained_fen=300, handed_over_fen=0, settled_fen=0),
    FeeDebt("town", owner=COUNTY_FINANCE, retained_fen=400, handed_over_fen=0, settled_fen=0),
)
BY_COUNTY = FeeHandoverOverdue(
    "taoluo", county="donggang", receipt="r-1", key="donggang-finance.r-1",
    organisation=COUNTY_FINANCE, amount_fen=700, due_on=DUE_ON, levels=("county", "town"),
)  # fmt: skip
TAX = replace(RECORD, collector="tax", receipt="r-2")


@pytest.mark.parametrize("collector", ["tax", "finance", "donggang", "donggang-housing"])
def test_whoever_collected_it_the_owners_of_the_levels_shares_owe_it(collector: str) -> None:
    story = account(replace(RECORD, collector=collector))
    assert story.state.receipts["r-1"].debts == OWED


def test_the_towns_share_is_in_its_own_treasury_from_the_day_that_it_opened() -> None:
    story = account(RECORD, treasury=OPENED)
    assert story.state.receipts["r-1"].debts[2] == FeeDebt(
        "town", owner="taoluo", retained_fen=400, handed_over_fen=0, settled_fen=400
    )
    assert story.state.receipts["r-1"].due_fen == 500
    before = replace(RECORD, collected_on=ON - timedelta(days=1))
    assert account(before, treasury=OPENED).state.receipts["r-1"].debts == OWED
    account(RECORD, replace(HAND_OVER, amount_fen=300), treasury=OPENED)
    events = account(RECORD, REFUND, treasury=OPENED).events
    total = rows(FeeAccounts, *events)["taoluo"]
    assert (total.retained_fen, total.own_fen, total.owed_fen) == (450, 200, 250)


def test_each_owner_hands_over_its_level_and_no_other() -> None:
    story = account(RECORD)
    story.when(BY_CITY, by="finance").then(
        FeeHandedOver(
            "taoluo",
            receipt="r-1",
            amount_fen=200,
            use="infrastructure",
            organisation="finance",
            handed_over_on=TODAY,
            document=None,
            parts=(FeePart("city", amount_fen=200),),
            debts=(replace(OWED[0], handed_over_fen=200, settled_fen=200), *OWED[1:]),
        )
    )
    parts = story.when(HAND_OVER, by=COUNTY_FINANCE).events[0].parts
    assert parts == (FeePart("county", amount_fen=300), FeePart("town", amount_fen=400))
    assert story.when(HAND_OVER, by="donggang").events[0].parts == parts
    one = replace(HAND_OVER, amount_fen=400, level="town")
    assert story.when(one, by=COUNTY_FINANCE).events[0].parts == (FeePart("town", amount_fen=400),)
    story.when(replace(one, level="city"), by=COUNTY_FINANCE).refused(rules.OWNER_HANDS_OVER)


def test_who_collected_it_hands_nothing_over() -> None:
    account(RECORD).when(HAND_OVER, by="donggang-housing").refused(rules.OWNER_HANDS_OVER)
    account(TAX).when(replace(HAND_OVER, receipt="r-2"), by="tax").not_permitted()


def test_no_more_is_handed_over_than_the_owner_still_owes() -> None:
    story = account(RECORD)
    over = story.when(replace(HAND_OVER, amount_fen=701), by=COUNTY_FINANCE)
    over.refused(rules.WITHIN_RETENTION)
    assert (over.refusal.values["available"], over.refusal.values["needs"]) == (700, 1)
    more = replace(HAND_OVER, level="town", amount_fen=401)
    story.when(more, by=COUNTY_FINANCE).refused(rules.WITHIN_RETENTION)
    again = account(RECORD, HAND_OVER).when(HAND_OVER, by=COUNTY_FINANCE)
    again.refused(rules.WITHIN_RETENTION)
    unknown = HandOverFee("taoluo", amount_fen=1, receipt="r-9")
    story.when(unknown, by="finance").refused(rules.RECEIPT_IS_RECORDED)


def test_fees_are_handed_over_for_infrastructure() -> None:
    cmd = replace(HAND_OVER, use="operating")
    account(RECORD).when(cmd, by=COUNTY_FINANCE).refused(rules.FEES_ARE_FOR_INFRASTRUCTURE)


def test_a_fee_is_due_thirty_days_after_its_collection_from_each_who_owes() -> None:
    assert account(RECORD).deadlines == [
        Deadline("donggang-finance.r-1", ON, 30, "calendar", "RZ-2.2.d"),
        Deadline("finance.r-1", ON, 30, "calendar", "RZ-2.2.d"),
    ]
    (left,) = account(RECORD, HAND_OVER).deadlines
    assert left.key == "finance.r-1"
    assert account(RECORD, BY_CITY, HAND_OVER).deadlines == []
    assert len(account(RECORD, BY_CITY, replace(HAND_OVER, amount_fen=699)).deadlines) == 1


def test_a_late_hand_over_is_told_once_with_who_keeps_the_treasury() -> None:
    story = account(TAX)
    late = replace(BY_COUNTY, receipt="r-2", key="donggang-finance.r-2")
    story.when_passed("donggang-finance.r-2", DUE_ON).then(late)
    after = told(story, late)
    assert [d.key for d in after.deadlines] == ["finance.r-2"]
    after.when_passed("donggang-finance.r-2", DUE_ON).refused(NOTHING_CHANGES)
    assert not after.when(replace(HAND_OVER, receipt="r-2"), by=COUNTY_FINANCE).refusal


def test_the_issue_of_a_late_fee_goes_to_who_keeps_the_treasury_each_its_own() -> None:
    city = replace(BY_COUNTY, key="finance.r-1", organisation="finance", levels=("city",))
    commands = [c for e in (BY_COUNTY, city) for c in late_fee_raises_an_issue(e, about(e))]
    assert [c.handler for c in commands] == [COUNTY_FINANCE, "finance"]
    assert commands[0].cause == "late-fee-r-1-taoluo-donggang-finance"
    assert len({c.issue for c in commands}) == len({c.cause for c in commands}) == 2


def test_the_flag_of_a_late_hand_over_clears_with_its_issue() -> None:
    key = BY_COUNTY.key
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=TODAY, cause="c-1", cause_service="finance",
        cause_stream="fee-account-taoluo", cause_key=key,
    )  # fmt: skip
    (cmd,) = supervision.resolved_issue_clears_the_flag(resolved, about(resolved))
    assert cmd == ClearFeeFlag("taoluo", key=key, issue="i-1")
    told(account(RECORD), BY_COUNTY).when(cmd, by="system").then(
        FeeFlagCleared("taoluo", key=key, issue="i-1")
    )
    account(RECORD).when(cmd, by="system").refused(FLAG_STANDS)


def test_a_refund_lessens_what_stays_by_the_same_terms() -> None:
    event = account(RECORD).when(REFUND, by="donggang-housing").events[0]
    assert (event.refunded_fen, event.retained_fen, event.returned_fen) == (500, 450, 0)
    assert [debt.retained_fen for debt in event.debts] == [100, 150, 200]
    story = account(RECORD, REFUND)
    story.when(HAND_OVER, by=COUNTY_FINANCE).refused(rules.WITHIN_RETENTION)


def test_who_collected_a_receipt_refunds_it_and_no_other_collector() -> None:
    for other in ("tax", "finance", "donggang"):
        account(RECORD).when(REFUND, by=other).refused(rules.REFUND_FOLLOWS_ITS_COLLECTOR)
    of_tax = replace(REFUND, receipt="r-2")
    account(TAX).when(of_tax, by="donggang-housing").refused(rules.REFUND_FOLLOWS_ITS_COLLECTOR)
    assert not account(TAX).when(of_tax, by="tax").refusal


def test_a_refund_stays_within_what_was_paid() -> None:
    twice = account(RECORD, REFUND)
    by = "donggang-housing"
    assert not twice.when(REFUND, by=by).refusal
    more = replace(REFUND, components=(RefundedComponent("道路", amount_fen=501),))
    twice.when(more, by=by).refused(rules.WITHIN_WHAT_WAS_PAID)
    other = replace(REFUND, components=(RefundedComponent("供热", amount_fen=1),))
    twice.when(other, by=by).refused(rules.WITHIN_WHAT_WAS_PAID)
    split = (RefundedComponent("道路", amount_fen=1), RefundedComponent("道路", amount_fen=1))
    for components in (split, ()):
        command = replace(REFUND, components=components)
        twice.when(command, by=by).refused(rules.COMPONENTS_ARE_NAMED_ONCE)


def test_what_was_handed_over_and_refunded_is_set_off_level_by_level() -> None:
    """100, 150 and 200 come back; r-2 was owed 20, 30 and 40 of a fee of 100."""
    second = replace(RECORD, receipt="r-2", components=(replace(ROADS, amount_fen=100),))
    paid = (RECORD, second, BY_CITY, HAND_OVER)
    event = account(*paid).when(REFUND, by="donggang-housing").events[0]
    assert (event.returned_fen, event.offsets) == (
        450,
        (
            Offset("r-2", amount_fen=20, level="city"),
            Offset("r-2", amount_fen=30, level="county"),
            Offset("r-2", amount_fen=40, level="town"),
        ),
    )
    assert [(c.level, c.amount_fen) for c in event.credits] == [
        ("city", 80), ("county", 120), ("town", 160),
    ]  # fmt: skip
    third = replace(RECORD, receipt="r-3")
    story = account(*paid, REFUND)
    assert sum(story.state.credits.values()) == 360
    assert story.when(third, by="finance").events[1].offset_fen == 360
    story = account(*paid, REFUND, third)
    assert sum(story.state.credits.values()) == 0
    assert [debt.settled_fen for debt in story.state.receipts["r-3"].debts] == [80, 120, 160]


def test_a_refund_of_housings_receipt_is_not_set_off_against_taxs() -> None:
    event = account(RECORD, TAX, BY_CITY, HAND_OVER).when(REFUND, by="donggang-housing").events[0]
    assert (event.returned_fen, event.offsets) == (450, ())
    story = account(RECORD, BY_CITY, HAND_OVER, REFUND, TAX)
    assert story.state.receipts["r-2"].due_fen == 900
    assert sum(story.state.credits.values()) == 450
