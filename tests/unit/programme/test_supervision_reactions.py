"""RZ-3.3.c: once the issue that lateness raised is resolved, the flag here falls."""

import pytest

from services.programme.reactions.supervision import resolved_issue_clears_the_flag
from shared.schemas.programme.cultivation_task import ClearTaskFlag
from shared.schemas.programme.indicator_book import ClearIndicatorFlag
from shared.schemas.programme.tier import ClearTierFlag
from shared.schemas.programme.town_assessment_result import ClearAssessmentFlag
from shared.schemas.supervision.issue import IssueResolved
from tests.given import NOON
from tests.rows import about


def commands(service: str, stream: str) -> list[object]:
    resolved = IssueResolved(
        "issue-1", town="taoluo", resolved_on=NOON.date(), cause_service=service,
        cause_stream=stream, cause_key="k-1",
    )  # fmt: skip
    return list(resolved_issue_clears_the_flag(resolved, about(resolved)))


@pytest.mark.parametrize(
    ("stream", "command"),
    [
        ("cultivation-task-t-1", ClearTaskFlag("t-1", key="k-1", issue="issue-1")),
        ("indicator-book-taoluo", ClearIndicatorFlag("taoluo", key="k-1", issue="issue-1")),
        (
            "town-assessment-taoluo-2023",
            ClearAssessmentFlag("taoluo-2023", key="k-1", issue="issue-1"),
        ),
        ("tier-taoluo", ClearTierFlag("taoluo", key="k-1", issue="issue-1")),
    ],
)
def test_the_flag_that_lateness_raised_here_falls(stream: str, command: object) -> None:
    assert commands("programme", stream) == [command]


def test_what_was_late_elsewhere_is_none_of_its_business() -> None:
    assert commands("finance", "fund-f-1") == []
