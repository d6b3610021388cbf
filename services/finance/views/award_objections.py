"""奖补异议台账: who objected to what, until when it is decided, and how it was."""

from datetime import date
from typing import Any

from services.finance.domain.award_round.state import AWARD_ROUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import award_round_result
from shared.schemas.kinds import OrganisationId, TownId


@view(
    "award-objections",
    title="奖补异议台账",
    key="round_objection",
    version=2,
    of=AWARD_ROUND,
    part="objection",
)
class AwardObjections(Row):
    round_objection: str = column("评选与异议")
    round: str = column("评选编号")
    objection: str = column("异议编号")
    organisation: OrganisationId = column("提出单位")
    about: TownId = column("所涉镇")
    text: str = column("异议内容")
    lodged_on: date | None = column("提出日期")
    working_days: int = column("处理时限（工作日）")
    citizen: bool = column("群众或企业提出")
    escalated: bool = column("逾期升级")
    upheld: bool = column("成立")
    reason: str = column("处理理由")
    decided_on: date | None = column("处理日期")
    decides: OrganisationId = column("处理单位", "finance")
    open: bool = column("未处理", True)


def objection_key(event: Any, _: EventMeta) -> str:
    return f"{event.round}.{event.objection}"


@AwardObjections.on(award_round_result.AwardObjectionLodged, key=objection_key)
def lodged(row: AwardObjections, event: award_round_result.AwardObjectionLodged) -> AwardObjections:
    return replace(
        row,
        round=event.round,
        objection=event.objection,
        organisation=event.organisation,
        about=event.about or "",
        citizen=event.complainant is not None,
        decides=_decides(event),
        text=event.text,
        lodged_on=event.lodged_on,
        working_days=event.working_days,
    )


@AwardObjections.on(award_round_result.AwardObjectionEscalated, key=objection_key)
def escalated(
    row: AwardObjections, event: award_round_result.AwardObjectionEscalated
) -> AwardObjections:
    return replace(row, escalated=True, decides=event.escalated_to)


@AwardObjections.on(award_round_result.AwardObjectionResolved, key=objection_key)
def resolved(
    row: AwardObjections, event: award_round_result.AwardObjectionResolved
) -> AwardObjections:
    return replace(
        row,
        open=False,
        upheld=event.upheld,
        reason=event.reason,
        decided_on=event.decided_on,
    )


def _decides(event: award_round_result.AwardObjectionLodged) -> str:
    """The finance bureau, unless the cause is its own."""
    own = event.organisation == "finance" and event.complainant is None
    return "gov-office" if own else "finance"
