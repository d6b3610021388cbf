"""RZ-3.3.a: what is late in the talent service raises an issue, handled by who is late."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.supervision.domain.issue.state import ISSUE
from services.supervision.reactions import talent
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reactions_of
from shared.schemas.supervision.issue import RaiseIssueFromCause
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import shortage_list as lists
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans
from tests.given import given
from tests.rows import about

DAY = date(2024, 3, 15)
AT = datetime(2024, 3, 18, 1, 30, tzinfo=UTC)
HR, ORGANIZATION = "donggang-human-resources", "donggang-organization"
OF: dict[str, Any] = {"town": "taoluo", "due_on": DAY}
LATE = [
    strengths.OverStrengthOverdue(
        "taoluo", posts="administrative", over=2, organisation="donggang-staffing", due_on=DAY
    ),
    loans.LoanOverdue("l-1", organisation="reform", **OF),
    secondments.SecondeeOverdue("s-1", organisation=ORGANIZATION, **OF),
    secondments.SecondmentDue("s-1", organisation="organization", **OF),
    secretaries.RotationOverdue("v-1", organisation=ORGANIZATION, **OF),
    demands.PostDemandOverdue("d-1", organisation=HR, **OF),
    plans.PostUseOverdue("p-1", county="donggang", organisation="donggang-staffing", due_on=DAY),
    lists.ShortageListOverdue(
        "shortage-2023", year=2024, organisation="human-resources", due_on=DAY
    ),
    talents.TalentVerificationOverdue("t-1", organisation=HR, **OF),
    engagements.ExpertDrawOverdue("e-1", organisation="organization", **OF),
    engagements.ExpertOpinionOverdue("e-1", missing=2, organisation="organization", **OF),
    engagements.OpinionAnswerOverdue("e-1", expert="e-01", organisation="donggang", **OF),
]


@pytest.mark.parametrize("event", LATE, ids=lambda event: type(event).__name__)
def test_who_is_late_handles_the_issue_of_the_town(event: Any) -> None:
    [reaction] = [r for r in reactions_of(talent) if r.event is type(event)]
    name = type(event).__name__
    meta = EventMeta(
        "talent", 7, "stream-1", "1", 3, "event-1", name, AT, AT, "system", "system", "RZ-2.5.a",
        "c", "r",
    )  # fmt: skip
    [command] = reaction.commands(event, meta)
    raised, assigned, opened = given(ISSUE, command.issue).when(command, by="system").events
    assert (raised.town, assigned.handler) == ("taoluo", event.organisation)
    assert opened.cause == raised.cause and command.issue.endswith("-20240315")


def test_every_lateness_of_the_service_raises_one() -> None:
    assert {r.event for r in reactions_of(talent)} == {type(event) for event in LATE}


def test_a_title_says_what_is_late_by_its_name_and_by_its_day_where_it_has_none() -> None:
    of = talent.passed_secondment_raises_an_issue
    before = secondments.SecondmentDue("s-1", organisation="organization", **OF)
    titles = [
        command.title
        for event in (replace(before, name="副镇长"), before)
        for command in of(event, about(event))
        if isinstance(command, RaiseIssueFromCause)
    ]
    assert titles == ["挂职期满未处理：副镇长", "挂职期满未处理：应于 2024-03-15 前办结"]


def test_a_title_that_is_too_long_is_cut() -> None:
    event = secondments.SecondmentDue("s-1", organisation="organization", name="镇" * 200, **OF)
    [command] = talent.passed_secondment_raises_an_issue(event, about(event))
    assert isinstance(command, RaiseIssueFromCause) and len(command.title) == 200
