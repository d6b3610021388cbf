"""培育方案台账: each town's plan, how far its newest edition has come, which one is in force."""

from datetime import date

from services.programme.domain.cultivation_plan import CULTIVATION_PLAN
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.programme import cultivation_plan
from shared.schemas.programme.stages import OpinionStage, PlanStage


@view("cultivation-plans", title="培育方案台账", key="town", version=1, of=CULTIVATION_PLAN)
class CultivationPlans(Row):
    town: TownId = column("镇")
    title: str = column("方案名称")
    edition: int = column("最新版次")
    in_force: int = column("现行版次")
    stage: PlanStage = column("阶段", "adopted")
    opinion: OpinionStage = column("专家意见", "awaited")
    document: str = column("文号")
    adopted_on: date | None = column("制定日期")
    approved_on: date | None = column("批准日期")
    filed_on: date | None = column("备案日期")
    returned_because: str = column("退回理由")
    measures: tuple[cultivation_plan.PlannedMeasure, ...] = column("分方向、分年度举措", ())


@CultivationPlans.on(
    cultivation_plan.CultivationPlanAdopted, cultivation_plan.CultivationPlanRevised
)
def adopted(
    row: CultivationPlans,
    event: cultivation_plan.CultivationPlanAdopted | cultivation_plan.CultivationPlanRevised,
) -> CultivationPlans:
    return replace(
        row, title=event.title, edition=event.edition, stage="adopted", opinion="awaited",
        document=event.document, adopted_on=event.adopted_on, approved_on=None, filed_on=None,
        returned_because="", measures=event.measures,
    )  # fmt: skip


@CultivationPlans.on(cultivation_plan.PlanOpinionRecorded)
def heard(row: CultivationPlans, event: cultivation_plan.PlanOpinionRecorded) -> CultivationPlans:
    return replace(row, opinion="given")


@CultivationPlans.on(cultivation_plan.PlanOpinionNoted)
def noted(row: CultivationPlans, event: cultivation_plan.PlanOpinionNoted) -> CultivationPlans:
    return replace(row, opinion="waived" if event.waived else "given")


@CultivationPlans.on(cultivation_plan.PlanOpinionWaived)
def waived(row: CultivationPlans, event: cultivation_plan.PlanOpinionWaived) -> CultivationPlans:
    return replace(row, opinion="waived")


@CultivationPlans.on(cultivation_plan.PlanOpinionLapsed)
def lapsed(row: CultivationPlans, event: cultivation_plan.PlanOpinionLapsed) -> CultivationPlans:
    return replace(row, opinion="lapsed")


@CultivationPlans.on(cultivation_plan.CultivationPlanReturned)
def returned(
    row: CultivationPlans, event: cultivation_plan.CultivationPlanReturned
) -> CultivationPlans:
    return replace(row, stage="returned", returned_because=event.reason)


@CultivationPlans.on(cultivation_plan.CultivationPlanApproved)
def approved(
    row: CultivationPlans, event: cultivation_plan.CultivationPlanApproved
) -> CultivationPlans:
    return replace(row, stage="approved", in_force=event.edition, approved_on=event.approved_on)


@CultivationPlans.on(cultivation_plan.CultivationPlanFiled)
def filed(row: CultivationPlans, event: cultivation_plan.CultivationPlanFiled) -> CultivationPlans:
    return replace(row, stage="filed", filed_on=event.filed_on)
