"""A town's indicators: schemes, and each year's figures against their targets (RZ-1.a)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme

SCHEMES = (
    (date(2023, 9, 25), (2023, 2024, 2025)),
    (date(2026, 1, 5), (2023, 2024, 2025, 2026, 2027)),
)
RETURNED = ("zhaoxian", "industry-output", 2024)
KEPT_BACK = ("public-spending", 2025)
CORRECTED = ("taoluo", "residents", 2023)


def scheme(programme: Programme, town: str, indicators: list[dict[str, Any]]) -> None:
    for day, years in SCHEMES:
        programme.story(day).give(
            "programme", "adopt-indicator-scheme", "housing",
            town=town, document=f"演示-指标体系-{town}-{day.year}",
            indicators=[
                {
                    "indicator": i["id"], "name": i["name"], "direction": i["direction"],
                    "unit": i["unit"], "source": i["source"], "frequency": "yearly",
                    **({"fed_by": i["fed_by"]} if "fed_by" in i else {}),
                    "base_thousandths": i["base"],
                    "targets": [
                        {"year": y, "target_thousandths": i["base"] + (y - 2022) * i["rise"]}
                        for y in years
                    ],
                }
                for i in indicators
            ],
        )  # fmt: skip


def figures(
    programme: Programme, town: str, indicators: list[dict[str, Any]], year: dict[str, Any]
) -> None:
    for n, indicator in enumerate(indicators):
        y, fed = year["year"], "fed_by" in indicator
        # A figure that fills itself does so as the year ends, and is checked within ten days.
        story = programme.story(date(y + 1, 1, 5) if fed else year["recorded"])
        of = {"town": town, "indicator": indicator["id"], "year": y, "part": 0}
        value = indicator["base"] + (y - 2022) * indicator["rise"] * (9 + n % 3) // 10
        told = (indicator["id"], y) != KEPT_BACK
        if not fed:
            story.give(
                "programme", "record-indicator", town,
                **of, value_thousandths=value, released=told,
            )  # fmt: skip
        source = indicator["source"]
        if (town, indicator["id"], y) == RETURNED:
            story.after(1).give(
                "programme", "return-indicator", source, **of, reason="与统计年报不一致"
            )
            story.after(1).give(
                "programme", "correct-indicator", town,
                **of, value_thousandths=value + 100, reason="按统计年报更正",
            )  # fmt: skip
        if not fed:
            story.not_before(date(y + 1, 1, 25))
        story.give("programme", "verify-indicator", source, **of)
        if not told:
            story.after(60).give(
                "programme", "release-indicator", source,
                **of, document=f"演示-统计公报-{y}",
            )  # fmt: skip
        if (town, indicator["id"], y) == CORRECTED:
            story.after(60).give(
                "programme", "correct-indicator", source,
                **of, value_thousandths=value - 50_000, reason="按年度人口变动抽样结果修正",
            )  # fmt: skip
            story.after(1).give("programme", "verify-indicator", source, **of)
