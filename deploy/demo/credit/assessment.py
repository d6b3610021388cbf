"""The assessment of the institutions for 2024: an objection upheld, a figure corrected (RZ-2.4.g)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme, Story

RURAL, CITY = "institution-rural", "institution-city"
ID = {"assessment": "credit-2024"}
ITEMS = (
    ("answers", "demands-answered", 30, False),
    ("pilots", "outlets", 30, True),
    ("growth", "loan-growth", 20, True),
    ("guaranteed", "guarantees", 10, False),
    ("training", "other", 10, False),
)
FIGURES = {(RURAL, "training"): 6, (CITY, "training"): 3}
"""Trainings held in villages: what the log does not tell; all else is counted from it."""
POINTS = {
    (institution, item): points
    for institution, of in ((RURAL, (92, 90, 88, 80, 95)), (CITY, (74, 60, 70, 75, 82)))
    for (item, *_), points in zip(ITEMS, of, strict=True)
}


def assessment(programme: Programme) -> None:
    story = programme.story(date(2025, 1, 15))
    story.give(
        "credit", "set-assessment-scheme", "local-finance",
        **ID, year=2024, document="演示-考核方案〔2025〕1号",
        items=[
            {"item": item, "measure": measure, "weight": weight, "pilot": pilot}
            for item, measure, weight, pilot in ITEMS
        ],
        institutions=[{"institution": one, "group": "local"} for one in (RURAL, CITY)],
    )  # fmt: skip
    story.then().give("credit", "ask-for-figures", "local-finance", **ID)
    story.then().give(
        "credit", "freeze-figures", "local-finance",
        **ID, figures=[_cell(cell, figure=figure, position=150) for cell, figure in FIGURES.items()],
    )  # fmt: skip
    _edition(story.then(), POINTS)
    story.give(
        "credit", "lodge-score-objection", CITY,
        **ID, objection="objection-1", institution=CITY, text="漏计巨峰助农取款点",
    )  # fmt: skip
    story.after(5).give(
        "credit", "resolve-score-objection", "local-finance",
        **ID, objection="objection-1", upheld=True, reason="情况属实",
        document="演示-异议处理〔2025〕1号",
    )  # fmt: skip
    story.then().give(
        "credit", "correct-figure", "local-finance",
        **ID, institution=CITY, item="pilots", figure=2, reason="补计未登记的助农取款点",
        document="演示-数据更正〔2025〕1号", objection="objection-1",
    )  # fmt: skip
    _edition(story.then(), POINTS | {(CITY, "pilots"): 85})
    story.after(20).give(
        "credit", "confirm-institution-assessment", "local-finance",
        **ID, document="演示-考核结果〔2025〕1号",
        grades=[
            {"institution": RURAL, "grade": "excellent"}, {"institution": CITY, "grade": "good"},
        ],
    )  # fmt: skip
    story.after(10).give(
        "credit", "apply-result", "local-finance",
        **ID, institution=RURAL, applied="财政性存款竞争性存放加分",
        document="演示-结果运用〔2025〕1号",
    )  # fmt: skip


def _edition(story: Story, points: dict[tuple[str, str], int]) -> None:
    """Verified, scored and publicised."""
    story.give("credit", "verify-figures", "pboc", **ID, agreed=True, remark="与监管数据一致")
    story.then().give(
        "credit", "score-institutions", "local-finance",
        **ID, scores=[_cell(cell, points=of, remark="按数据评分") for cell, of in points.items()],
    )  # fmt: skip
    story.then().give("credit", "publicise-scores", "local-finance", **ID)


def _cell(cell: tuple[str, str], **more: Any) -> dict[str, Any]:
    institution, item = cell
    return {"institution": institution, "item": item, **more}
