"""RZ-2.5.g: a project about which experts were asked is admitted once they are heard."""

from services.projects.domain.project import admission_rules as rules
from services.projects.reactions import talent
from shared.schemas.projects.project import AdmitProject
from shared.schemas.projects.project_admission import (
    AwaitProjectExperts,
    HearProjectExperts,
    ProjectExpertsAwaited,
    ProjectExpertsHeard,
)
from tests.rows import about
from tests.unit.projects.library import ADMITTED, AGREED, APPLIED, REVIEWED, project
from tests.unit.talent.engaged import ASKED, closed

ADMIT = AdmitProject("tea")
AWAIT = AwaitProjectExperts("tea", engagement=ASKED.engagement)
AWAITED = ProjectExpertsAwaited.of(AWAIT, town="jufeng")
READY = (APPLIED, REVIEWED, *AGREED)


def test_a_project_waits_for_the_experts_that_were_asked_about_it() -> None:
    project(*READY).when(AWAIT, by="system").then(AWAITED)
    waiting = project(*READY, AWAITED)
    waiting.when(ADMIT).refused(rules.EXPERTS_ARE_HEARD)
    assert ("housing", "admission") not in waiting.turns
    for waived in (False, True):
        hear = HearProjectExperts("tea", engagement=ASKED.engagement, waived=waived)
        heard = ProjectExpertsHeard.of(hear, town="jufeng")
        waiting.when(hear, by="system").then(heard)
        assert ADMITTED in project(*READY, AWAITED, heard).when(ADMIT).events
        assert project(*READY, AWAITED, heard).when(hear, by="system").refusal


def test_what_talent_is_asked_and_told_about_a_project_is_noted() -> None:
    [waits] = talent.project_waits_for_its_experts(ASKED, about(ASKED))
    assert waits == AWAIT
    [heard] = talent.project_has_heard_its_experts(closed(waived=True), about(closed()))
    assert heard == HearProjectExperts("tea", engagement=ASKED.engagement, waived=True)


def test_experts_on_another_kind_of_matter_are_none_of_its_business() -> None:
    other = closed("fund")
    assert list(talent.project_has_heard_its_experts(other, about(other))) == []
