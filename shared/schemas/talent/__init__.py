"""The published language of the talent service."""

from shared.schemas.talent import (
    appraisal_quota,
    establishment_request,
    innovation_filing,
    name_clearing,
    secondment,
    tolerance_case,
)

__all__ = [
    "appraisal_quota",
    "establishment_request",
    "innovation_filing",
    "name_clearing",
    "secondment",
    "tolerance_case",
]
