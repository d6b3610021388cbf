"""Loans by place of use, every quarter; one report corrected (RZ-2.4.h)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme

REPORTERS = (
    ("institution-rural", "institution-rural"),
    ("institution-city", "institution-city"),
    ("institution-2024-1", "local-finance"),
)
"""The institution, and who enters its figures."""
QUARTERS = [(2024, n) for n in (1, 2, 3, 4)] + [(2025, n) for n in (1, 2, 3, 4)] + [(2026, 1)]
SHARE = {"taoluo": 12, "zhaoxian": 10, "chaohe": 6, "jufeng": 9}


def loans(programme: Programme) -> None:
    for size, (institution, by) in enumerate(REPORTERS, start=1):
        programme.story(date(2024, 3, 15)).give(
            "credit", "ask-for-loan-reports", "local-finance",
            institution=institution, year=2024, quarter="q1",
        )  # fmt: skip
        for year, n in QUARTERS:
            lines = [_line(town, size, (year - 2024) * 4 + n) for town in SHARE]
            reported = date(year + n // 4, n * 3 % 12 + 1, 5)
            programme.story(reported).give(
                "credit", "report-loans", by,
                institution=institution, year=year, quarter=f"q{n}", loans=lines,
            )  # fmt: skip
    corrected = [_line(town, 1, 1) | {"borrowers": 101} for town in SHARE]
    programme.story(date(2024, 4, 25)).give(
        "credit", "correct-loan-report", "institution-rural",
        institution="institution-rural", year=2024, quarter="q1", loans=corrected,
        reason="户数口径更正", document="演示-季报更正-1",
    )  # fmt: skip


def _line(town: str, size: int, quarter: int) -> dict[str, Any]:
    fen = SHARE[town] * 1_000_000_000 // size * (100 + 3 * quarter) // 100
    return {
        "town": town, "balance_fen": fen, "long_term_fen": fen * 45 // 100,
        "key_projects_fen": fen // 10, "small_firms_fen": fen * 6 // 10,
        "farming_fen": fen * 7 // 10, "borrowers": SHARE[town] * 20 // size,
    }  # fmt: skip
