"""RZ-2.1.a: silence in the joint review, adjustments, monthly reports, milestones, completion."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given as over
from hypothesis import strategies as st

from services.projects.domain.project import admission_rules
from services.projects.domain.project import progress_rules as rules
from services.projects.domain.project.state import PROJECT
from services.projects.views.project_ledger import ProjectLedger
from shared.kernel.aggregate import Deadline
from shared.schemas.projects.project import (
    AdjustProject,
    AdmitProject,
    CompleteProject,
    ProjectAdjusted,
    ProjectCompleted,
    ProjectFacts,
)
from shared.schemas.projects.project_admission import (
    GiveOpinion,
    OpinionPeriodEnded,
    SettleInJointMeeting,
)
from shared.schemas.projects.project_progress import (
    CorrectMilestone,
    InvestmentReported,
    MilestoneCorrected,
    MilestoneReached,
    MonthlyReportMissed,
    ReachMilestone,
    ReportInvestment,
)
from tests.given import Given
from tests.unit.projects.library import (
    ADMITTED,
    AGREED,
    APPLIED,
    REVIEWED,
    TODAY,
    Library,
    opinion,
    project,
    rows,
)

HISTORY = (APPLIED, REVIEWED, *AGREED, ADMITTED)
DUE = date(2024, 3, 15)
SILENT = OpinionPeriodEnded(
    "tea", town="jufeng", silent=("housing", "reform", "approval"), due_on=DUE
)
OLD = ProjectFacts(
    APPLIED.investment_fen, land_area=APPLIED.land_area, land_use=APPLIED.land_use, site=None
)
NEW = replace(OLD, investment_fen=1, site="镇区东")
REPORT = ReportInvestment("tea", month="2024-03", invested_fen=500, progress="主体施工")
REPORTED = InvestmentReported(
    "tea", town="jufeng", month="2024-03", invested_fen=500, total_fen=500, replaced_fen=None,
    skipped=(), progress="主体施工", problems=None, reported_on=TODAY,
)  # fmt: skip
MISSED = MonthlyReportMissed("tea", town="jufeng", month="2024-03", due_on=date(2024, 4, 10))
PUBLIC = replace(APPLIED, government_funded=True)


def admitted(*events: object) -> Given:
    return project(*HISTORY, *events)


def public(*events: object) -> Given:
    return project(PUBLIC, REVIEWED, *AGREED, ADMITTED, *events)


def milestone(name: str, fen: int | None = None, report: str | None = None) -> MilestoneReached:
    return MilestoneReached(
        "tea", town="jufeng", milestone=name, reached_on=TODAY, estimate_fen=fen, report=report,
        review=None, document=None,
    )  # fmt: skip


def reach(name: str, fen: int | None = None, report: str | None = None) -> ReachMilestone:
    return ReachMilestone("tea", milestone=name, reached_on=TODAY, estimate_fen=fen, report=report)


def test_silence_past_the_limit_is_no_objection_but_never_a_statutory_opinion() -> None:
    story = project(APPLIED, REVIEWED)
    assert story.deadlines == [Deadline("opinions", TODAY, 10, "working", "RZ-2.1.a")]
    story.when_passed("opinions", DUE).then(SILENT)
    after = project(APPLIED, REVIEWED, SILENT)
    assert after.deadlines == []
    after.when(AdmitProject("tea"), by="housing").refused(admission_rules.OPINIONS_ARE_COMPLETE)
    spoken = opinion("natural-resources"), opinion("ecology")
    assert project(APPLIED, REVIEWED, SILENT, *spoken).when(AdmitProject("tea")).events


def test_who_was_silent_may_still_speak() -> None:
    story = project(APPLIED, REVIEWED, SILENT)
    assert story.when(
        GiveOpinion("tea", agrees=False, statutory=True, reason="不符合"), by="reform"
    ).events


def test_housing_does_not_overrule_a_statutory_opinion() -> None:
    objection = opinion("ecology", agrees=False, statutory=True)
    story = project(APPLIED, REVIEWED, *AGREED[:3], AGREED[4], objection)
    meeting = SettleInJointMeeting("tea", minutes="纪要", held_on=TODAY)
    story.when(meeting, by="housing").refused(admission_rules.OBJECTION_TO_SETTLE)
    story.when(AdmitProject("tea")).refused(admission_rules.NO_STATUTORY_OBJECTION)


def test_an_adjustment_keeps_old_and_new_with_the_reason() -> None:
    cmd = AdjustProject("tea", new=NEW, reason="压减规模")
    admitted().when(cmd).then(
        ProjectAdjusted(
            "tea", town="jufeng", old=OLD, new=NEW, reason="压减规模", adjusted_on=TODAY
        )
    )
    same = AdjustProject("tea", new=OLD, reason="无")
    admitted().when(same).refused(rules.ADJUSTMENT_CHANGES)
    half = AdjustProject("tea", new=replace(NEW, land_use=None), reason="无")
    admitted().when(half).refused(admission_rules.LAND_HAS_A_USE)


def test_the_town_reports_each_month_and_a_report_may_be_corrected() -> None:
    admitted().when(REPORT, by="jufeng").then(REPORTED)
    better = replace(REPORT, invested_fen=300)
    admitted(REPORTED).when(better, by="jufeng").then(
        replace(REPORTED, invested_fen=300, total_fen=300, replaced_fen=500)
    )
    for month in ("2024-04", "march", "2024-13", "2023-13"):
        wrong = replace(REPORT, month=month)
        admitted().when(wrong, by="jufeng").refused(rules.MONTH_HAS_COME)


def test_a_missing_monthly_report_shows_once_until_one_comes() -> None:
    key = "report:2024-03"
    month_end = date(2024, 3, 31)
    assert admitted().deadlines == [Deadline(key, month_end, 10, "calendar", "RZ-2.1.a")]
    admitted().when_passed(key, date(2024, 4, 10)).then(MISSED)
    assert admitted(MISSED).deadlines == []
    assert rows(ProjectLedger, *HISTORY, MISSED)["tea"].missing_months == ["2024-03"]
    may = replace(REPORTED, month="2024-05", skipped=("2024-03", "2024-04"))
    assert [d.key for d in admitted(MISSED, may).deadlines] == ["report:2024-06"]
    row = rows(ProjectLedger, *HISTORY, MISSED, may, REPORTED)["tea"]
    assert row.missing_months == ["2024-04"]


def test_a_design_estimate_far_over_the_feasibility_needs_a_report() -> None:
    feasibility = milestone("feasibility", 1000)
    story = public(feasibility)
    story.when(reach("design", 1100), by="jufeng").then(milestone("design", 1100))
    story.when(reach("design", 1101), by="jufeng").refused(rules.EXCESS_IS_REPORTED)
    story.when(reach("design", 1101, "报告"), by="jufeng").then(milestone("design", 1101, "报告"))


def test_an_excess_that_a_correction_makes_is_reported_too_and_the_event_says_it() -> None:
    """1000 and 1100 pass; a feasibility that really was 999 makes 1100 an excess: 1098.90 would
    not be. A wrong day makes none."""
    story = public(milestone("feasibility", 1000), milestone("design", 1100))
    lower = CorrectMilestone(
        "tea", milestone="feasibility", reached_on=TODAY, estimate_fen=999, reason="误录"
    )
    story.when(lower, by="jufeng").refused(rules.EXCESS_IS_REPORTED)
    story.when(replace(lower, milestone="design", estimate_fen=1101), by="jufeng").refused(
        rules.EXCESS_IS_REPORTED
    )
    outcome = story.when(replace(lower, report="补报〔2024〕1号"), by="jufeng")
    (corrected,) = outcome.events
    assert isinstance(corrected, MilestoneCorrected)
    assert (corrected.estimate_fen, corrected.report) == (999, "补报〔2024〕1号")
    day = replace(lower, estimate_fen=None, reached_on=date(2024, 2, 28))
    reported = public(milestone("feasibility", 1000), milestone("design", 1500, "报告"))
    assert reported.when(day, by="jufeng").events, "what was reported once is not asked again"


def test_only_government_investment_gives_its_estimates() -> None:
    public().when(reach("feasibility"), by="jufeng").refused(rules.ESTIMATE_IS_GIVEN)
    public().when(reach("feasibility", 9), by="jufeng").then(milestone("feasibility", 9))
    public().when(reach("design", 9), by="jufeng").refused(rules.ESTIMATE_IS_GIVEN)
    admitted().when(reach("design"), by="jufeng").then(milestone("design"))


def test_a_milestone_is_reached_once_and_not_in_the_future() -> None:
    started = milestone("started")
    admitted(started).when(reach("started"), by="jufeng").refused(rules.MILESTONE_ONCE)
    later = replace(reach("started"), reached_on=date(2024, 3, 2))
    admitted().when(later, by="jufeng").refused(rules.MILESTONE_WAS_REACHED)


def test_a_project_is_completed_once_its_works_were_accepted() -> None:
    cmd = CompleteProject("tea")
    admitted().when(cmd).refused(rules.ACCEPTED_BEFORE_COMPLETED)
    done = ProjectCompleted("tea", town="jufeng", completed_on=TODAY, document=None)
    admitted(milestone("accepted")).when(cmd).then(done)
    after = admitted(milestone("accepted"), done)
    assert after.deadlines == []
    assert after.when(REPORT, by="jufeng").events, "the month of completion is reported as well"
    late = datetime(2024, 5, 6, 4, tzinfo=UTC)
    april = replace(REPORT, month="2024-04")
    after.when(april, by="jufeng", at=late).refused(rules.MONTH_HAS_COME)
    assert after.when(replace(REPORT, month="2024-03"), by="jufeng", at=late).events


@over(st.lists(st.tuples(st.sampled_from(["2024-01", "2024-02", "2024-03"]), st.integers(0, 9))))
def test_the_total_is_always_the_sum_of_the_months(reports: list[tuple[str, int]]) -> None:
    library = Library(streams={"project-tea": list(HISTORY)})
    for month, fen in reports:
        library.give(
            PROJECT,
            ReportInvestment("tea", month=month, invested_fen=fen, progress="进展"),
            by="jufeng",
        )
    total = library.events(PROJECT, "tea")[-1].total_fen if reports else 0
    assert total == sum(dict(reports).values())


def test_milestones_follow_each_other_and_a_wrong_day_is_corrected() -> None:
    started = MilestoneReached(
        "tea", town="jufeng", milestone="started", reached_on=date(2024, 2, 20),
        estimate_fen=None, report=None, review=None, document=None,
    )  # fmt: skip
    before = ReachMilestone("tea", milestone="accepted", reached_on=date(2024, 2, 19))
    outcome = admitted(started).when(before, by="jufeng").refused(rules.MILESTONES_IN_ORDER)
    assert outcome.refusal is not None and "开工 2024-02-20" in outcome.refusal.zh
    correct = CorrectMilestone(
        "tea", milestone="started", reached_on=date(2024, 2, 10), reason="笔误"
    )
    corrected = MilestoneCorrected(
        "tea", town="jufeng", milestone="started", was_reached_on=date(2024, 2, 20),
        reached_on=date(2024, 2, 10), was_estimate_fen=None, estimate_fen=None, reason="笔误",
    )  # fmt: skip
    admitted(started).when(correct, by="jufeng").then(corrected)
    assert admitted(started, corrected).when(before, by="jufeng").events
    accepted = milestone("accepted")
    beyond = replace(correct, reached_on=accepted.reached_on + timedelta(days=1))
    later = datetime(2024, 6, 3, 4, tzinfo=UTC)
    admitted(started, accepted).when(beyond, by="jufeng", at=later).refused(
        rules.MILESTONES_IN_ORDER
    )


def test_only_a_milestone_on_record_is_corrected_and_not_into_the_future() -> None:
    correct = CorrectMilestone(
        "tea", milestone="started", reached_on=date(2024, 2, 10), reason="笔误"
    )
    admitted().when(correct, by="jufeng").refused(rules.MILESTONE_IS_RECORDED)
    ahead = replace(correct, reached_on=TODAY + timedelta(days=1))
    admitted(milestone("started")).when(ahead, by="jufeng").refused(rules.MILESTONE_WAS_REACHED)
