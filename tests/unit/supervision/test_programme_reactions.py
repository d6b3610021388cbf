"""RZ-3.3.a: what is late in programme raises its issue, once, with the organisation that is late."""

from datetime import date

import pytest

from services.supervision.domain.issue.state import ISSUE
from services.supervision.reactions import programme
from shared.kernel.reactions.reaction import reactions_of
from shared.schemas.programme.cultivation_task import TaskOverdue
from shared.schemas.programme.indicator_book import (
    IndicatorSchemeOverdue,
    IndicatorVerificationOverdue,
)
from shared.schemas.programme.tier import RectificationOverdue
from shared.schemas.programme.town_assessment import AssessmentReviewOverdue, SelfAssessmentOverdue
from shared.schemas.programme.town_assessment_result import AssessmentConfirmationOverdue
from shared.schemas.supervision.issue import IssueAssigned, IssueRaised, RaiseIssueFromCause
from tests.given import given
from tests.rows import about

DUE = date(2024, 2, 28)
OF = {"town": "taoluo", "county": "donggang", "due_on": DUE}
STEP = {**OF, "year": 2023}
TASK = TaskOverdue(
    "t-1", **OF, organisation="donggang-housing", title="演示-管网", key="task-20240228"
)
FIGURE = IndicatorVerificationOverdue(
    **OF,
    organisation="reform",
    key="verify-i.2023.0-20240214",
    indicator="i",
    name="演示-指标",
    year=2023,
    part=0,
)
SCHEME = IndicatorSchemeOverdue(**STEP, organisation="housing", key="scheme-2023")
SELF = SelfAssessmentOverdue("taoluo-2023", **STEP, organisation="taoluo", key="self-assessment")
REVIEW = AssessmentReviewOverdue("taoluo-2023", **STEP, organisation="donggang", key="review-1")
CONFIRM = AssessmentConfirmationOverdue(
    "taoluo-2023", **STEP, organisation="housing", key="confirm-1"
)
RECTIFY = RectificationOverdue(**OF, organisation="taoluo", key="rectification-1", warning=1)


def raised_by(event: object) -> RaiseIssueFromCause:
    [of_it] = [r for r in reactions_of(programme) if r.event is type(event)]
    [command] = of_it.commands(event, about(event, "stream-1"))
    assert isinstance(command, RaiseIssueFromCause)
    return command


@pytest.mark.parametrize(
    ("event", "handler"),
    [
        (TASK, "donggang-housing"), (FIGURE, "reform"), (SCHEME, "housing"), (REVIEW, "donggang"),
        (CONFIRM, "housing"), (SELF, "donggang"), (RECTIFY, "donggang"),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, str) else one,
)  # fmt: skip
def test_who_is_late_handles_it_and_for_a_town_its_county(event: object, handler: str) -> None:
    command = raised_by(event)
    raised, assigned, _ = given(ISSUE, command.issue).when(command, by="system").events
    assert isinstance(raised, IssueRaised) and isinstance(assigned, IssueAssigned)
    assert (assigned.handler, raised.town) == (handler, "taoluo")
    assert raised.cause_key == getattr(event, "key", None)


def test_every_kind_of_lateness_is_a_cause_of_its_own() -> None:
    events = (TASK, FIGURE, SCHEME, SELF, REVIEW, CONFIRM, RECTIFY)
    assert len({raised_by(event).cause for event in events}) == len(events)
