"""Funds and what the budget puts into them (RZ-2.2.c)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme


def fund_ready_on(fund: dict[str, Any]) -> date:
    return date(fund["year"], 1, 5)


def register(programme: Programme, fund: dict[str, Any]) -> None:
    story = programme.story(fund_ready_on(fund))
    story.give(
        "finance", "register-fund", "finance",
        fund=fund["id"], name=fund["name"], source=fund["source"], kind="special",
        year=fund["year"],
    )  # fmt: skip
    story.give(
        "finance", "appropriate", "finance",
        fund=fund["id"], amount_fen=fund["yuan"] * 100, document=f"演示-日财预〔{fund['year']}〕1号",
    )  # fmt: skip
