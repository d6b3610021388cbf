"""RZ-2.2.d, RZ-2.2.e: who keeps fees and increments follows the tier; a settled year keeps its own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.finance.domain.fee_account import rules as fee_rules
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fiscal_year import rules as year_rules
from services.finance.domain.fiscal_year.state import FISCAL_YEAR
from shared.policy.model import Standing
from shared.schemas.finance.fee_account import PublishFeeShares
from shared.schemas.finance.fee_account_values import LevelShare
from shared.schemas.finance.fiscal_year import IncrementRetained, SetBaseCapacity, SettleYear
from tests.given import Given, given

Noted = dict[str, tuple[Standing, ...]]
LATER = datetime(2026, 3, 2, 4, tzinfo=UTC)
BECOMES: Noted = {"nanhu": (Standing(date(2024, 2, 1), level="municipal"),)}
LEAVES: Noted = {"taoluo": (Standing(date(2024, 6, 1), level="none"),)}
SHARES = PublishFeeShares(
    "nanhu", shares=(LevelShare("county", share=7000), LevelShare("town", share=3000)),
    effective_from=date(2024, 1, 1), document="演示-1号",
)  # fmt: skip


def base(town: str) -> SetBaseCapacity:
    return SetBaseCapacity(
        town, capacity_fen=1000, own_revenue_fen=1000, transfers_fen=0, remitted_fen=0
    )


def settle(town: str, year: int, fen: int, reason: str | None = None) -> SettleYear:
    return SettleYear(
        town, year=year, capacity_fen=fen, own_revenue_fen=fen, transfers_fen=0, remitted_fen=0,
        reason=reason,
    )  # fmt: skip


def test_a_town_keeps_its_fees_from_the_day_on_which_it_is_a_pilot() -> None:
    account = given(FEE_ACCOUNT, "nanhu")
    account.when(SHARES, by="finance").refused(fee_rules.TOWN_RETAINS_FEES)
    assert not account.when(SHARES, by="finance", standings=BECOMES).refusal
    to_come = {"nanhu": (Standing(date(2024, 3, 2), level="municipal"),)}
    account.when(SHARES, by="finance", standings=to_come).refused(fee_rules.TOWN_RETAINS_FEES)
    from_then = replace(SHARES, effective_from=date(2024, 3, 2))
    assert not account.when(from_then, by="finance", standings=to_come).refusal


def test_a_town_that_left_its_tier_keeps_no_more_increments() -> None:
    own = given(FISCAL_YEAR, "taoluo")
    gone = {"taoluo": (Standing(date(2024, 2, 1), level="none"),)}
    refused = own.when(base("taoluo"), by="finance", standings=gone)
    refused.refused(year_rules.TOWN_RETAINS_INCREMENTS)
    became = given(FISCAL_YEAR, "nanhu").when(base("nanhu"), by="finance", standings=BECOMES)
    assert not became.refusal


def retained(years: Given, command: SettleYear, standings: Noted | None = None) -> list[object]:
    return years.when(command, by="finance", at=LATER, standings=standings).events


def test_a_settled_year_keeps_what_it_was_settled_by_whatever_is_decided_later() -> None:
    started = given(FISCAL_YEAR, "taoluo").when(base("taoluo"), by="finance", at=LATER).events
    years = given(FISCAL_YEAR, "taoluo", *started)
    events = retained(years, settle("taoluo", 2024, 1500))
    assert [e.retained_fen for e in events if isinstance(e, IncrementRetained)] == [500]
    years = given(FISCAL_YEAR, "taoluo", *started, *events)
    again = retained(years, settle("taoluo", 2025, 1800), LEAVES)
    told = {e.year: e.retained_fen for e in again if isinstance(e, IncrementRetained)}
    assert told == {2025: 0}, "the year that was settled is not told anew"
    corrected = retained(years, settle("taoluo", 2024, 1600, "更正"), LEAVES)
    told = {e.year: e.retained_fen for e in corrected if isinstance(e, IncrementRetained)}
    assert told == {2024: 600}, "a correction keeps what it was settled by"
