"""RZ-3.3.c: a flag stands from lateness until supervision resolved its issue; then it falls, once."""

from datetime import date
from typing import Any

import pytest

from services.talent.domain.engagement import ENGAGEMENT
from services.talent.domain.establishment_request import ESTABLISHMENT_REQUEST
from services.talent.domain.first_secretary import FIRST_SECRETARY
from services.talent.domain.innovation_filing import INNOVATION_FILING
from services.talent.domain.introduced_talent import INTRODUCED_TALENT
from services.talent.domain.post_demand import POST_DEMAND
from services.talent.domain.recruitment_plan import RECRUITMENT_PLAN
from services.talent.domain.secondment import SECONDMENT
from services.talent.domain.shortage_list import SHORTAGE_LIST
from services.talent.domain.strength import STRENGTH
from services.talent.domain.upward_loan import UPWARD_LOAN
from services.talent.reactions.supervision import resolved_issue_clears_the_flag
from services.talent.views.secondments import Secondments
from services.talent.views.town_strength import TownStrength
from shared.kernel.aggregate import FLAG_STANDS, Aggregate
from shared.schemas.supervision.issue import IssueResolved
from shared.schemas.talent import engagement as engagements
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent import first_secretary as secretaries
from shared.schemas.talent import innovation_filing as filings
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent import post_demand as demands
from shared.schemas.talent import recruitment_plan as plans
from shared.schemas.talent import secondment as secondments
from shared.schemas.talent import shortage_list as lists
from shared.schemas.talent import strength as strengths
from shared.schemas.talent import upward_loan as loans
from tests.given import NOON, given
from tests.rows import about, rows

DAY = date(2024, 3, 15)
OF: dict[str, Any] = {"town": "taoluo", "organisation": "organization", "due_on": DAY}
OPINION = engagements.ExpertOpinionGiven(
    "e-1", expert="x-1", supports=True, opinion="演示-意见", town="taoluo", matter_kind="scheme",
    matter="s-1", stage="drafting", given=1, wanted=3, given_on=DAY,
)  # fmt: skip
LATE: list[tuple[Aggregate[Any], tuple[Any, ...], str]] = [
    (STRENGTH, (strengths.OverStrengthOverdue("taoluo", posts="worker", over=1,
     organisation="donggang-staffing", due_on=DAY),), "over-strength-worker"),
    (UPWARD_LOAN, (loans.LoanOverdue("l-1", **OF),), "return"),
    (SECONDMENT, (secondments.SecondeeOverdue("s-1", **OF),), "answer"),
    (SECONDMENT, (secondments.SecondmentDue("s-1", **OF),), "end"),
    (FIRST_SECRETARY, (secretaries.RotationOverdue("v-1", **OF),), "rotate"),
    (POST_DEMAND, (demands.PostDemandOverdue("d-1", **OF),), "answer"),
    (RECRUITMENT_PLAN, (plans.PostUseOverdue("p-1", county="donggang",
     organisation="donggang-staffing", due_on=DAY),), "approval"),
    (SHORTAGE_LIST, (lists.ShortageListOverdue("shortage-2024", year=2025,
     organisation="human-resources", due_on=DAY),), "next-list"),
    (INTRODUCED_TALENT, (talents.TalentVerificationOverdue("t-1", **OF),), "verify"),
    (ENGAGEMENT, (engagements.ExpertDrawOverdue("e-1", **OF),), "draw"),
    (ENGAGEMENT, (engagements.ExpertOpinionOverdue("e-1", missing=1, **OF),), "opinions"),
    (ENGAGEMENT, (OPINION, engagements.OpinionAnswerOverdue("e-1", expert="x-1", **OF)),
     "answer-x-1"),
    (ESTABLISHMENT_REQUEST, (requests.EstablishmentStepOverdue("r-1", step="argument", **OF),),
     "argument"),
    (INNOVATION_FILING, (filings.FilingUnanswered("f-1", **OF),), "answer"),
]  # fmt: skip


def clearing(aggregate: Aggregate[Any], id: str, key: str) -> Any:
    """The command that follows here from the issue's end."""
    resolved = IssueResolved(
        "issue-1", town="taoluo", resolved_on=NOON.date(), cause_service="talent",
        cause_stream=f"{aggregate.category}-{id}", cause_key=key,
    )  # fmt: skip
    [command] = resolved_issue_clears_the_flag(resolved, about(resolved))
    return command


@pytest.mark.parametrize(
    ("aggregate", "history", "key"), LATE, ids=[f"{a.category}-{key}" for a, _, key in LATE]
)
def test_the_flag_falls_once_its_issue_is_resolved(
    aggregate: Aggregate[Any], history: tuple[Any, ...], key: str
) -> None:
    id = next(iter(getattr(history[0], name) for name in type(history[0]).__slots__))
    clear = clearing(aggregate, id, key)
    late = given(aggregate, id, *history)
    assert key in late.state.flags
    [cleared] = late.when(clear, by="system").events
    again = given(aggregate, id, *history, cleared)
    assert again.state.flags == frozenset()
    again.when(clear, by="system").refused(FLAG_STANDS)


def test_what_was_late_elsewhere_clears_nothing_here() -> None:
    resolved = IssueResolved(
        "issue-1", town="taoluo", resolved_on=DAY, cause_service="finance",
        cause_stream="fund-f-1", cause_key="k-1",
    )  # fmt: skip
    assert list(resolved_issue_clears_the_flag(resolved, about(resolved))) == []


def test_a_town_over_strength_in_two_kinds_is_flagged_until_both_are_resolved() -> None:
    late = [
        strengths.OverStrengthOverdue(
            "taoluo", posts=posts, over=1, organisation="donggang-staffing", due_on=DAY
        )
        for posts in ("worker", "institution")
    ]
    first = given(STRENGTH, "taoluo", *late)
    clear = clearing(STRENGTH, "taoluo", "over-strength-worker")
    [one] = first.when(clear, by="system").events
    assert rows(TownStrength, *late, one)["taoluo"].overdue
    clear = clearing(STRENGTH, "taoluo", "over-strength-institution")
    [both] = given(STRENGTH, "taoluo", *late, one).when(clear, by="system").events
    assert not rows(TownStrength, *late, one, both)["taoluo"].overdue


def test_the_ledger_of_secondments_keeps_the_flag_of_the_end_until_it_is_resolved() -> None:
    due = secondments.SecondmentDue("s-1", **OF)
    ended = secondments.SecondmentFlagCleared("s-1", key="end", issue="issue-1", town="taoluo")
    other = secondments.SecondmentFlagCleared("s-1", key="answer", issue="issue-1", town="taoluo")
    assert rows(Secondments, due, other)["s-1"].overdue
    assert not rows(Secondments, due, ended)["s-1"].overdue
