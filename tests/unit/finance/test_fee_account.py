"""RZ-2.2.d: the infrastructure fee's share of city and below stays in the town."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain import fee_account_rules as rules
from services.finance.domain.fee_account import FEE_ACCOUNT
from services.finance.reactions import supervision
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from shared.aggregate.deadline import Deadline
from shared.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fee_account import (
    ClearFeeFlag,
    FeeComponent,
    FeeFlagCleared,
    FeeHandedOver,
    FeeHandoverOverdue,
    FeeTerm,
    HandOverFee,
    LevelShare,
    Offset,
    RecordFee,
    RefundedComponent,
    RefundFee,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.given import Given, given
from tests.rows import about, rows

ON = date(2024, 2, 20)
TODAY = date(2024, 3, 1)
SHARES = (
    LevelShare("provincial", 1000),
    LevelShare("city", 2000),
    LevelShare("county", 3000),
    LevelShare("town", 4000),
)
ROADS = FeeComponent("道路", 1000)
RECORD = RecordFee("taoluo", "r-1", "donggang-housing", "演示-房企", (ROADS,), SHARES, ON)
HAND_OVER = HandOverFee("taoluo", 900, "r-1")
REFUND = RefundFee("taoluo", "规划调整", "r-1", (RefundedComponent("道路", 500),))


def account(*commands: object) -> Given:
    """The account of 涛雒镇 after these commands of the finance bureau."""
    story = given(FEE_ACCOUNT, "taoluo")
    for command in commands:
        outcome = story.when(command, by="finance")
        assert outcome.refusal is None, outcome.refusal
        story = given(FEE_ACCOUNT, "taoluo", *story.events, *outcome.events)
    return story


def retained(*components: FeeComponent, **changes: object) -> int:
    """What stays of a receipt, in fen."""
    command = replace(RECORD, components=components, **changes)
    return account(command).state.receipts["r-1"].retained_fen


def test_the_shares_of_city_county_and_town_stay() -> None:
    assert retained(ROADS) == 900


@pytest.mark.parametrize("by", ["national", "provincial"])
def test_what_the_nation_or_the_province_designated_does_not_stay(by: str) -> None:
    assert retained(ROADS, FeeComponent("人防", 500, by)) == 900


def test_a_municipal_earmark_is_not_deducted_from_retention() -> None:
    earmarked = FeeComponent("供热", 500, "municipal")
    assert retained(ROADS, earmarked) == 900 + 450
    outcome = account().when(replace(RECORD, components=(earmarked,)), by="finance")
    terms = [term for term in outcome.events[1].terms if term.level != "provincial"]
    assert all(term.stays and "市级指定用途不影响留用" in term.why for term in terms)


def test_the_event_shows_the_sum_term_by_term() -> None:
    outcome = account().when(RECORD, by="finance")
    assert outcome.events[1].terms == (
        FeeTerm("道路", "provincial", 1000, 100, False, "省级以上分成"),
        FeeTerm("道路", "city", 2000, 200, True, "市级以下部分"),
        FeeTerm("道路", "county", 3000, 300, True, "市级以下部分"),
        FeeTerm("道路", "town", 4000, 400, True, "市级以下部分"),
    )
    assert sum(t.amount_fen for t in outcome.events[1].terms) == outcome.events[0].amount_fen


def test_fees_stay_without_an_end_unless_the_text_is_read_otherwise() -> None:
    assert retained(ROADS, collected_on=ON) == 900
    until = {"finance.fee_reading_until": "2023-12-31"}
    outcome = account().when(RECORD, by="finance", parameters=until)
    assert (outcome.events[1].retained_fen, outcome.events[1].in_force) == (0, False)
    assert outcome.context.used["finance.fee_reading_until"] == "2023-12-31"


def test_jufeng_keeps_its_fees_unless_switched_off() -> None:
    cmd = replace(RECORD, town="jufeng", collector="lanshan")
    story = given(FEE_ACCOUNT, "jufeng")
    assert not story.when(cmd, by="lanshan").refusal
    off = {"finance.retention_towns": ["taoluo", "zhaoxian", "chaohe"]}
    story.when(cmd, by="lanshan", parameters=off).refused(rules.TOWN_RETAINS_FEES)


def test_a_town_that_is_no_pilot_has_no_account() -> None:
    cmd = replace(RECORD, town="nanhu")
    given(FEE_ACCOUNT, "nanhu").when(cmd, by="finance").refused(rules.TOWN_RETAINS_FEES)


def test_the_county_and_its_departments_record_their_own_towns_fees() -> None:
    for by in ("donggang", "donggang-housing", "tax"):
        assert not account().when(RECORD, by=by).refusal
    account().when(RECORD, by="juxian").not_permitted()
    account(RECORD).when(replace(RECORD, receipt="r-2"), by="taoluo").not_permitted()


def test_a_receipt_is_recorded_once() -> None:
    account(RECORD).when(RECORD, by="finance").refused(rules.RECEIPT_IS_NEW)
    assert not account(RECORD).when(replace(RECORD, receipt="r-2"), by="finance").refusal


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"shares": SHARES[1:]}, rules.SHARES_MAKE_UP_THE_WHOLE),
        ({"shares": (LevelShare("city", 5000),) * 2}, rules.SHARES_MAKE_UP_THE_WHOLE),
        ({"components": ()}, rules.COMPONENTS_ARE_NAMED_ONCE),
        ({"components": (ROADS, ROADS)}, rules.COMPONENTS_ARE_NAMED_ONCE),
        ({"collected_on": date(2024, 3, 2)}, rules.COLLECTED_BEFORE_RECORDED),
        ({"collector": "juxian-housing"}, rules.COLLECTOR_IS_OF_THE_PLACE),
    ],
)
def test_a_receipt_is_whole_past_and_of_the_place(changes: dict, rule: object) -> None:
    account().when(replace(RECORD, **changes), by="finance").refused(rule)


def test_the_collector_hands_over_what_stays() -> None:
    story = account(RECORD)
    expected = FeeHandedOver("taoluo", "r-1", 900, "infrastructure", "donggang-housing", TODAY)
    story.when(HAND_OVER, by="donggang-housing").then(expected)
    story.when(HAND_OVER, by="finance").then(replace(expected, organisation="finance"))
    story.when(HAND_OVER, by="donggang-water").refused(rules.COLLECTOR_HANDS_OVER)
    story.when(replace(HAND_OVER, receipt="r-9"), by="finance").refused(rules.RECEIPT_IS_RECORDED)


def test_no_more_is_handed_over_than_stays() -> None:
    cmd = replace(HAND_OVER, amount_fen=901)
    account(RECORD).when(cmd, by="finance").refused(rules.WITHIN_RETENTION)
    account(RECORD, HAND_OVER).when(HAND_OVER, by="finance").refused(rules.WITHIN_RETENTION)


def test_fees_are_handed_over_for_infrastructure() -> None:
    cmd = replace(HAND_OVER, use="operating")
    account(RECORD).when(cmd, by="finance").refused(rules.FEES_ARE_FOR_INFRASTRUCTURE)


def test_a_fee_is_due_thirty_days_after_its_collection() -> None:
    assert account(RECORD).deadlines == [Deadline("r-1", ON, 30, "calendar", "RZ-2.2.d")]
    assert account(RECORD, HAND_OVER).deadlines == []
    partly = replace(HAND_OVER, amount_fen=899)
    assert len(account(RECORD, partly).deadlines) == 1


OVERDUE = FeeHandoverOverdue(
    "taoluo", "donggang", "r-1", "r-1", "donggang-housing", 900, date(2024, 3, 21)
)


def test_a_late_hand_over_is_told_once_with_who_is_late() -> None:
    story = account(RECORD)
    story.when_passed("r-1", date(2024, 3, 21)).then(OVERDUE)
    told = given(FEE_ACCOUNT, "taoluo", *story.events, OVERDUE)
    assert told.deadlines == []
    told.when_passed("r-1", date(2024, 3, 21)).refused(NOTHING_CHANGES)
    assert not told.when(HAND_OVER, by="finance").refusal


def test_the_flag_of_a_late_hand_over_clears_with_its_issue() -> None:
    resolved = IssueResolved("i-1", "taoluo", TODAY, "c-1", "finance", "fee-account-taoluo", "r-1")
    (cmd,) = supervision.resolved_issue_clears_the_flag(resolved, about(resolved))
    assert cmd == ClearFeeFlag("taoluo", "r-1", "i-1")
    told = given(FEE_ACCOUNT, "taoluo", *account(RECORD).events, OVERDUE)
    told.when(cmd, by="system").then(FeeFlagCleared("taoluo", "r-1", "i-1"))
    account(RECORD).when(cmd, by="system").refused(rules.FLAG_STANDS)


def test_a_refund_lessens_what_stays_by_the_same_terms() -> None:
    event = account(RECORD).when(REFUND, by="finance").events[0]
    assert (event.refunded_fen, event.retained_fen, event.returned_fen) == (500, 450, 0)
    account(RECORD, REFUND).when(HAND_OVER, by="finance").refused(rules.WITHIN_RETENTION)


def test_a_refund_stays_within_what_was_paid() -> None:
    twice = account(RECORD, REFUND)
    assert not twice.when(REFUND, by="finance").refusal
    more = replace(REFUND, components=(RefundedComponent("道路", 501),))
    twice.when(more, by="finance").refused(rules.WITHIN_WHAT_WAS_PAID)
    other = replace(REFUND, components=(RefundedComponent("供热", 1),))
    twice.when(other, by="finance").refused(rules.WITHIN_WHAT_WAS_PAID)
    split = (RefundedComponent("道路", 1), RefundedComponent("道路", 1))
    twice.when(replace(REFUND, components=split), by="finance").refused(
        rules.COMPONENTS_ARE_NAMED_ONCE
    )
    twice.when(replace(REFUND, components=()), by="finance").refused(
        rules.COMPONENTS_ARE_NAMED_ONCE
    )


def test_what_was_handed_over_and_refunded_is_set_off_against_other_receipts() -> None:
    second = replace(RECORD, receipt="r-2", components=(FeeComponent("道路", 100),))
    story = account(RECORD, second, HAND_OVER)
    event = story.when(REFUND, by="finance").events[0]
    assert (event.returned_fen, event.offsets) == (450, (Offset("r-2", 90),))
    third = replace(RECORD, receipt="r-3")
    story = account(RECORD, second, HAND_OVER, REFUND)
    assert story.state.credit_fen == 360
    assert story.when(third, by="finance").events[1].offset_fen == 360
    story = account(RECORD, second, HAND_OVER, REFUND, third)
    assert (story.state.credit_fen, story.state.receipts["r-3"].due_fen) == (0, 540)


def test_the_ledger_shows_each_receipt_with_its_terms_and_the_account_the_sum() -> None:
    second = replace(RECORD, receipt="r-2", components=(FeeComponent("道路", 100),))
    events = account(RECORD, second, HAND_OVER, REFUND).events
    ledger = rows(FeeLedger, *events, replace(OVERDUE, receipt="r-2", key="r-2"))
    row = ledger["taoluo.r-1"]
    assert (row.retained_fen, row.settled_fen, row.due_fen) == (450, 450, 0)
    assert sum(t.amount_fen for t in row.terms) == 500
    assert ledger["taoluo.r-2"].due_fen == 0
    assert ledger["taoluo.r-2"].overdue and ledger["taoluo.r-2"].flagged
    cleared = rows(FeeLedger, *events, OVERDUE, FeeFlagCleared("taoluo", "r-1", "i-1"))
    assert cleared["taoluo.r-1"].overdue and not cleared["taoluo.r-1"].flagged
    total = rows(FeeAccounts, *events, OVERDUE)["taoluo"]
    assert (total.receipts, total.collected_fen, total.refunded_fen) == (2, 1100, 500)
    assert (total.retained_fen, total.handed_over_fen, total.owed_fen) == (540, 900, -360)
    assert total.overdue == 1
