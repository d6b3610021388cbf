"""RZ-2.2.e: new fiscal capacity of 2023 to 2025 stays in the town."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.finance.domain.fiscal_year import rules
from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from services.finance.views.fiscal_years import FiscalYearLedger
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fiscal_year import (
    BaseCapacitySet,
    CapacitySettled,
    IncrementRetained,
    SetBaseCapacity,
    SettleYear,
)
from shared.schemas.finance.fiscal_year_claims import (
    ClaimIncrement,
    CorrectIncrementClaim,
    CorrectIncrementHandover,
    HandOverIncrement,
    IncrementClaimed,
)
from tests.given import Given, given
from tests.rows import rows

LATER = datetime(2027, 3, 1, 4, 0, tzinfo=UTC)
BASE = SetBaseCapacity(
    "taoluo", capacity_fen=1000, own_revenue_fen=800, transfers_fen=300, remitted_fen=100
)
COUNTY_FINANCE = "donggang-finance"
PREVIOUS = {"finance.increment_base_mode": "previous-year"}
CLAIM = ClaimIncrement("taoluo", year=2023, amount_fen=200)


def years(*commands: object, parameters: dict | None = None) -> Given:
    """The town's years after these commands."""
    story = given(FISCAL_YEAR, "taoluo")
    for command in commands:
        by = giver(command)
        outcome = story.when(command, by=by, at=LATER, parameters=parameters)
        assert outcome.refusal is None, outcome.refusal
        story = given(FISCAL_YEAR, "taoluo", *story.events, *outcome.events)
    return story


def giver(command: object) -> str:
    if isinstance(command, HandOverIncrement | CorrectIncrementHandover):
        return COUNTY_FINANCE
    claims = ClaimIncrement | CorrectIncrementClaim
    return "taoluo" if isinstance(command, claims) else "finance"


def base(fen: int, reason: str | None = None) -> SetBaseCapacity:
    return replace(
        BASE, capacity_fen=fen, own_revenue_fen=fen, transfers_fen=0, remitted_fen=0, reason=reason
    )


def settle(year: int, fen: int, reason: str | None = None) -> SettleYear:
    return SettleYear(
        "taoluo", year=year, capacity_fen=fen, document=None, reason=reason,
        own_revenue_fen=fen + 70, transfers_fen=30, remitted_fen=100,
    )  # fmt: skip


def retained(story: Given) -> dict[int, int]:
    return {year: event.retained_fen for year, event in story.state.retained.items()}


def test_what_a_year_has_over_the_base_year_stays() -> None:
    story = (
        years(BASE)
        .when(settle(2023, 1300), by="finance")
        .then(
            CapacitySettled(
                "taoluo", year=2023, capacity_fen=1300, document=None, previous_fen=None,
                reason=None, own_revenue_fen=1370, transfers_fen=30, remitted_fen=100,
                organisation="finance",
            ),
            IncrementRetained(
                "taoluo", year=2023, capacity_fen=1300, base_fen=1000, base_year=2022,
                base_mode="fixed", counts=True, retained_fen=300, over_claimed_fen=0,
                why="2023年财力 13.00 元 − 2022年财力 10.00 元，小于零的按零计",
            ),
        )
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
    expected = IncrementClaimed(
        "taoluo", year=2023, amount_fen=200, document=None, claim=1, claimed_on=date(2024, 3, 1),
        handover_days=30, owner=COUNTY_FINANCE, offset_fen=0,
    )  # fmt: skip
    story.when(CLAIM, by="taoluo").then(expected)
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
    assert (events[0].previous_fen, events[0].reason) == (1300, "审计调整")
    assert events[1].retained_fen == 200
    story.when(base(900), by="finance").refused(rules.CORRECTION_NAMES_ITS_REASON)


def test_a_corrected_base_changes_every_year_that_rests_on_it() -> None:
    story = years(BASE, settle(2023, 1300), settle(2024, 1400))
    events = story.when(base(1100, "审计调整"), by="finance").events
    assert events[0] == BaseCapacitySet(
        "taoluo", year=2022, capacity_fen=1100, document=None, previous_fen=1000, reason="审计调整",
        own_revenue_fen=1100, transfers_fen=0, remitted_fen=0, organisation="finance",
    )  # fmt: skip
    assert [(e.year, e.retained_fen) for e in events[1:]] == [(2023, 200), (2024, 300)]


def test_a_correction_below_what_was_claimed_shows_it() -> None:
    story = years(BASE, settle(2023, 1300), CLAIM, settle(2023, 1100, "审计调整"))
    assert story.state.retained[2023].over_claimed_fen == 100
    story.when(replace(CLAIM, amount_fen=1), by="taoluo").refused(rules.WITHIN_INCREMENT)


def test_the_same_figure_again_changes_nothing() -> None:
    story = years(BASE, settle(2023, 1300))
    story.when(BASE, by="finance").refused(NOTHING_CHANGES)
    story.when(settle(2023, 1300), by="finance").refused(NOTHING_CHANGES)


def test_years_are_settled_after_the_base_and_once_they_are_closed() -> None:
    """2024 settled on 1 March 2024 was accepted: a figure of a year that nobody knew."""
    years(BASE).when(settle(2022, 1), by="finance").refused(rules.AFTER_THE_BASE_YEAR)
    for day, passes in ((date(2024, 3, 1), False), (date(2024, 12, 31), False),
                        (date(2025, 1, 1), True)):  # fmt: skip
        noon = datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC)
        outcome = years(BASE).when(settle(2024, 1300), by="finance", at=noon)
        assert (outcome.refusal is None) is passes
    early = years(BASE).when(settle(2024, 1300), by="finance")
    early.refused(rules.YEAR_IS_CLOSED)
    unclosed = {"finance.increment_base_year": 2024}
    story = given(FISCAL_YEAR, "taoluo")
    story.when(BASE, by="finance", parameters=unclosed).refused(rules.YEAR_IS_CLOSED)


@pytest.mark.parametrize(
    ("own", "transfers", "remitted"),
    [(None, 300, 100), (800, None, 100), (800, 300, None), (800, 300, 99), (801, 300, 100)],
)
def test_a_capacity_is_own_revenue_and_transfers_less_what_is_remitted(
    own: int | None, transfers: int | None, remitted: int | None
) -> None:
    command = replace(BASE, own_revenue_fen=own, transfers_fen=transfers, remitted_fen=remitted)
    story = given(FISCAL_YEAR, "taoluo")
    story.when(command, by="finance").refused(rules.CAPACITY_SAYS_WHAT_IT_IS)
    assert not story.when(BASE, by="finance").refusal


def test_a_county_does_not_overwrite_the_citys_figure_but_its_own() -> None:
    story = years(BASE, settle(2023, 1300))
    for command in (base(900, "县级调整"), settle(2023, 1400, "县级调整")):
        story.when(command, by="donggang", at=LATER).refused(rules.CITYS_FIGURE_STANDS)
        assert not story.when(command, by="finance", at=LATER).refusal
    own = given(
        FISCAL_YEAR, "taoluo", *story.when(settle(2024, 1400), by="donggang", at=LATER).events
    )
    own = given(FISCAL_YEAR, "taoluo", *story.events, *own.events)
    assert not own.when(settle(2024, 1500, "更正"), by="donggang", at=LATER).refusal
    by_city = own.when(settle(2024, 1500, "更正"), by="finance", at=LATER).events
    after = given(FISCAL_YEAR, "taoluo", *own.events, *by_city)
    after.when(settle(2024, 1400, "更正"), by="donggang", at=LATER).refused(
        rules.CITYS_FIGURE_STANDS
    )


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
