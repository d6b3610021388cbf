"""RZ-2.2.e: what a town claims of its new fiscal capacity is handed over to it in time."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain.fiscal_year import rules
from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from services.finance.reactions import supervision
from services.finance.views.fiscal_years import FiscalYearLedger
from services.supervision.reactions.finance import late_increment_raises_an_issue
from shared.kernel.aggregate import FLAG_STANDS
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.codec import decode
from shared.schemas.finance.fiscal_year import IncrementOffset, IncrementRetained
from shared.schemas.finance.fiscal_year_claims import (
    ClaimIncrement,
    ClearIncrementFlag,
    CorrectIncrementClaim,
    CorrectIncrementHandover,
    HandOverIncrement,
    IncrementClaimCorrected,
    IncrementFlagCleared,
    IncrementHandedOver,
    IncrementHandoverOverdue,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.effort import tries
from tests.given import given
from tests.rows import about, rows
from tests.unit.finance.test_fiscal_year import (
    BASE,
    CLAIM,
    COUNTY_FINANCE,
    LATER,
    base,
    giver,
    settle,
    years,
)

TODAY = LATER.date()
SETTLED = (BASE, settle(2023, 1300))
HAND_OVER = HandOverIncrement("taoluo", year=2023, amount_fen=200)
RIGHT = CorrectIncrementHandover("taoluo", year=2023, amount_fen=20, reason="误录")
LATE = IncrementHandoverOverdue(
    "taoluo", county="donggang", year=2023, claim=1, key="increment-2023-1",
    organisation=COUNTY_FINANCE, amount_fen=200, due_on=date(2027, 3, 31),
)  # fmt: skip


def test_the_countys_finance_department_hands_over_what_was_claimed() -> None:
    story = years(*SETTLED, CLAIM)
    expected = IncrementHandedOver(
        "taoluo", year=2023, amount_fen=200, organisation=COUNTY_FINANCE, handed_over_on=TODAY
    )
    story.when(HAND_OVER, by=COUNTY_FINANCE, at=LATER).then(expected)
    assert not story.when(HAND_OVER, by="donggang", at=LATER).refusal
    story.when(HAND_OVER, by="donggang-housing").refused(rules.KEEPER_HANDS_OVER)
    for other in ("finance", "juxian-finance", "taoluo"):
        story.when(HAND_OVER, by=other).not_permitted()


def test_no_more_is_handed_over_than_was_claimed_and_stays() -> None:
    story = years(*SETTLED, CLAIM)
    over = replace(HAND_OVER, amount_fen=201)
    assert story.when(over, by=COUNTY_FINANCE).refused(rules.WITHIN_CLAIMS).refusal.values == {
        "available": 200, "needs": 1,
    }  # fmt: skip
    years(*SETTLED).when(HAND_OVER, by=COUNTY_FINANCE).refused(rules.WITHIN_CLAIMS)
    less = years(*SETTLED, CLAIM, settle(2023, 1100, "审计调整"))
    less.when(replace(HAND_OVER, amount_fen=101), by=COUNTY_FINANCE).refused(rules.WITHIN_CLAIMS)
    assert not less.when(replace(HAND_OVER, amount_fen=100), by=COUNTY_FINANCE).refusal


def test_each_claim_is_due_thirty_days_after_it_was_made_the_older_first() -> None:
    second = replace(CLAIM, amount_fen=100)
    story = years(*SETTLED, CLAIM, second)
    assert story.deadlines == [
        Deadline("increment-2023-1", TODAY, 30, "calendar", "RZ-2.2.e"),
        Deadline("increment-2023-2", TODAY, 30, "calendar", "RZ-2.2.e"),
    ]
    (left,) = years(*SETTLED, CLAIM, second, HAND_OVER).deadlines
    assert left.key == "increment-2023-2"
    rest = replace(HAND_OVER, amount_fen=100)
    assert years(*SETTLED, CLAIM, second, HAND_OVER, rest).deadlines == []


def test_a_late_hand_over_is_told_once_and_raises_a_matter_of_the_countys_finance() -> None:
    story = years(*SETTLED, CLAIM)
    story.when_passed("increment-2023-1", date(2027, 3, 31)).then(LATE)
    told = given(FISCAL_YEAR, "taoluo", *story.events, LATE)
    assert told.deadlines == []
    told.when_passed("increment-2023-1", date(2027, 3, 31)).refused(NOTHING_CHANGES)
    (command,) = late_increment_raises_an_issue(LATE, about(LATE, "fiscal-year-taoluo"))
    assert (command.handler, command.cause) == (
        COUNTY_FINANCE, "late-increment-2023-1-taoluo",
    )  # fmt: skip
    assert rows(FiscalYearLedger, *told.events)["taoluo.2023"].overdue == 1


def test_the_flag_clears_with_the_matter() -> None:
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=TODAY, cause="c-1", cause_service="finance",
        cause_stream="fiscal-year-taoluo", cause_key=LATE.key,
    )  # fmt: skip
    (cmd,) = supervision.resolved_issue_clears_the_flag(resolved, about(resolved))
    assert cmd == ClearIncrementFlag("taoluo", key=LATE.key, issue="i-1")
    story = years(*SETTLED, CLAIM)
    told = given(FISCAL_YEAR, "taoluo", *story.events, LATE)
    told.when(cmd, by="system").then(IncrementFlagCleared("taoluo", key=LATE.key, issue="i-1"))
    story.when(cmd, by="system").refused(FLAG_STANDS)


def test_what_was_handed_over_and_no_longer_stays_is_set_off_against_another_year() -> None:
    """200 of 2023 came, an audit leaves 80: 50 meet what 2024 is owed, 70 wait for a claim."""
    of_2024 = replace(CLAIM, year=2024, amount_fen=50)
    before = (*SETTLED, settle(2024, 1200), CLAIM, HAND_OVER, of_2024)
    event = years(*before).when(settle(2023, 1080, "审计调整"), by="finance", at=LATER).events[1]
    assert (event.returned_fen, event.offsets) == (120, (IncrementOffset(2024, amount_fen=50),))
    story = years(*before, settle(2023, 1080, "审计调整"))
    assert (story.state.credit_fen, story.deadlines) == (70, [])
    later = story.when(replace(of_2024, amount_fen=100), by="taoluo", at=LATER).events[0]
    assert later.offset_fen == 70
    story = years(*before, settle(2023, 1080, "审计调整"), replace(of_2024, amount_fen=100))
    assert (story.state.credit_fen, story.state.due(2024)) == (0, 30)
    ledger = rows(FiscalYearLedger, *story.events)
    assert [ledger[f"taoluo.{y}"].due_fen for y in (2023, 2024)] == [0, 30]
    assert ledger["taoluo.2024"].set_off_fen == 120
    back = years(*before, settle(2023, 1080, "审计调整"), settle(2023, 1300, "复核"))
    assert (back.state.credit_fen, back.state.due(2023)) == (0, 50)


def test_a_hand_over_entered_wrongly_is_corrected_with_what_stood_there() -> None:
    story = years(*SETTLED, CLAIM, HAND_OVER)
    event = story.when(RIGHT, by=COUNTY_FINANCE, at=LATER).events[0]
    assert (event.previous_fen, event.amount_fen, event.reason) == (200, 20, "误录")
    after = years(*SETTLED, CLAIM, HAND_OVER, RIGHT)
    assert (after.state.due(2023), len(after.deadlines)) == (180, 1)
    assert rows(FiscalYearLedger, *after.events)["taoluo.2023"].due_fen == 180
    over = replace(RIGHT, amount_fen=201)
    story.when(over, by=COUNTY_FINANCE).refused(rules.WITHIN_CLAIMS)
    same = replace(RIGHT, amount_fen=200)
    story.when(same, by=COUNTY_FINANCE).refused(NOTHING_CHANGES)


def test_a_hand_over_that_was_set_off_against_another_year_is_not_corrected_away() -> None:
    of_2024 = replace(CLAIM, year=2024, amount_fen=50)
    before = (*SETTLED, settle(2024, 1200), CLAIM, HAND_OVER, of_2024)
    story = years(*before, settle(2023, 1080, "审计调整"))
    assert not story.when(replace(RIGHT, amount_fen=50), by=COUNTY_FINANCE, at=LATER).refusal
    none = story.when(replace(RIGHT, amount_fen=49), by=COUNTY_FINANCE, at=LATER)
    assert none.refused(rules.HANDOVER_WAS_SET_OFF).refusal.values["least"] == 50


def test_a_claim_stored_before_hand_overs_were_kept_is_due_without_a_day() -> None:
    stored = decode("IncrementClaimed", 1, '{"town":"taoluo","year":2023,"amount_fen":200}')
    settled = decode("CapacitySettled", 1, '{"town":"taoluo","year":2023,"capacity_fen":1300}')
    story = given(FISCAL_YEAR, "taoluo", *years(*SETTLED).events, settled, stored)
    assert (story.state.due(2023), story.deadlines) == (200, [])
    assert not story.when(HAND_OVER, by=COUNTY_FINANCE).refusal
    story.when(settle(2023, 1400, "县级调整"), by="donggang", at=LATER).refused(
        rules.CITYS_FIGURE_STANDS
    )


LESS = CorrectIncrementClaim(town="taoluo", claim=1, amount_fen=150, reason="误将上年结余计入")
LESSENED = IncrementClaimCorrected(
    town="taoluo", year=2023, claim=1, previous_fen=200, amount_fen=150,
    reason="误将上年结余计入", corrected_on=TODAY,
)  # fmt: skip


def test_a_claim_that_was_too_large_comes_down_and_the_rest_may_be_claimed_anew() -> None:
    story = years(*SETTLED, CLAIM)
    story.when(LESS, by="taoluo", at=LATER).then(LESSENED)
    after = given(FISCAL_YEAR, "taoluo", *story.events, LESSENED)
    assert (after.state.due(2023), after.state.left(2023)) == (150, 150)
    row = rows(FiscalYearLedger, *story.events, LESSENED)["taoluo.2023"]
    assert (row.claimed_fen, row.left_fen, row.due_fen) == (150, 150, 150)
    gone = replace(LESS, amount_fen=0)
    (struck,) = story.when(gone, by="taoluo", at=LATER).events
    assert given(FISCAL_YEAR, "taoluo", *story.events, struck).deadlines == []
    for by in (COUNTY_FINANCE, "donggang", "zhaoxian"):
        story.when(LESS, by=by).not_permitted()


def test_a_claim_stays_over_what_has_come_and_is_never_raised() -> None:
    part = replace(HAND_OVER, amount_fen=160)
    story = years(*SETTLED, CLAIM, part)
    outcome = story.when(LESS, by="taoluo", at=LATER).refused(rules.CLAIM_COMES_DOWN)
    assert outcome.refusal.values == {"claim": 1, "claimed": 200, "least": 160}
    assert not story.when(replace(LESS, amount_fen=160), by="taoluo", at=LATER).refusal
    for wrong in (replace(LESS, amount_fen=200), replace(LESS, claim=2)):
        story.when(wrong, by="taoluo", at=LATER).refused(rules.CLAIM_COMES_DOWN)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["base", "settle", "settle", "claim", "hand over", "correct", "claim less"]
        ),
        st.integers(2022, 2026),
        st.integers(0, 50),
    ),
    max_size=30,
)


@pytest.mark.parametrize("mode", ["fixed", "previous-year"])
@for_all(STEPS)
@tries(60)
def test_whatever_is_set_corrected_claimed_and_handed_over_the_years_add_up(
    mode: str, steps: list[tuple[str, int, int]]
) -> None:
    parameters, events = {"finance.increment_base_mode": mode}, list(years(base(10)).events)
    for kind, year, fen in steps:
        command: object = base(fen, "更正")
        if kind == "settle":
            command = settle(year, fen, "更正")
        elif kind == "claim":
            command = ClaimIncrement("taoluo", year=year, amount_fen=max(1, fen))
        elif kind == "hand over":
            command = HandOverIncrement("taoluo", year=year, amount_fen=max(1, fen))
        elif kind == "correct":
            command = CorrectIncrementHandover("taoluo", year=year, amount_fen=fen, reason="更正")
        elif kind == "claim less":
            command = CorrectIncrementClaim(
                town="taoluo", claim=year - 2021, amount_fen=fen, reason="更正"
            )
        story = given(FISCAL_YEAR, "taoluo", *events)
        outcome = story.when(command, by=giver(command), at=LATER, parameters=parameters)
        if kind == "claim":
            assert (outcome.refusal is None) == (max(1, fen) <= story.state.left(year))
        events += outcome.events
        _adds_up(events, mode)


def _adds_up(events: list[object], mode: str) -> None:
    state = FISCAL_YEAR.replay(events)
    ledger = rows(FiscalYearLedger, *events)
    assert sum(state.settled.values()) + state.credit_fen == sum(state.handed_over.values())
    assert state.credit_fen >= 0
    due = {year: state.due(year) for year in state.claimed}
    assert all(fen >= 0 for fen in due.values())
    assert not (state.credit_fen and any(due.values())), "owed beside credit"
    for year, fen in due.items():
        assert ledger[f"taoluo.{year}"].due_fen == fen
        assert fen == sum(state.unsettled(c) for c in state.claims if c.year == year)
    for year, told in state.retained.items():
        known = state.capacities[2022 if mode == "fixed" else year - 1]
        expected = max(0, state.capacities[year] - known) if 2023 <= year <= 2025 else 0
        assert told.retained_fen == expected
        assert state.settled.get(year, 0) <= expected
        assert state.claimed.get(year, 0) <= max(told.retained_fen, _highest(events, year))


def _highest(events: list[object], year: int) -> int:
    told = [e for e in events if isinstance(e, IncrementRetained) and e.year == year]
    return max((e.retained_fen for e in told), default=0)
