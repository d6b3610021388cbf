"""Experts asked about a matter, and the end of it, as other services are told of both."""

from dataclasses import replace
from datetime import date

from shared.schemas.talent import engagement as engagements

ASKED = engagements.ExpertsRequested(
    "e-1", town="jufeng", matter_kind="project", matter="tea", stage="planning-review",
    fields=("planning",), question="演示-选址是否可行", county="lanshan", requested_by="jufeng",
    requested_on=date(2024, 2, 1), wanted=3, draw_working_days=3, opinion_working_days=10,
    answer_working_days=10,
)  # fmt: skip


def asked(kind: engagements.MatterKind, matter: str) -> engagements.ExpertsRequested:
    return replace(ASKED, matter_kind=kind, matter=matter)


def closed(
    kind: engagements.MatterKind = "project", matter: str = "tea", *, waived: bool = False
) -> engagements.EngagementClosed:
    return engagements.EngagementClosed(
        ASKED.engagement, town="jufeng", matter_kind=kind, matter=matter, stage="planning-review",
        opinions=3, waived=waived, closed_on=date(2024, 3, 1),
    )  # fmt: skip
