"""CultivationPlan (`cultivation-plan-<town>`): 培育方案, edition by edition, RZ-1.a.

adopted by the town → (the experts) → approved by the county → filed with housing. What is revised
goes the same way; until it is approved the edition before holds.
"""

from dataclasses import dataclass
from typing import assert_never

from services.programme.domain import directions
from services.programme.domain.opinions import Opinion, require_awaited, require_heard
from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_profile import require_registered
from shared.kernel.aggregate import (
    COUNTY,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.programme import cultivation_plan
from shared.schemas.programme.stages import DIRECTIONS, OpinionStage, PlanStage

CLAUSE = "RZ-1.a"
STAGES: dict[PlanStage, str] = {
    "adopted": "待区县审批", "returned": "已退回", "approved": "已批准", "filed": "已备案",
}  # fmt: skip

rule = RulesOf(CLAUSE)
YEARLY_TARGET_IN_EVERY_DIRECTION = rule(
    "yearly-target-in-every-direction",
    zh="方案的每个年度，五个方向都须有目标",
    en="A plan has a target in each of the five directions for each of its years.",
    pass_zh="缺：{missing}",
    pass_en="Missing: {missing_en}.",
)
PLAN_STAGE_ALLOWS = rule(
    "plan-stage-allows",
    zh="方案当前阶段不能办理此项",
    en="The plan is not at the point for this.",
    pass_zh="现为“{stage}”，须为：{needed}",
    pass_en="It is {stage_en}; it must be: {needed_en}.",
)


@dataclass(frozen=True, slots=True)
class CultivationPlan:
    """The newest edition; `in_force` is the newest that was approved, 0 before the first."""

    town: str = ""
    edition: int = 0
    in_force: int = 0
    stage: PlanStage = "adopted"
    opinion: Opinion = Opinion()


CULTIVATION_PLAN = Aggregate(
    "cultivation-plan",
    CultivationPlan(),
    key="town",
    title="培育方案",
    sight=[to_town(), to_named()],
)


@CULTIVATION_PLAN.evolve
def evolve(plan: CultivationPlan, event: cultivation_plan.Event) -> CultivationPlan:
    match event:
        case cultivation_plan.CultivationPlanAdopted() | cultivation_plan.CultivationPlanRevised():
            opinion = Opinion(event.adopted_on, event.working_days)
            return CultivationPlan(event.town, event.edition, plan.in_force, "adopted", opinion)
        case cultivation_plan.PlanOpinionRecorded():
            return replace(plan, opinion=replace(plan.opinion, stage="given"))
        case cultivation_plan.PlanOpinionNoted(waived=waived):
            stage: OpinionStage = "waived" if waived else "given"
            return replace(plan, opinion=replace(plan.opinion, stage=stage))
        case cultivation_plan.PlanOpinionWaived():
            return replace(plan, opinion=replace(plan.opinion, stage="waived"))
        case cultivation_plan.PlanOpinionLapsed():
            return replace(plan, opinion=replace(plan.opinion, stage="lapsed"))
        case cultivation_plan.CultivationPlanReturned():
            return replace(plan, stage="returned")
        case cultivation_plan.CultivationPlanApproved(edition=edition):
            return replace(plan, stage="approved", in_force=edition)
        case cultivation_plan.CultivationPlanFiled():
            return replace(plan, stage="filed")
    assert_never(event)


@CULTIVATION_PLAN.deadlines
def deadlines(plan: CultivationPlan) -> list[Deadline]:
    """How long the experts are waited for."""
    waits = plan.stage == "adopted" and plan.opinion.awaited and plan.edition
    return [_opinion_limit(plan)] if waits else []


@CULTIVATION_PLAN.tasks
def tasks(plan: CultivationPlan) -> Tasks:
    match plan.stage:
        case "adopted" if plan.opinion.awaited:
            yield Task(
                "opinion", [HOUSING, COUNTY], "取得专家对培育方案的意见，或说明免除",
                [record_plan_opinion, waive_plan_opinion], _opinion_limit(plan),
            )  # fmt: skip
        case "adopted":
            yield Task(
                f"approve-{plan.edition}", [COUNTY], "审批培育方案",
                [approve_cultivation_plan, return_cultivation_plan], clause=CLAUSE,
            )  # fmt: skip
        case "returned":
            yield Task(
                f"revise-{plan.edition}", [TOWN], "修订被退回的培育方案",
                [revise_cultivation_plan], clause=CLAUSE,
            )  # fmt: skip
        case "approved":
            yield Task(
                f"file-{plan.edition}", [HOUSING], "办理培育方案备案",
                [file_cultivation_plan], clause=CLAUSE,
            )  # fmt: skip
        case "filed":
            yield Over("已备案，情况变化时修订")


def _opinion_limit(plan: CultivationPlan) -> Deadline:
    return plan.opinion.limit(f"opinion-{plan.edition}")


def _require_stage(plan: CultivationPlan, *needed: PlanStage) -> None:
    if plan.edition == 0 or plan.stage not in needed:
        refuse(
            PLAN_STAGE_ALLOWS, stage=STAGES[plan.stage], stage_en=plan.stage,
            needed="、".join(STAGES[s] for s in needed), needed_en=", ".join(needed),
        )  # fmt: skip


def _opinion_awaited(plan: CultivationPlan, _: Context) -> None:
    require_awaited(plan.opinion)


def _experts_heard(plan: CultivationPlan, _: Context) -> None:
    require_heard(plan.opinion)


def _require_targets(measures: tuple[cultivation_plan.PlannedMeasure, ...]) -> None:
    planned = {(m.year, m.direction) for m in measures}
    years = sorted({m.year for m in measures})
    missing = [(y, d) for y in years for d in DIRECTIONS if (y, d) not in planned]
    if missing or not years:
        refuse(
            YEARLY_TARGET_IN_EVERY_DIRECTION,
            missing="、".join(f"{y} 年{directions.WORDS[d]}" for y, d in missing) or "—",
            missing_en=", ".join(f"{y} {d}" for y, d in missing),
        )


@CULTIVATION_PLAN.command(title="制定培育方案", clause=CLAUSE, by=[TOWN], creates=True)
def adopt_cultivation_plan(
    plan: CultivationPlan, cmd: cultivation_plan.AdoptCultivationPlan, context: Context
) -> Events:
    town = require_registered(cmd.town, context)
    _require_targets(cmd.measures)
    yield cultivation_plan.CultivationPlanAdopted.of(
        cmd, county=town.county, edition=1, adopted_on=context.today,
        working_days=context.parameter("programme.opinion_working_days"),
    )  # fmt: skip


@CULTIVATION_PLAN.command(
    title="修订培育方案",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(_require_stage, "returned", "approved", "filed")],
)
def revise_cultivation_plan(
    plan: CultivationPlan, cmd: cultivation_plan.ReviseCultivationPlan, context: Context
) -> Events:
    _require_targets(cmd.measures)
    yield cultivation_plan.CultivationPlanRevised.of(
        cmd, county=context.registry.county_of(plan.town), edition=plan.edition + 1,
        adopted_on=context.today,
        working_days=context.parameter("programme.opinion_working_days"),
    )  # fmt: skip


@CULTIVATION_PLAN.command(
    title="登记专家对方案的意见",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(_require_stage, "adopted"), _opinion_awaited],
)
def record_plan_opinion(
    plan: CultivationPlan, cmd: cultivation_plan.RecordPlanOpinion, context: Context
) -> Events:
    yield cultivation_plan.PlanOpinionRecorded.of(
        cmd, edition=plan.edition, organisation=context.actor.organisation,
        recorded_on=context.today,
    )  # fmt: skip


@CULTIVATION_PLAN.command(title="专家对方案的意见已出具", clause=CLAUSE, by=[SYSTEM])
def note_plan_opinion(
    plan: CultivationPlan, cmd: cultivation_plan.NotePlanOpinion, context: Context
) -> Events:
    """Told of an edition that no longer waits, there is nothing to note."""
    if plan.stage == "adopted" and plan.opinion.awaited:
        yield cultivation_plan.PlanOpinionNoted.of(cmd, edition=plan.edition)


@CULTIVATION_PLAN.command(
    title="免除专家对方案的意见",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(_require_stage, "adopted"), _opinion_awaited],
)
def waive_plan_opinion(
    plan: CultivationPlan, cmd: cultivation_plan.WaivePlanOpinion, context: Context
) -> Events:
    yield cultivation_plan.PlanOpinionWaived.of(
        cmd, edition=plan.edition, organisation=context.actor.organisation
    )


@CULTIVATION_PLAN.command(
    title="退回培育方案", clause=CLAUSE, by=[COUNTY], when=[holds(_require_stage, "adopted")]
)
def return_cultivation_plan(
    plan: CultivationPlan, cmd: cultivation_plan.ReturnCultivationPlan, context: Context
) -> Events:
    yield cultivation_plan.CultivationPlanReturned.of(
        cmd, edition=plan.edition, returned_on=context.today
    )


@CULTIVATION_PLAN.command(
    title="批准培育方案",
    clause=CLAUSE,
    by=[COUNTY],
    when=[holds(_require_stage, "adopted"), _experts_heard],
)
def approve_cultivation_plan(
    plan: CultivationPlan, cmd: cultivation_plan.ApproveCultivationPlan, context: Context
) -> Events:
    yield cultivation_plan.CultivationPlanApproved.of(
        cmd, edition=plan.edition, approved_on=context.today
    )


@CULTIVATION_PLAN.command(
    title="培育方案备案", clause=CLAUSE, by=[HOUSING], when=[holds(_require_stage, "approved")]
)
def file_cultivation_plan(
    plan: CultivationPlan, cmd: cultivation_plan.FileCultivationPlan, context: Context
) -> Events:
    yield cultivation_plan.CultivationPlanFiled.of(
        cmd, edition=plan.edition, filed_on=context.today
    )


@CULTIVATION_PLAN.when_passed(clause=CLAUSE)
def waiting_for_experts_ends(
    plan: CultivationPlan, passed: DeadlinePassed, context: Context
) -> Events:
    if plan.opinion.awaited and passed.key == _opinion_limit(plan).key:
        yield cultivation_plan.PlanOpinionLapsed(
            passed.stream_id, edition=plan.edition, due_on=passed.due_on
        )
