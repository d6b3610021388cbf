"""RZ-2.2.e: new fiscal capacity of 2023 to 2025 stays in the town."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.finance.domain import fiscal_year_rules as rules
from services.finance.domain.fiscal_year import FISCAL_YEAR
from services.finance.views.fiscal_years import FiscalYearLedger
from shared.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fiscal_year import (
    BaseCapacitySet,
    CapacitySettled,
    ClaimIncrement,
    IncrementClaimed,
    IncrementRetained,
    SetBaseCapacity,
    SettleYear,
)
from tests.given import Given, given
from tests.rows import rows

LATER = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
BASE = SetBaseCapacity("taoluo", 1000)
PREVIOUS = {"finance.increment_base_mode": "previous-year"}
CLAIM = ClaimIncrement("taoluo", 2023, 200)


def years(*commands: object, parameters: dict | None = None) -> Given:
    """The town's years after these commands."""
    story = given(FISCAL_YEAR, "taoluo")
    for command in commands:
        by = "taoluo" if isinstance(command, ClaimIncrement) else "finance"
        outcome = story.when(command, by=by, at=LATER, parameters=parameters)
        assert outcome.refusal is None, outcome.refusal
        story = given(FISCAL_YEAR, "taoluo", *story.events, *outcome.events)
    return story


def settle(year: int, fen: int, reason: str | None = None) -> SettleYear:
    return SettleYear("taoluo", year, fen, reason=reason)


def retained(story: Given) -> dict[int, int]:
    return {year: event.retained_fen for year, event in story.state.retained.items()}


def test_what_a_year_has_over_the_base_year_stays() -> None:
    story = years(BASE).when(settle(2023, 1300), by="finance").then(
        CapacitySettled("taoluo", 2023, 1300),
        IncrementRetained(
            "taoluo", 2023, 1300, 1000, 2022, "fixed", True, 300, 0,
            "2023年财力 1300 分 − 2022年财力 1000 分，小于零的按零计",
        ),
    )  # fmt: skip
    assert story.context.used["finance.increment_base_mode"] == "fixed"


def test_a_year_below_the_base_retains_nothing() -> None:
    assert retained(years(BASE, settle(2023, 900))) == {2023: 0}


def test_the_base_is_fixed_or_the_year_before() -> None:
    settled = [BASE, settle(2023, 1300), settle(2024, 1400)]
    assert retained(years(*settled)) == {2023: 300, 2024: 400}
    assert retained(years(*settled, parameters=PREVIOUS)) == {2023: 300, 2024: 100}


def test_with_the_year_before_as_base_that_year_is_settled_first() -> None:
    story = years(BASE)
    story.when(settle(2024, 1400), by="finance", at=LATER, parameters=PREVIOUS).refused(
        rules.PREVIOUS_YEAR_IS_SETTLED
    )
    assert not story.when(settle(2024, 1400), by="finance", at=LATER).refusal


def test_any_other_year_retains_nothing() -> None:
    story = years(BASE, settle(2026, 5000))
    assert retained(story) == {2026: 0}
    assert "不在新增财力留用年度" in story.state.retained[2026].why


def test_a_claim_for_a_2026_increment_is_refused() -> None:
    story = years(BASE, settle(2026, 5000))
    cmd = replace(CLAIM, year=2026, amount_fen=1)
    story.when(cmd, by="taoluo", at=LATER).refused(rules.ONLY_THESE_YEARS_COUNT)


def test_the_town_claims_what_its_year_retained() -> None:
    story = years(BASE, settle(2023, 1300))
    story.when(CLAIM, by="taoluo").then(IncrementClaimed("taoluo", 2023, 200))
    story.when(CLAIM, by="finance").not_permitted()
    assert not story.when(replace(CLAIM, amount_fen=300), by="taoluo").refusal
    story.when(replace(CLAIM, amount_fen=301), by="taoluo").refused(rules.WITHIN_INCREMENT)
    twice = years(BASE, settle(2023, 1300), CLAIM)
    twice.when(CLAIM, by="taoluo").refused(rules.WITHIN_INCREMENT)
    twice.when(replace(CLAIM, year=2024), by="taoluo").refused(rules.WITHIN_INCREMENT)


def test_a_correction_is_a_new_event_with_its_reason() -> None:
    story = years(BASE, settle(2023, 1300))
    story.when(settle(2023, 1200), by="finance").refused(rules.CORRECTION_NAMES_ITS_REASON)
    events = story.when(settle(2023, 1200, "审计调整"), by="finance").events
    assert events[0] == CapacitySettled("taoluo", 2023, 1200, None, 1300, "审计调整")
    assert events[1].retained_fen == 200
    story.when(replace(BASE, capacity_fen=900), by="finance").refused(
        rules.CORRECTION_NAMES_ITS_REASON
    )


def test_a_corrected_base_changes_every_year_that_rests_on_it() -> None:
    story = years(BASE, settle(2023, 1300), settle(2024, 1400))
    cmd = replace(BASE, capacity_fen=1100, reason="审计调整")
    events = story.when(cmd, by="finance").events
    assert events[0] == BaseCapacitySet("taoluo", 2022, 1100, None, 1000, "审计调整")
    assert [(e.year, e.retained_fen) for e in events[1:]] == [(2023, 200), (2024, 300)]


def test_a_correction_below_what_was_claimed_shows_it() -> None:
    story = years(BASE, settle(2023, 1300), CLAIM, settle(2023, 1100, "审计调整"))
    assert story.state.retained[2023].over_claimed_fen == 100
    story.when(replace(CLAIM, amount_fen=1), by="taoluo").refused(rules.WITHIN_INCREMENT)


def test_the_same_figure_again_changes_nothing() -> None:
    story = years(BASE, settle(2023, 1300))
    story.when(BASE, by="finance").refused(NOTHING_CHANGES)
    story.when(settle(2023, 1300), by="finance").refused(NOTHING_CHANGES)


def test_years_are_settled_after_the_base_and_once_they_have_come() -> None:
    years(BASE).when(settle(2022, 1), by="finance").refused(rules.AFTER_THE_BASE_YEAR)
    years(BASE).when(settle(2025, 1), by="finance").refused(rules.YEAR_HAS_COME)
    assert not years(BASE).when(settle(2024, 1), by="finance").refusal


@pytest.mark.parametrize("town", ["nanhu", "jufeng"])
def test_increments_stay_in_the_towns_that_the_reading_names(town: str) -> None:
    off = {"finance.retention_towns": ["taoluo", "zhaoxian", "chaohe"]}
    cmd = replace(BASE, town=town)
    story = given(FISCAL_YEAR, town)
    story.when(cmd, by="finance", parameters=off).refused(rules.TOWN_RETAINS_INCREMENTS)


def test_the_towns_county_sets_the_base_and_no_other() -> None:
    assert not given(FISCAL_YEAR, "taoluo").when(BASE, by="donggang").refusal
    given(FISCAL_YEAR, "taoluo").when(BASE, by="juxian").not_permitted()
    given(FISCAL_YEAR, "taoluo").when(BASE, by="taoluo").not_permitted()


def test_the_ledger_shows_the_sum_the_claims_and_the_corrections() -> None:
    events = years(BASE, settle(2023, 1300), CLAIM, settle(2023, 1350, "审计调整")).events
    row = rows(FiscalYearLedger, *events)["taoluo.2023"]
    assert (row.retained_fen, row.claimed_fen, row.left_fen) == (350, 200, 150)
    assert (row.base_fen, row.base_year, row.corrections) == (1000, 2022, 1)


STEPS = st.lists(
    st.tuples(st.sampled_from(["base", "settle", "claim"]), st.integers(2022, 2027),
              st.integers(0, 50)),
    max_size=25,
)  # fmt: skip


@for_all(STEPS, st.sampled_from(["fixed", "previous-year"]))
@settings(max_examples=60, deadline=None)
def test_whatever_is_set_corrected_and_claimed_the_years_add_up(
    steps: list[tuple[str, int, int]], mode: str
) -> None:
    parameters, events = {"finance.increment_base_mode": mode}, list(years(BASE).events)
    for kind, year, fen in steps:
        command: object = replace(BASE, capacity_fen=fen, reason="更正")
        if kind == "settle":
            command = settle(year, fen, "更正")
        elif kind == "claim":
            command = ClaimIncrement("taoluo", year, max(1, fen))
        by = "taoluo" if kind == "claim" else "finance"
        story = given(FISCAL_YEAR, "taoluo", *events)
        outcome = story.when(command, by=by, at=LATER, parameters=parameters)
        if kind == "claim":
            assert (outcome.refusal is None) == (max(1, fen) <= story.state.left(year))
        events += outcome.events
    state = given(FISCAL_YEAR, "taoluo", *events).state
    for year, told in state.retained.items():
        base = state.capacities[2022 if mode == "fixed" else year - 1]
        expected = max(0, state.capacities[year] - base) if 2023 <= year <= 2025 else 0
        assert told.retained_fen == expected
        assert state.claimed.get(year, 0) <= max(told.retained_fen, _highest(events, year))


def _highest(events: list[object], year: int) -> int:
    told = [e for e in events if isinstance(e, IncrementRetained) and e.year == year]
    return max((e.retained_fen for e in told), default=0)
