"""Money in parts, each within what one may approve, that came within days to more: a doubt."""

from dataclasses import replace
from datetime import date, timedelta

from services.finance.domain.large_sums import THRESHOLD
from services.finance.views.split_sums import WITHIN, SplitSums
from shared.schemas.finance.fund import FundsAllocated
from tests.rows import about

VIEW = SplitSums.definition
FIRST = date(2024, 3, 1)


def row_after(*parts: tuple[int, int]) -> SplitSums:
    """After parts, each so many days after the first, with a threshold of 100 fen."""
    row = None
    for days, fen in parts:
        event = FundsAllocated(
            "f", project="p", town="taoluo", amount_fen=fen, acted_on=FIRST + timedelta(days=days)
        )
        meta = replace(about(event), parameters={THRESHOLD: 100})
        [key] = VIEW.keys(event, meta)
        row = VIEW.after(row, key, event, meta)
    assert isinstance(row, SplitSums)
    return row


def test_parts_that_come_to_more_within_days_are_told_with_their_sum():
    row = row_after((0, 90), (3, 60))
    assert (row.suspect, row.split_fen, row.threshold_fen, row.times) == (True, 150, 100, 2)
    assert (row.since, row.until) == (FIRST, FIRST + timedelta(days=3))


def test_parts_far_apart_or_small_or_of_one_day_are_none():
    assert not row_after((0, 90), (WITHIN.days + 1, 60)).suspect
    assert not row_after((0, 50), (3, 50)).suspect
    assert not row_after((0, 90), (0, 60)).suspect  # of one day two approvals were asked for


def test_what_two_approved_is_no_part():
    assert not row_after((0, 90), (3, 101)).suspect


def test_a_doubt_stays_after_its_days():
    row = row_after((0, 90), (3, 60), (90, 10))
    assert (row.suspect, row.split_fen) == (True, 150)
