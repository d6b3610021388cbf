"""RZ-2.5.d: what posts towns need, and how recruitment is tilted towards the pilots."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.talent.domain import post_demand as demand_rules
from services.talent.domain.post_demand import POST_DEMAND
from services.talent.domain.recruitment_plan import RECRUITMENT_PLAN, rules
from shared.schemas.talent import post_demand as d
from shared.schemas.talent import recruitment_plan as s
from tests.given import Given, given

DAY = date(2024, 3, 1)
DEMAND = d.SubmitPostDemand(
    "taoluo-posts-1", town="taoluo", year=2025, recruitment="institution", number=3,
    speciality="城乡规划",
)  # fmt: skip
DEMANDED = d.PostDemandSubmitted.of(
    DEMAND, county="donggang", submitted_on=DAY, late=False, answer_working_days=40
)
ANSWER = d.AnswerPostDemand("taoluo-posts-1", answer="part", granted=2, reason="空编不足")
HR, STAFFING = "donggang-human-resources", "donggang-staffing"


def test_a_town_demands_posts_by_the_end_of_october_and_later_ones_say_so() -> None:
    given(POST_DEMAND, DEMAND.demand).when(DEMAND, by="taoluo").then(DEMANDED)
    november = datetime(2024, 11, 1, 4, tzinfo=UTC)
    outcome = given(POST_DEMAND, DEMAND.demand).when(DEMAND, by="taoluo", at=november)
    outcome.then(replace(DEMANDED, late=True, submitted_on=date(2024, 11, 1)))


def test_nobody_demands_for_a_year_that_is_over_or_for_no_town() -> None:
    past = replace(DEMAND, year=2023)
    given(POST_DEMAND, DEMAND.demand).when(past, by="taoluo").refused(demand_rules.DEMANDED_BY_TOWN)


def test_a_demand_is_answered_once_and_the_answer_adds_up() -> None:
    asked = given(POST_DEMAND, DEMAND.demand, DEMANDED)
    answered = d.PostDemandAnswered.of(ANSWER, town="taoluo", number=3, answered_on=DAY)
    asked.when(ANSWER, by=HR).then(answered)
    for answer, granted in (("met", 2), ("part", 3), ("part", 0), ("no", 1)):
        wrong = replace(ANSWER, answer=answer, granted=granted)
        asked.when(wrong, by=HR).refused(demand_rules.ANSWER_ADDS_UP)
    given(POST_DEMAND, DEMAND.demand, DEMANDED, answered).when(ANSWER, by=HR).refused(
        demand_rules.ANSWERED_ONCE
    )


def test_what_is_not_met_is_explained() -> None:
    silent = replace(ANSWER, reason=None)
    given(POST_DEMAND, DEMAND.demand, DEMANDED).when(silent, by=HR).refused(
        demand_rules.REFUSED_WITH_REASON
    )


def test_a_demand_without_an_answer_is_told_with_who_is_late() -> None:
    asked = given(POST_DEMAND, DEMAND.demand, DEMANDED)
    due = date(2024, 4, 29)
    told = d.PostDemandOverdue(
        DEMAND.demand, town="taoluo", organisation=HR, due_on=due, name="城乡规划"
    )
    asked.when_passed("answer", due).then(told)
    assert (HR, "answer") in asked.turns


PLAN = "donggang-recruitment-2024"
REQUEST = s.RequestPostUse(PLAN, county="donggang", year=2024, recruitment="institution", number=20)
REQUESTED = s.PostUseRequested.of(REQUEST, requested_on=DAY, answer_working_days=15)
APPROVE = s.ApprovePostUse(PLAN, approved=16, document="核准1号")
APPROVED = s.PostUseApproved.of(APPROVE, county="donggang", approved_on=DAY)
TILT = s.TiltMeasure("ratio", basis="基层招录倾斜意见", document="倾斜1号")
SET = s.SetPostPlan(
    PLAN, county_posts=16, posts=(s.TownPosts("taoluo", number=4),), measures=(TILT,),
    document="计划1号",
)  # fmt: skip
REPORT = s.ReportPostPlan(
    PLAN, county_posts=16, posts=SET.posts, measures=(TILT,), reported_to="省级主管部门",
    document="计划1号",
)  # fmt: skip
PLANNED = s.PostPlanSet.of(SET, county="donggang", planned=4, pilot_posts=4)
HIRED = s.RecordHiring(PLAN, as_of=DAY, applied=120, hired=3, substituted=1, arrived=4, stayed=3)


def plan(*more: object, kind: str = "institution") -> Given:
    requested = replace(REQUESTED, recruitment=kind)
    return given(RECRUITMENT_PLAN, PLAN, requested, *more)


def test_the_use_of_posts_is_asked_for_and_approved_by_staffing() -> None:
    given(RECRUITMENT_PLAN, PLAN).when(REQUEST, by=HR).then(REQUESTED)
    plan().when(APPROVE, by=STAFFING).then(APPROVED)
    plan().when(APPROVE, by=HR).not_permitted()
    plan().when(replace(APPROVE, approved=21), by=STAFFING).refused(rules.APPROVED_WITHIN)


def test_three_supports_takes_no_posts() -> None:
    plan(kind="three-supports").when(APPROVE, by=STAFFING).refused(rules.NEEDS_POSTS)


def test_there_is_no_plan_before_the_posts_are_approved() -> None:
    plan().when(SET, by=HR).refused(rules.AT_STEP)


def test_a_county_sets_the_plan_of_its_institutions_and_reports_the_others() -> None:
    plan(APPROVED).when(SET, by=HR).then(PLANNED)
    plan(APPROVED).when(REPORT, by=HR).refused(rules.DECIDED_HERE)
    civil = plan(APPROVED, kind="civil-servant")
    civil.when(SET, by=HR).refused(rules.DECIDED_HERE)
    reported = s.PostPlanReported.of(REPORT, county="donggang", planned=4, pilot_posts=4)
    civil.when(REPORT, by=HR).then(reported)
    record = s.RecordApprovedPlan(
        PLAN, approved=4, decided_by="省级主管部门", decided_on=DAY, document="省批1号"
    )
    decided = plan(APPROVED, reported, kind="civil-servant")
    decided.when(record, by=HR).then(s.ApprovedPlanRecorded.of(record, county="donggang"))
    decided.when(replace(record, approved=5), by=HR).refused(rules.APPROVED_WITHIN)


def test_a_plan_is_within_the_posts_approved() -> None:
    for wrong in (replace(SET, county_posts=17), replace(SET, county_posts=3)):
        plan(APPROVED).when(wrong, by=HR).refused(rules.WITHIN_APPROVED)


def test_the_posts_are_for_towns_of_the_county_each_once() -> None:
    for other in (s.TownPosts("jufeng", number=1), SET.posts[0]):
        wrong = replace(SET, posts=(*SET.posts, other))
        plan(APPROVED).when(wrong, by=HR).refused(rules.TOWNS_OF_COUNTY)


def test_a_measure_has_its_basis_and_document() -> None:
    for bare in (replace(TILT, basis=None), replace(TILT, document=None)):
        plan(APPROVED).when(replace(SET, measures=(bare,)), by=HR).refused(rules.TILT_HAS_BASIS)


def test_a_county_with_a_pilot_tilts_its_plan() -> None:
    flat = replace(SET, posts=(), measures=())
    plan(APPROVED).when(flat, by=HR).refused(rules.TILTED)
    assert not plan(APPROVED).when(replace(flat, measures=(TILT,)), by=HR).refusal


def test_the_counts_of_a_result_follow_from_each_other() -> None:
    planned = plan(APPROVED, PLANNED)
    planned.when(HIRED, by=HR).then(s.HiringRecorded.of(HIRED, county="donggang", planned=4))
    for wrong in (
        replace(HIRED, stayed=5),
        replace(HIRED, arrived=5),
        replace(HIRED, hired=4),
        replace(HIRED, applied=2),
        replace(HIRED, as_of=date(2024, 3, 2)),
    ):
        planned.when(wrong, by=HR).refused(rules.COUNTS_FOLLOW)


def test_a_use_of_posts_that_waits_is_told_with_who_is_late() -> None:
    due = date(2024, 3, 22)
    told = s.PostUseOverdue(
        PLAN, county="donggang", organisation=STAFFING, due_on=due, name="2024年事业编制人员"
    )
    plan().when_passed("approval", due).then(told)
    assert plan().turns == {(STAFFING, "approval")}
