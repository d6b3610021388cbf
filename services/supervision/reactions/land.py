"""What supervision does when something happens in the land service."""

from collections.abc import Iterable

from services.supervision.domain.cause import reserve_cause, reserve_issue
from services.supervision.reactions.late import late
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.land import key_project, land_request, reserve_book
from shared.schemas.land import quota_ledger_handover as quota_handover
from shared.schemas.supervision import issue as issues


@reaction(reserve_book.ReserveBreached)
def short_reserve_raises_an_issue(
    event: reserve_book.ReserveBreached, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county that reserves too little handles the issue."""
    yield issues.RaiseIssueFromCause(
        issue=reserve_issue(event.county, meta.effective_at),
        title=f"预留规模低于 {event.required_percent}%",
        description=(
            f"建设用地规模 {event.scale} 平方米，预留 {event.reserved} 平方米，"
            f"低于 {event.required_percent}%。"
        ),
        clause=meta.clause,
        handler=event.county,
        cause=reserve_cause(event.county),
        cause_service=meta.source,
        cause_stream=meta.stream,
        county=event.county,
    )


late_land_raises_an_issue = late(
    key_project.LandCoordinationOverdue, "重点项目用地统筹超期：{project}",
    "市级重点项目“{project}”的用地应于 {due_on} 前由市、区县共同解决。",
    of=("land-coordination", "{project}"), key="land-coordination",
    why="the city's department handles the issue together with the county.",
    co_handlers=lambda told: (told.county,),
)  # fmt: skip
late_proceeds_raise_an_issue = late(
    quota_handover.ProceedsHandoverOverdue, "指标收益划转超期：{money}，应于 {due_on} 前划转",
    "应留镇的指标收益 {money}未在 {due_on} 前划转。",
    of=("proceeds", "{entry}", "{town}"),
    why="the county's finance department, to whose treasury they came, handles the issue.",
)  # fmt: skip
late_decision_raises_an_issue = late(
    land_request.LandDecisionOverdue, "用地申请办理超期：{project}",
    "项目“{project}”的用地申请未在 {due_on} 前办理。",
    of=("land-decision", "{request}"), key="decision",
    why="the county's land department, which was to decide, handles the issue.",
)  # fmt: skip
