"""A town's year assessed, from its opening to the confirmed result (RZ-1.a)."""

from datetime import date
from typing import Any

from deploy.demo.programme.plans import MEASURES
from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

WEIGHTS = (15, 30, 20, 20, 15)
WAIVED, LATE, RETURNED, OBJECTED = ("chaohe", 2023), ("jufeng", 2023), ("zhaoxian", 2024), ("jufeng", 2024)  # fmt: skip


def assessment(programme: Programme, town: str, points: list[int], figures: dict[str, Any]) -> None:
    year, story = figures["year"], programme.story(figures["opened"])
    of, directions = {"assessment": f"{town}-{year}"}, list(MEASURES)
    story.give(
        "programme", "open-assessment", "housing",
        **of, town=town, year=year, document=f"演示-年度评估通知-{year}",
        weights=[{"direction": d, "weight": w} for d, w in zip(directions, WEIGHTS, strict=True)],
    )  # fmt: skip
    _assesses_itself(story.not_before(date(year + 1, 1, 15)), of, town, points)
    reviews = [False, True] if (town, year) == RETURNED else [True]
    for passed in reviews:
        story.after(8).give(
            "programme", "review-assessment", registry().county_of(town),
            **of, passed=passed, opinion="材料完整" if passed else "佐证材料不全",
            document=f"演示-初审-{town}-{year}",
        )  # fmt: skip
        if not passed:
            _assesses_itself(story.after(1), of, town, points)
    _experts(story, of, town, year)
    _result(story, of, points, town, year)


def _assesses_itself(story: Story, of: dict[str, str], town: str, points: list[int]) -> None:
    story.give(
        "programme", "submit-self-assessment", town,
        **of, scores=_scores([p + 2 for p in points]), report="演示-年度自评报告",
        document=f"演示-自评-{of['assessment']}",
    )  # fmt: skip


def _experts(story: Story, of: dict[str, str], town: str, year: int) -> None:
    if (town, year) == WAIVED:
        story.after(1).give(
            "programme", "waive-assessment-opinion", "housing",
            **of, reason="首个年度，专家库尚未组建", document=f"演示-免除专家意见-{town}-{year}",
        )  # fmt: skip
    elif (town, year) == LATE:
        story.after(30)
    else:
        story.after(1).give(
            "programme", "record-assessment-opinion", "housing",
            **of, experts=["演示-规划专家甲", "演示-教育专家丙"], opinion="评分依据充分",
            answer="已采纳",
        )  # fmt: skip


def _result(story: Story, of: dict[str, str], points: list[int], town: str, year: int) -> None:
    _publicised(story, of, points)
    if (town, year) == OBJECTED:
        objection = {**of, "objection": f"{town}-score"}
        story.give(
            "programme", "lodge-assessment-objection", town,
            **objection, text="演示-居住质量得分未计入老街整治",
        )  # fmt: skip
        story.after(1).give(
            "programme", "resolve-assessment-objection", "housing",
            **objection, upheld=True, reason="漏计一处整治，重新评分",
        )  # fmt: skip
        _publicised(story, of, [*points[:3], points[3] + 4, points[4]])
    story.after(14).give(
        "programme", "confirm-assessment", "housing",
        **of, document=f"演示-评估结果-{year}", decided_by="日照市人民政府",
        decided_on=story.day.isoformat(),
    )  # fmt: skip


def _publicised(story: Story, of: dict[str, str], points: list[int]) -> None:
    story.after(8).give("programme", "score-assessment", "housing", **of, scores=_scores(points))
    story.give("programme", "publicise-assessment", "housing", **of)


def _scores(points: list[int]) -> list[dict[str, Any]]:
    return [
        {"direction": direction, "points": p, "remark": "演示-按指标和台账评定"}
        for direction, p in zip(MEASURES, points, strict=True)
    ]
