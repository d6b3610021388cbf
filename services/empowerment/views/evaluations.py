"""运行评估表: cases, lateness, disputes, and what the last evaluation concluded (RZ-2.6.b)."""

from datetime import date

from services.empowerment.domain.delegation.state import DELEGATION
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.kinds import OrganisationId, TownId


@view("delegation-evaluations", title="运行评估表", key="delegation", version=1, of=DELEGATION)
class DelegationEvaluations(Row):
    delegation: str = column("下放编号")
    town: TownId = column("镇", "")
    item: str = column("事项编号", "")
    organ: OrganisationId = column("原属部门", "")
    taken_up_on: date | None = column("承接日期", None)
    handled: int = column("办件量（件）", 0)
    late: int = column("超期（件）", 0)
    reviews: int = column("行政复议（件）", 0)
    suits: int = column("行政诉讼（件）", 0)
    idle: bool = column("空转", False)
    result: running.EvaluationResult | None = column("评估结论", None)
    evaluated_on: date | None = column("评估日期", None)
    document: str | None = column("评估文号", None)
    due_since: date | None = column("应评估（满一年之日）", None)


@DelegationEvaluations.on(delegations.PowerTakenUp)
def taken_up(row: DelegationEvaluations, event: delegations.PowerTakenUp) -> DelegationEvaluations:
    return replace(
        row, town=event.town, item=event.item, organ=event.organ, taken_up_on=event.taken_up_on,
        due_since=None,
    )  # fmt: skip


@DelegationEvaluations.on(running.DisputeRecorded)
def disputed(row: DelegationEvaluations, event: running.DisputeRecorded) -> DelegationEvaluations:
    """All that was ever lodged."""
    if event.kind == "review":
        return replace(row, reviews=row.reviews + 1)
    return replace(row, suits=row.suits + 1)


@DelegationEvaluations.on(running.EvaluationDue)
def due(row: DelegationEvaluations, event: running.EvaluationDue) -> DelegationEvaluations:
    return replace(row, due_since=event.due_on)


@DelegationEvaluations.on(running.DelegationEvaluated)
def evaluated(
    row: DelegationEvaluations, event: running.DelegationEvaluated
) -> DelegationEvaluations:
    return replace(
        row, handled=event.handled, late=event.late, idle=event.idle, result=event.result,
        evaluated_on=event.evaluated_on, document=event.document, due_since=None,
    )  # fmt: skip
