"""评估异议台账: who objected to which town's assessment, and how it was decided."""

from datetime import date
from typing import Any

from shared.kernel.aggregate import to_named, to_party, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.programme import town_assessment_result


@view(
    "assessment-objections",
    title="评估异议台账",
    key="assessment_objection",
    version=1,
    sight=[to_town(), to_party("organisation"), to_named("RZ-1.a")],
)
class AssessmentObjections(Row):
    assessment_objection: str = column("评估与异议")
    assessment: str = column("评估编号")
    objection: str = column("异议编号")
    town: TownId = column("镇")
    organisation: OrganisationId = column("提出单位")
    citizen: bool = column("群众或企业提出")
    text: str = column("异议内容")
    lodged_on: date | None = column("提出日期")
    open: bool = column("未处理", True)
    upheld: bool = column("成立")
    reason: str = column("处理理由")
    decided_on: date | None = column("处理日期")


OBJECTIONS = totals(
    "assessment_objections_open",
    "Objections to assessments that wait for a decision",
    of=AssessmentObjections,
    by=("town",),
    where={"open": (True,)},
)


def objection_key(event: Any, _: EventMeta) -> str:
    return f"{event.assessment}.{event.objection}"


@AssessmentObjections.on(town_assessment_result.AssessmentObjectionLodged, key=objection_key)
def lodged(
    row: AssessmentObjections, event: town_assessment_result.AssessmentObjectionLodged
) -> AssessmentObjections:
    return replace(
        row, assessment=event.assessment, objection=event.objection, town=event.town,
        organisation=event.organisation, citizen=event.complainant is not None, text=event.text,
        lodged_on=event.lodged_on,
    )  # fmt: skip


@AssessmentObjections.on(town_assessment_result.AssessmentObjectionResolved, key=objection_key)
def resolved(
    row: AssessmentObjections, event: town_assessment_result.AssessmentObjectionResolved
) -> AssessmentObjections:
    return replace(
        row, open=False, upheld=event.upheld, reason=event.reason, decided_on=event.decided_on
    )
