"""RZ-2.5.g: a yearly assessment waits for its experts, one of whom recuses himself.

All services' domains and reactions, in memory.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.programme.domain.opinions import EXPERTS_ARE_HEARD
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT
from services.talent.domain.engagement.rules import NO_CONFLICT
from services.talent.domain.engagement.state import ENGAGEMENT, Engagement
from services.talent.domain.expert_pool import EXPERT_POOL
from shared.kernel.aggregate import Actor, Refused
from shared.schemas.talent import engagement as engagements
from tests.scenario.pure_run import PureRun
from tests.unit.programme.test_town_assessment import ID as ASSESSMENT
from tests.unit.programme.test_town_assessment import OPENED, REVIEWED, SCORE, SUBMITTED
from tests.unit.talent.test_experts import ASSIGN, FIVE, ID, POOL, REQUEST, give

NOON = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
WHY = "演示-曾受该镇委托"


@pytest.fixture
def run() -> PureRun:
    run = PureRun()
    run.recorded("programme", TOWN_ASSESSMENT, ASSESSMENT, [OPENED, SUBMITTED, REVIEWED], NOON)
    run.recorded("talent", EXPERT_POOL, POOL, FIVE, NOON)
    about = replace(REQUEST, matter_kind="assessment", matter=ASSESSMENT, stage="yearly-assessment")
    talent(run, "request-experts", about, by="housing")
    talent(run, "assign-experts", ASSIGN)
    return run


def talent(run: PureRun, command: str, data: Any, by: str = "organization") -> None:
    run.give("talent", command, data, Actor("演示-经办", by), NOON)


def engagement(run: PureRun) -> Engagement:
    state = run.service("talent").state(ENGAGEMENT, ID)[1]
    assert isinstance(state, Engagement)
    return state


def score(run: PureRun) -> None:
    run.give("programme", "score-assessment", SCORE, Actor("演示-经办", "housing"), NOON)


def refused(run: PureRun) -> None:
    with pytest.raises(Refused) as refusal:
        score(run)
    assert refusal.value.rule is EXPERTS_ARE_HEARD


def test_it_waits_until_who_came_for_the_one_that_recused_himself_is_answered_too(
    run: PureRun,
) -> None:
    gone, *_ = engagement(run).experts
    conflict = engagements.DeclareConflict(ID, expert=gone, why=WHY)
    talent(run, "declare-conflict", conflict)
    with pytest.raises(Refused) as refusal:
        talent(run, "give-expert-opinion", give(gone))
    assert refusal.value.rule is NO_CONFLICT
    talent(run, "assign-experts", replace(ASSIGN, draw_number="418"))
    drawn = engagement(run).experts
    assert len(drawn) == 3 and gone not in drawn
    for expert in drawn:
        refused(run)
        talent(run, "give-expert-opinion", give(expert))
        answer = engagements.AnswerOpinion(ID, expert=expert, answer="adopted")
        talent(run, "answer-opinion", answer, by="housing")
    assert engagement(run).closed and run.refused == []
    score(run)


def test_a_reasoned_waiver_at_talent_lets_it_go_on_and_is_told_apart(run: PureRun) -> None:
    refused(run)
    waive = engagements.WaiveOpinion(
        ID, reason="演示-专家均需回避", decided_by="housing", document="演示-免1号"
    )
    talent(run, "waive-opinion", waive, by="housing")
    assert run.service("programme").state(TOWN_ASSESSMENT, ASSESSMENT)[1].opinion.stage == "waived"
    score(run)
    assert run.refused == []
