"""RZ-2.2.d: each level's share of a fee is the one published for the day on which it was collected."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.fee_account import rules
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.views.fee_shares import FeeShares
from shared.schemas.finance.fee_account import FeeSharesPublished
from shared.schemas.finance.fee_account_values import LevelShare
from tests.given import given
from tests.rows import rows
from tests.unit.finance.fees import ON, PUBLISH, RECORD, SHARES, TODAY, account

ALL_TO_THE_PROVINCE = (LevelShare("provincial", share=10_000),)
LATER = replace(
    PUBLISH,
    shares=(LevelShare("city", share=5000), LevelShare("town", share=5000)),
    effective_from=date(2024, 2, 21),
    document="演示-日财综〔2024〕1号",
)


def test_nothing_is_recorded_before_the_shares_of_its_day_are_published() -> None:
    story = given(FEE_ACCOUNT, "taoluo")
    story.when(RECORD, by="finance").refused(rules.SHARES_ARE_PUBLISHED)
    late = account(shares=replace(PUBLISH, effective_from=date(2024, 2, 21)))
    late.when(RECORD, by="finance").refused(rules.SHARES_ARE_PUBLISHED)
    assert not late.when(replace(RECORD, collected_on=date(2024, 2, 21)), by="finance").refusal


def test_nobody_says_in_a_receipt_that_the_province_takes_it_all() -> None:
    command = replace(RECORD, shares=ALL_TO_THE_PROVINCE)
    account().when(command, by="finance").refused(rules.SHARES_FOLLOW_THE_RULE)
    recorded = account().when(replace(RECORD, shares=SHARES[::-1]), by="finance").events[0]
    assert (recorded.shares, recorded.shares_document) == (SHARES, PUBLISH.document)


def test_the_day_of_collection_decides_which_rule_holds() -> None:
    story = account(LATER)
    before = story.when(RECORD, by="finance").events
    after = story.when(replace(RECORD, collected_on=LATER.effective_from), by="finance").events
    assert [e.retained_fen for e in (before[1], after[1])] == [900, 1000]
    assert [e.shares_document for e in (before[0], after[0])] == [PUBLISH.document, LATER.document]


def test_what_is_recorded_keeps_its_shares_when_the_rule_of_its_day_is_corrected() -> None:
    corrected = replace(PUBLISH, shares=LATER.shares, reason="原文第三条误录")
    story = account(RECORD, corrected)
    assert story.state.receipts["r-1"].retained_fen == 900
    assert story.when(replace(RECORD, receipt="r-2"), by="finance").events[1].retained_fen == 1000


def test_the_finance_bureau_publishes_in_a_document() -> None:
    story = given(FEE_ACCOUNT, "taoluo")
    expected = FeeSharesPublished(
        "taoluo", shares=SHARES, effective_from=PUBLISH.effective_from, document=PUBLISH.document,
        published_on=TODAY,
    )  # fmt: skip
    story.when(PUBLISH, by="finance").then(expected)
    for other in ("donggang", "donggang-finance", "tax", "taoluo"):
        story.when(PUBLISH, by=other).not_permitted()


def test_shares_of_a_day_are_corrected_with_a_reason_and_what_stood_there() -> None:
    command = replace(PUBLISH, shares=LATER.shares)
    account().when(command, by="finance").refused(rules.SHARES_CORRECTED_WITH_REASON)
    event = account().when(replace(command, reason="误录"), by="finance").events[0]
    assert (event.previous, event.reason) == (SHARES, "误录")
    row = rows(FeeShares, *account(replace(command, reason="误录")).events)["taoluo.2024-01-01"]
    assert (row.shares, row.corrections, row.reason) == (LATER.shares, 1, "误录")


@pytest.mark.parametrize(
    "shares",
    [SHARES[1:], (LevelShare("city", share=5000),) * 2, ()],
    ids=["short", "twice", "none"],
)
def test_shares_make_up_the_whole_each_level_once(shares: tuple[LevelShare, ...]) -> None:
    command = replace(PUBLISH, shares=shares)
    account(shares=LATER).when(command, by="finance").refused(rules.SHARES_MAKE_UP_THE_WHOLE)


def test_a_town_that_is_no_pilot_has_no_shares() -> None:
    command = replace(PUBLISH, town="nanhu")
    given(FEE_ACCOUNT, "nanhu").when(command, by="finance").refused(rules.TOWN_RETAINS_FEES)


def test_a_receipt_of_the_first_day_follows_the_rule_of_that_day() -> None:
    story = account(shares=replace(PUBLISH, effective_from=ON))
    assert story.when(RECORD, by="finance").events[1].retained_fen == 900
