"""专家服务台账: each matter that experts were asked for, and how far it is (RZ-2.5.g)."""

from datetime import date

from services.talent.domain.engagement.state import ENGAGEMENT
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, ExpertId, OrganisationId, TownId
from shared.schemas.talent import engagement as engagements


@view("engagements", title="专家服务台账", key="engagement", version=1, of=ENGAGEMENT)
class Engagements(Row):
    engagement: str = column("服务编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    requested_by: OrganisationId = column("申请单位")
    matter_kind: engagements.MatterKind = column("事项类别")
    matter: str = column("事项")
    stage: engagements.ExpertStage = column("环节")
    requested_on: date | None = column("申请日期", None)
    wanted: int = column("所需专家", 0)
    among: int = column("可抽专家", 0)
    draw_number: str = column("摇号号码", "")
    witness: str = column("监督人", "")
    experts: tuple[str, ...] = column("专家", ())
    recused: tuple[ExpertId, ...] = column("回避", ())
    given: int = column("已提意见", 0)
    answered: int = column("已答复", 0)
    late: bool = column("逾期", False)
    waived: bool = column("不再等待", False)
    closed_on: date | None = column("完成日期", None)


ENGAGEMENTS = totals(
    "expert_engagements",
    "Experts asked for, by stage and town",
    of=Engagements,
    by=("stage", "town"),
)


@Engagements.on(engagements.ExpertsRequested)
def requested(row: Engagements, event: engagements.ExpertsRequested) -> Engagements:
    return replace(
        row,
        town=event.town,
        county=event.county,
        requested_by=event.requested_by,
        matter_kind=event.matter_kind,
        matter=event.matter,
        stage=event.stage,
        requested_on=event.requested_on,
        wanted=event.wanted,
    )


@Engagements.on(engagements.ExpertsAssigned)
def assigned(row: Engagements, event: engagements.ExpertsAssigned) -> Engagements:
    return replace(
        row,
        among=event.among,
        draw_number=event.draw_number,
        witness=event.witness,
        experts=(*row.experts, *event.experts),
        late=False,
    )


@Engagements.on(engagements.ConflictDeclared)
def recused(row: Engagements, event: engagements.ConflictDeclared) -> Engagements:
    left = tuple(one for one in row.experts if one != event.expert)
    return replace(row, experts=left, recused=(*row.recused, event.expert))


@Engagements.on(engagements.ExpertOpinionGiven)
def given(row: Engagements, event: engagements.ExpertOpinionGiven) -> Engagements:
    return replace(row, given=event.given)


@Engagements.on(engagements.OpinionAnswered)
def answered(row: Engagements, event: engagements.OpinionAnswered) -> Engagements:
    return replace(row, answered=row.answered + 1)


@Engagements.on(
    engagements.ExpertDrawOverdue,
    engagements.ExpertOpinionOverdue,
    engagements.OpinionAnswerOverdue,
)
def late(
    row: Engagements,
    event: engagements.ExpertDrawOverdue
    | engagements.ExpertOpinionOverdue
    | engagements.OpinionAnswerOverdue,
) -> Engagements:
    return replace(row, late=True)


@Engagements.on(engagements.EngagementClosed)
def closed(row: Engagements, event: engagements.EngagementClosed) -> Engagements:
    return replace(row, waived=event.waived, closed_on=event.closed_on, late=False)


@Engagements.on(engagements.EngagementFlagCleared)
def flag_fell(row: Engagements, event: engagements.EngagementFlagCleared) -> Engagements:
    return replace(row, late=event.flags_left > 0)
