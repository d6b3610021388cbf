"""待办 of projects and their permits, RZ-2.1: whose turn it is, and that lateness takes it from nobody."""

from datetime import date

from services.projects.domain.green_channel.state import GREEN_CHANNEL
from shared.schemas.projects.green_channel import PermitOverdue
from shared.schemas.projects.project_admission import OpinionPeriodEnded
from shared.schemas.projects.project_progress import MonthlyReportMissed
from tests.unit.projects.library import ADMITTED, AGREED, APPLIED, REVIEWED, opinion, project
from tests.unit.projects.test_green_channel import (
    ACCEPTED,
    GRANTED,
    PERMIT,
    REQUESTED,
    channel,
)
from tests.unit.projects.test_green_channel_limits import PAUSED


def test_an_application_goes_from_the_county_to_each_department_to_the_lead() -> None:
    assert project(APPLIED).turns == {("lanshan", "preliminary-review")}
    reviewed = project(APPLIED, REVIEWED)
    assert {by for by, _ in reviewed.turns} == {
        "housing", "reform", "natural-resources", "ecology", "approval",
    }  # fmt: skip
    assert {t.by for t in reviewed.tasks.values()} == set(reviewed.deadlines)
    some = project(APPLIED, REVIEWED, opinion("reform"))
    assert ("reform", "opinion-reform") not in some.turns
    assert project(APPLIED, REVIEWED, *AGREED).turns == {("housing", "admission")}


def test_an_opinion_that_no_silence_stands_for_is_owed_within_the_same_limit() -> None:
    ended = OpinionPeriodEnded("tea", town="jufeng", silent=("reform",), due_on=date(2024, 3, 15))
    before, after = project(APPLIED, REVIEWED), project(APPLIED, REVIEWED, ended)
    assert "opinion-reform" not in after.tasks and not after.deadlines
    assert after.tasks["opinion-ecology"] == before.tasks["opinion-ecology"]


def test_objections_go_to_a_joint_meeting_before_the_lead_decides() -> None:
    objected = (*AGREED[:-1], opinion("approval", agrees=False))
    assert project(APPLIED, REVIEWED, *objected).turns == {("housing", "joint-meeting")}


def test_a_months_report_is_owed_by_the_town_though_it_was_missed() -> None:
    admitted = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    missed = MonthlyReportMissed("tea", town="jufeng", month="2024-03", due_on=date(2024, 4, 10))
    late = project(APPLIED, REVIEWED, *AGREED, ADMITTED, missed)
    assert ("jufeng", "report:2024-03") in admitted.turns
    assert late.tasks["report:2024-03"] == admitted.tasks["report:2024-03"]
    assert not late.deadlines


def test_a_permit_goes_to_and_fro_between_the_town_and_the_organ() -> None:
    assert ("jufeng", f"{PERMIT}:request") in channel().turns
    assert ("approval", f"{PERMIT}:notice") in channel(REQUESTED).turns
    decision = channel(REQUESTED, ACCEPTED)
    assert ("approval", PERMIT) in decision.turns
    assert decision.tasks[PERMIT].by in decision.deadlines
    assert ("approval", f"{PERMIT}:delivery") in channel(REQUESTED, ACCEPTED, GRANTED).turns


def test_a_decision_that_is_late_is_still_owed_and_a_stopped_clock_asks_to_go_on() -> None:
    late = PermitOverdue(
        "tea", town="jufeng", permit=PERMIT, organisation="approval", due_on=date(2024, 3, 15)
    )
    told = channel(REQUESTED, ACCEPTED, late)
    assert told.tasks[PERMIT] == channel(REQUESTED, ACCEPTED).tasks[PERMIT]
    assert PERMIT not in {d.key for d in told.deadlines}
    paused = channel(REQUESTED, ACCEPTED, PAUSED)
    assert paused.tasks[f"{PERMIT}:clock"].commands == ("resume-clock",)
    assert GREEN_CHANNEL.tasks_of is not None and PERMIT not in paused.tasks
