"""The published language of 市地方金融监管局: RZ-2.4."""

from shared.schemas.credit import (
    demand,
    demand_answers,
    guarantee,
    guarantee_capacity,
    guarantee_course,
    institution,
    library_project,
)

__all__ = [
    "demand",
    "demand_answers",
    "guarantee",
    "guarantee_capacity",
    "guarantee_course",
    "institution",
    "library_project",
]
