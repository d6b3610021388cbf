"""New fiscal capacity: the base, each year's settlement, what towns claim (RZ-2.2.e)."""

from datetime import date
from typing import Any

from deploy.demo.story import LAST_DAY, Programme

BASE_YEAR = 2022
CLAIMED_YEARS = (2023, 2024, 2025)


def capacities(programme: Programme, figures: dict[str, Any]) -> None:
    for town, (base, *years) in figures["capacity"].items():
        programme.story(date(2023, 7, 25)).give(
            "finance", "set-base-capacity", "finance",
            town=town, capacity_fen=base * 100, document=f"演示-财力核定-{BASE_YEAR}",
        )  # fmt: skip
        for year, yuan in enumerate(years, start=BASE_YEAR + 1):
            _settle(programme, town, year, yuan, base)
    for correction in figures["capacity_correction"]:
        programme.story(correction["on"]).give(
            "finance", "settle-year", "finance",
            town=correction["town"], year=correction["year"], capacity_fen=correction["yuan"] * 100,
            document="演示-审计决定〔2025〕3号", reason=correction["reason"],
        )  # fmt: skip


def _settle(programme: Programme, town: str, year: int, yuan: int, base: int) -> None:
    """Settled in the next year; the last one is its first half, and nothing of it stays."""
    story = programme.story(min(date(year + 1, 2, 5), LAST_DAY.replace(day=25)))
    story.give(
        "finance", "settle-year", "finance",
        town=town, year=year, capacity_fen=yuan * 100, document=f"演示-财力结算-{year}",
    )  # fmt: skip
    if year in CLAIMED_YEARS and yuan > base:
        story.after(20).give(
            "finance", "claim-increment", town,
            town=town, year=year, amount_fen=(yuan - base) * 100,
            document=f"演示-申领-{town}-{year}",
        )  # fmt: skip
