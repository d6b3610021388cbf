"""专家意见台账: each opinion and its answer (RZ-2.5.g)."""

from datetime import date
from typing import Any

from shared.kernel.aggregate import to_named, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.talent import engagement as engagements


def _opinion(event: Any, meta: EventMeta) -> str:
    return f"{meta.id}/{event.expert}"


@view(
    "expert-opinions",
    title="专家意见台账",
    key="opinion_id",
    version=1,
    sight=[to_town(), to_named("RZ-2.5.g")],
)
class ExpertOpinions(Row):
    opinion_id: str = column("意见编号")
    engagement: str = column("服务编号")
    expert: str = column("专家")
    town: TownId = column("镇")
    matter_kind: engagements.MatterKind = column("事项类别")
    matter: str = column("事项")
    stage: engagements.ExpertStage = column("环节")
    supports: bool = column("是否支持", False)
    opinion: str = column("意见", "")
    given_on: date | None = column("提出日期", None)
    answer: engagements.OpinionAnswer | None = column("采纳情况", None)
    reason: str = column("理由", "")
    answered_on: date | None = column("答复日期", None)


@ExpertOpinions.on(engagements.ExpertOpinionGiven, key=_opinion)
def given(
    row: ExpertOpinions, event: engagements.ExpertOpinionGiven, meta: EventMeta
) -> ExpertOpinions:
    return replace(
        row,
        engagement=meta.id,
        expert=event.expert,
        town=event.town,
        matter_kind=event.matter_kind,
        matter=event.matter,
        stage=event.stage,
        supports=event.supports,
        opinion=event.opinion,
        given_on=event.given_on,
    )


@ExpertOpinions.on(engagements.OpinionAnswered, key=_opinion)
def answered(row: ExpertOpinions, event: engagements.OpinionAnswered) -> ExpertOpinions:
    return replace(
        row, answer=event.answer, reason=event.reason or "", answered_on=event.answered_on
    )
