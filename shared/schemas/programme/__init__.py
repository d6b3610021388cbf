"""The published language of 梯次培育: RZ-1."""

from shared.schemas.programme import (
    cultivation_plan,
    cultivation_task,
    indicator_book,
    practice,
    tally,
    tier,
    tier_nomination,
    town_assessment,
    town_assessment_result,
    town_classes,
    town_profile,
)

__all__ = [
    "cultivation_plan",
    "cultivation_task",
    "indicator_book",
    "practice",
    "tally",
    "tier",
    "tier_nomination",
    "town_assessment",
    "town_assessment_result",
    "town_classes",
    "town_profile",
]
