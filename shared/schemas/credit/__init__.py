"""The published language of 市地方金融监管局: RZ-2.4."""

from shared.schemas.credit import (
    assessment,
    capital,
    demand,
    demand_answers,
    guarantee,
    guarantee_capacity,
    guarantee_course,
    institution,
    intent,
    library_project,
    loan_book,
    matching_event,
    opportunity,
    outlet,
    product,
)

__all__ = [
    "assessment",
    "capital",
    "demand",
    "demand_answers",
    "guarantee",
    "guarantee_capacity",
    "guarantee_course",
    "institution",
    "intent",
    "library_project",
    "loan_book",
    "matching_event",
    "opportunity",
    "outlet",
    "product",
]
