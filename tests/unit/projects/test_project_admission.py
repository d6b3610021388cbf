from dataclasses import replace
from datetime import date

import pytest

from services.projects.domain.project import admission_rules as rules
from services.projects.domain.project.state import PROJECT
from services.projects.domain.reservations import RESERVED_NAME, name_id
from shared.kernel.aggregate import Deadline
from shared.kernel.aggregate.deciding import NoSuchStream
from shared.schemas.projects.project import AdmitProject, ExitProject, ProjectExited
from shared.schemas.projects.project_admission import (
    ApplicationRejected,
    ApplicationReturned,
    ApplicationWithdrawn,
    GiveOpinion,
    JointMeetingSettled,
    OpinionGiven,
    OpinionPeriodEnded,
    OpinionWithdrawn,
    PassPreliminaryReview,
    RejectApplication,
    ReturnForCorrection,
    SettleInJointMeeting,
    WithdrawApplication,
    WithdrawOpinion,
)
from shared.schemas.projects.readiness import ReadinessOpened
from shared.schemas.projects.reservations import (
    NationalCodeReleased,
    ProjectNameReleased,
    ProjectNameReserved,
)
from tests.given import given
from tests.unit.projects.library import (
    ADMITTED,
    AGREED,
    APPLIED,
    APPLY,
    CODE,
    DEPARTMENTS,
    REVIEWED,
    TODAY,
    opinion,
    project,
)

MINUTES = "日镇联席〔2024〕3号"
ADMIT = AdmitProject("tea")
AGREE = GiveOpinion("tea", agrees=True, statutory=False, reason="符合规划")
SETTLE = SettleInJointMeeting("tea", minutes=MINUTES, held_on=TODAY)
WITHDRAW = WithdrawOpinion("tea", reason="材料已补齐")
OTHERS_AGREED = AGREED[:3] + AGREED[4:]
"""All but ecology."""
OBJECTION = opinion("ecology", agrees=False)
STATUTORY = opinion("ecology", agrees=False, statutory=True)
READINESS_OPENED = ReadinessOpened(
    "tea", town="jufeng", investment_fen=APPLIED.investment_fen, land_area=APPLIED.land_area
)


@pytest.mark.parametrize("by", ["lanshan", "lanshan-housing"])
def test_the_county_or_its_departments_pass_the_preliminary_review(by: str) -> None:
    passed = replace(REVIEWED, organisation=by)
    project(APPLIED).when(PassPreliminaryReview("tea"), by=by).then(passed)


@pytest.mark.parametrize("by", ["donggang", "donggang-housing", "jufeng", "housing"])
def test_nobody_else_passes_the_preliminary_review(by: str) -> None:
    project(APPLIED).when(PassPreliminaryReview("tea"), by=by).not_permitted()


def test_a_project_is_reviewed_once() -> None:
    story = project(APPLIED, REVIEWED)
    story.when(PassPreliminaryReview("tea"), by="lanshan").refused(rules.STAGE_ALLOWS)


@pytest.mark.parametrize("by", DEPARTMENTS)
def test_each_of_the_five_departments_gives_its_opinion(by: str) -> None:
    project(APPLIED, REVIEWED).when(AGREE, by=by).then(
        OpinionGiven(
            "tea", town="jufeng", organisation=by, agrees=True, statutory=False, reason="符合规划"
        )
    )


@pytest.mark.parametrize("by", ["finance", "lanshan", "jufeng", "system"])
def test_no_other_organisation_gives_an_opinion(by: str) -> None:
    project(APPLIED, REVIEWED).when(AGREE, by=by).not_permitted()


def test_opinions_wait_for_the_preliminary_review() -> None:
    project(APPLIED).when(AGREE, by="reform").refused(rules.STAGE_ALLOWS)


def test_a_department_gives_a_second_opinion_only_after_withdrawing_the_first() -> None:
    story = project(APPLIED, REVIEWED, STATUTORY)
    story.when(AGREE, by="ecology").refused(rules.ONE_OPINION_EACH)
    withdrawn = OpinionWithdrawn(
        "tea", town="jufeng", organisation="ecology", reason="材料已补齐", withdrawn_on=TODAY
    )
    story.when(WITHDRAW, by="ecology").then(withdrawn)
    assert project(APPLIED, REVIEWED, STATUTORY, withdrawn).when(AGREE, by="ecology").events


def test_a_department_withdraws_only_its_own_opinion() -> None:
    story = project(APPLIED, REVIEWED, STATUTORY)
    story.when(WITHDRAW, by="reform").refused(rules.OPINION_STANDS)


def test_silence_is_not_withdrawn_but_spoken_over() -> None:
    ended = OpinionPeriodEnded("tea", town="jufeng", silent=("reform",), due_on=TODAY)
    story = project(APPLIED, REVIEWED, *OTHERS_AGREED[:1], ended)
    story.when(WITHDRAW, by="reform").refused(rules.OPINION_STANDS)
    assert story.when(AGREE, by="reform").events


def test_who_withdraws_after_the_period_has_the_whole_time_again() -> None:
    ended = OpinionPeriodEnded("tea", town="jufeng", silent=(), due_on=TODAY)
    withdrawn = OpinionWithdrawn(
        "tea", town="jufeng", organisation="ecology", reason="材料已补齐",
        withdrawn_on=date(2024, 3, 20),
    )  # fmt: skip
    told = project(APPLIED, REVIEWED, STATUTORY, ended)
    assert told.deadlines == []
    assert project(APPLIED, REVIEWED, STATUTORY, ended, withdrawn).deadlines == [
        Deadline("opinions", date(2024, 3, 20), 10, "working", "RZ-2.1.a")
    ]
    before = replace(withdrawn, withdrawn_on=None)  # as earlier releases told it
    assert project(APPLIED, REVIEWED, STATUTORY, ended, before).deadlines == []


def test_a_town_takes_its_application_back_and_may_apply_anew() -> None:
    cmd = WithdrawApplication("tea", reason="投资方改变计划")
    withdrawn = ApplicationWithdrawn("tea", town="jufeng", reason=cmd.reason, withdrawn_on=TODAY)
    for story in (project(APPLIED), project(APPLIED, REVIEWED, STATUTORY)):
        assert story.when(cmd, by="jufeng").events[0] == withdrawn
        story.when(cmd, by="lanshan").not_permitted()
    gone = project(APPLIED, withdrawn)
    gone.when(cmd, by="jufeng").refused(rules.STAGE_ALLOWS)
    assert gone.deadlines == []
    project(APPLIED, REVIEWED, *AGREED, ADMITTED).when(cmd, by="jufeng").refused(rules.STAGE_ALLOWS)


def test_a_rejection_and_an_exit_may_cite_their_document() -> None:
    reject = RejectApplication("tea", reason="不符合", document="日建函〔2024〕2号")
    assert project(APPLIED).when(reject, by="housing").events[0].document == reject.document
    leave = ExitProject("tea", reason="项目终止", document="日建函〔2024〕3号")
    admitted = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    assert admitted.when(leave, by="housing").events[0].document == leave.document


def test_opinions_are_not_withdrawn_after_admission() -> None:
    story = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    story.when(WITHDRAW, by="ecology").refused(rules.STAGE_ALLOWS)


def test_housing_admits_a_project_that_all_five_agreed_to() -> None:
    outcome = project(APPLIED, REVIEWED, *AGREED).when(ADMIT, by="housing")
    outcome.then(ADMITTED, READINESS_OPENED)
    assert [d.stream for d in outcome.decided] == ["project-tea", "readiness-tea"]
    assert outcome.context.used == {
        "projects.opinions_required": list(DEPARTMENTS),
        "projects.monthly_report_calendar_days": 10,
    }


def test_an_admission_may_cite_its_document() -> None:
    cmd = AdmitProject("tea", document="日建字〔2024〕1号")
    admitted = replace(ADMITTED, document="日建字〔2024〕1号")
    project(APPLIED, REVIEWED, *AGREED).when(cmd, by="housing").then(admitted, READINESS_OPENED)


@pytest.mark.parametrize("by", ["reform", "lanshan", "jufeng"])
def test_only_housing_admits(by: str) -> None:
    project(APPLIED, REVIEWED, *AGREED).when(ADMIT, by=by).not_permitted()


def test_a_missing_opinion_holds_the_admission_up_and_is_named() -> None:
    outcome = project(APPLIED, REVIEWED, *OTHERS_AGREED).when(ADMIT, by="housing")
    outcome.refused(rules.OPINIONS_ARE_COMPLETE)
    assert outcome.refusal is not None
    assert "市生态环境局" in outcome.refusal.zh
    assert "ecology" in outcome.refusal.en


def test_which_opinions_are_required_is_a_parameter() -> None:
    required = {"projects.opinions_required": ["reform"]}
    story = project(APPLIED, REVIEWED, opinion("reform"))
    assert story.when(ADMIT, by="housing", parameters=required).events


def test_a_statutory_objection_blocks_until_its_author_withdraws_it() -> None:
    story = project(APPLIED, REVIEWED, *OTHERS_AGREED, STATUTORY)
    story.when(ADMIT, by="housing").refused(rules.NO_STATUTORY_OBJECTION)
    story.when(SETTLE, by="housing").refused(rules.OBJECTION_TO_SETTLE)


def test_another_objection_waits_for_a_joint_meeting() -> None:
    story = project(APPLIED, REVIEWED, *OTHERS_AGREED, OBJECTION)
    story.when(ADMIT, by="housing").refused(rules.OBJECTIONS_ARE_SETTLED)
    settled = JointMeetingSettled(
        "tea", town="jufeng", objections=("ecology",), minutes=MINUTES, held_on=TODAY
    )
    story.when(SETTLE, by="housing").then(settled)
    after = project(APPLIED, REVIEWED, *OTHERS_AGREED, OBJECTION, settled)
    after.when(ADMIT, by="housing").then(ADMITTED, READINESS_OPENED)


def test_an_objection_raised_after_the_meeting_waits_for_the_next() -> None:
    settled = JointMeetingSettled(
        "tea", town="jufeng", objections=("ecology",), minutes=MINUTES, held_on=TODAY
    )
    late = opinion("approval", agrees=False)
    story = project(APPLIED, REVIEWED, *AGREED[:3], OBJECTION, settled, late)
    story.when(ADMIT, by="housing").refused(rules.OBJECTIONS_ARE_SETTLED)


def test_a_joint_meeting_needs_an_objection() -> None:
    project(APPLIED, REVIEWED, *AGREED).when(SETTLE, by="housing").refused(
        rules.OBJECTION_TO_SETTLE
    )


def test_minutes_come_from_a_meeting_that_was_held() -> None:
    tomorrow = SettleInJointMeeting("tea", minutes=MINUTES, held_on=date(2024, 3, 2))
    story = project(APPLIED, REVIEWED, OBJECTION)
    story.when(tomorrow, by="housing").refused(rules.MEETING_WAS_HELD)


def test_a_project_is_admitted_once_and_only_after_review() -> None:
    project(APPLIED).when(ADMIT, by="housing").refused(rules.STAGE_ALLOWS)
    admitted = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    admitted.when(ADMIT, by="housing").refused(rules.STAGE_ALLOWS)


@pytest.mark.parametrize("by", ["housing", "lanshan", "lanshan-housing"])
def test_an_application_is_returned_for_correction(by: str) -> None:
    cmd = ReturnForCorrection("tea", reason="补充材料")
    returned = ApplicationReturned("tea", town="jufeng", reason="补充材料")
    project(APPLIED).when(cmd, by=by).then(returned)
    project(APPLIED, REVIEWED).when(cmd, by=by).then(returned)
    project(APPLIED, returned).when(cmd, by=by).refused(rules.STAGE_ALLOWS)


def test_an_admitted_project_is_not_rejected() -> None:
    story = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    story.when(RejectApplication("tea", reason="不符合"), by="housing").refused(rules.STAGE_ALLOWS)


def test_a_rejected_application_goes_no_further() -> None:
    story = project(APPLIED, ApplicationRejected("tea", town="jufeng", reason="不符合"))
    story.when(PassPreliminaryReview("tea"), by="lanshan").refused(rules.STAGE_ALLOWS)


def test_an_admitted_project_leaves_and_gives_its_name_and_code_back() -> None:
    name = name_id("jufeng", APPLY.unit, APPLY.name)
    reserved = ProjectNameReserved("tea", town="jufeng", unit=APPLY.unit, name=APPLY.name)
    story = project(APPLIED, REVIEWED, *AGREED, ADMITTED)
    story = story.and_given(RESERVED_NAME, name, reserved)
    story.when(ExitProject("tea", reason="企业停建"), by="housing").then(
        ProjectExited("tea", town="jufeng", reason="企业停建"),
        ProjectNameReleased("tea", town="jufeng"),
        NationalCodeReleased("tea", town="jufeng", national_code=CODE),
    )
    assert story.state.live


def test_a_project_that_is_not_in_the_library_cannot_leave_it() -> None:
    cmd = ExitProject("tea", reason="企业停建")
    project(APPLIED, REVIEWED).when(cmd, by="housing").refused(rules.STAGE_ALLOWS)
    left = project(
        APPLIED, REVIEWED, *AGREED, ADMITTED, ProjectExited("tea", town="jufeng", reason="停建")
    )
    left.when(cmd, by="housing").refused(rules.STAGE_ALLOWS)


def test_an_unknown_project_is_not_found() -> None:
    with pytest.raises(NoSuchStream, match="project-nothing"):
        given(PROJECT, "nothing").when(AdmitProject("nothing"), by="housing")
