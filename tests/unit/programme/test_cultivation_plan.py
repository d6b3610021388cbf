"""RZ-1.a: a plan has yearly targets in every direction, waits for its experts, is approved, filed."""

from dataclasses import replace
from datetime import date

from services.programme.domain import cultivation_plan as rules
from services.programme.domain import opinions
from services.programme.domain.cultivation_plan import CULTIVATION_PLAN
from services.programme.views.cultivation_plans import CultivationPlans
from shared.schemas.programme.cultivation_plan import (
    AdoptCultivationPlan,
    ApproveCultivationPlan,
    CultivationPlanAdopted,
    CultivationPlanApproved,
    CultivationPlanFiled,
    CultivationPlanReturned,
    CultivationPlanRevised,
    FileCultivationPlan,
    NotePlanOpinion,
    PlannedMeasure,
    PlanOpinionLapsed,
    PlanOpinionNoted,
    PlanOpinionRecorded,
    PlanOpinionWaived,
    RecordPlanOpinion,
    ReturnCultivationPlan,
    ReviseCultivationPlan,
    WaivePlanOpinion,
)
from shared.schemas.programme.stages import DIRECTIONS
from tests.given import NOON, Given, given
from tests.rows import rows

TODAY = NOON.date()
MEASURES = tuple(
    PlannedMeasure(d, year=y, measure="演示-举措", target="演示-目标")
    for y in (2024, 2025)
    for d in DIRECTIONS
)
ADOPT = AdoptCultivationPlan("jufeng", title="演示-方案", measures=MEASURES, document="演示-1号")
ADOPTED = CultivationPlanAdopted.of(
    ADOPT, county="lanshan", edition=1, adopted_on=TODAY, working_days=15
)
RECORD = RecordPlanOpinion("jufeng", experts=("演示-甲",), opinion="可行", answer="采纳")
RECORDED = PlanOpinionRecorded.of(RECORD, edition=1, organisation="housing", recorded_on=TODAY)
WAIVE = WaivePlanOpinion("jufeng", reason="沿用已论证的规划", document="演示-2号")
WAIVED = PlanOpinionWaived.of(WAIVE, edition=1, organisation="lanshan")
APPROVE = ApproveCultivationPlan("jufeng", document="演示-3号")
APPROVED = CultivationPlanApproved.of(APPROVE, edition=1, approved_on=TODAY)
FILE = FileCultivationPlan("jufeng", document="演示-4号")
FILED = CultivationPlanFiled.of(FILE, edition=1, filed_on=TODAY)
RETURN = ReturnCultivationPlan("jufeng", reason="目标不实")
RETURNED = CultivationPlanReturned.of(RETURN, edition=1, returned_on=TODAY)
REVISE = ReviseCultivationPlan(
    "jufeng", title="演示-方案", measures=MEASURES, reason="补充测算", document="演示-5号"
)
REVISED = CultivationPlanRevised.of(
    REVISE, county="lanshan", edition=2, adopted_on=TODAY, working_days=15
)
LAPSED = PlanOpinionLapsed("jufeng", edition=1, due_on=date(2024, 3, 22))


def plan(*events: object) -> Given:
    return given(CULTIVATION_PLAN, "jufeng", *events)


def test_the_town_adopts_a_plan_and_the_experts_are_waited_for() -> None:
    plan().when(ADOPT, by="jufeng").then(ADOPTED)
    plan().when(ADOPT, by="lanshan").not_permitted()
    [limit] = plan(ADOPTED).deadlines
    assert (limit.key, limit.days, limit.unit) == ("opinion-1", 15, "working")
    assert plan(ADOPTED).turns == {("housing", "opinion"), ("lanshan", "opinion")}


def test_a_plan_has_a_target_in_every_direction_for_each_year() -> None:
    for measures in ((), MEASURES[1:]):
        wrong = replace(ADOPT, measures=measures)
        plan().when(wrong, by="jufeng").refused(rules.YEARLY_TARGET_IN_EVERY_DIRECTION)


def test_the_county_approves_once_the_experts_are_heard_waived_or_late() -> None:
    plan(ADOPTED).when(APPROVE, by="lanshan").refused(opinions.EXPERTS_ARE_HEARD)
    plan(ADOPTED).when(RECORD, by="housing").then(RECORDED)
    plan(ADOPTED).when(WAIVE, by="lanshan").then(WAIVED)
    plan(ADOPTED).when_passed("opinion-1", date(2024, 3, 22)).then(LAPSED)
    for heard in (RECORDED, WAIVED, LAPSED):
        assert plan(ADOPTED, heard).turns == {("lanshan", "approve-1")}
        plan(ADOPTED, heard).when(APPROVE, by="lanshan").then(APPROVED)
        plan(ADOPTED, heard).when(APPROVE, by="housing").not_permitted()


def test_an_opinion_that_was_settled_is_not_settled_again() -> None:
    for settle in (RECORD, WAIVE):
        plan(ADOPTED, WAIVED).when(settle, by="housing").refused(opinions.OPINION_IS_AWAITED)


def test_what_talent_tells_of_is_noted_while_it_is_awaited() -> None:
    note = NotePlanOpinion("jufeng", engagement="e-1")
    plan(ADOPTED).when(note, by="system").then(PlanOpinionNoted.of(note, edition=1))
    assert plan(ADOPTED, WAIVED).when(note, by="system").refusal


def test_housing_files_what_the_county_approved() -> None:
    plan(ADOPTED, WAIVED, APPROVED).when(FILE).then(FILED)
    assert plan(ADOPTED, WAIVED, APPROVED).turns == {("housing", "file-1")}
    plan(ADOPTED, WAIVED).when(FILE).refused(rules.PLAN_STAGE_ALLOWS)
    assert plan(ADOPTED, WAIVED, APPROVED, FILED).turns == set()


def test_a_plan_is_returned_and_revised_and_waits_anew() -> None:
    plan(ADOPTED).when(RETURN, by="lanshan").then(RETURNED)
    assert plan(ADOPTED, RETURNED).turns == {("jufeng", "revise-1")}
    plan(ADOPTED, RETURNED).when(REVISE, by="jufeng").then(REVISED)
    plan(ADOPTED).when(REVISE, by="jufeng").refused(rules.PLAN_STAGE_ALLOWS)
    filed = plan(ADOPTED, WAIVED, APPROVED, FILED, REVISED)
    assert (filed.state.in_force, filed.state.edition) == (1, 2)
    filed.when(APPROVE, by="lanshan").refused(opinions.EXPERTS_ARE_HEARD)


def test_the_ledger_shows_the_newest_edition_and_the_one_in_force() -> None:
    row = rows(CultivationPlans, ADOPTED, WAIVED, APPROVED, FILED, REVISED)["jufeng"]
    assert (row.edition, row.in_force, row.stage, row.opinion) == (2, 1, "adopted", "awaited")
    noted = PlanOpinionNoted("jufeng", engagement="e-1", edition=1)
    for heard, said in ((RECORDED, "given"), (noted, "given"), (LAPSED, "lapsed")):
        assert rows(CultivationPlans, ADOPTED, heard)["jufeng"].opinion == said
    assert rows(CultivationPlans, ADOPTED, RETURNED)["jufeng"].returned_because == "目标不实"
