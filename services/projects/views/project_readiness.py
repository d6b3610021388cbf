"""要素到位: whether an admitted project has its land, money and permits (RZ-2.1)."""

from datetime import date
from decimal import Decimal

from services.projects.domain.readiness import READINESS
from shared.kernel.views.figure import figure
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.projects import green_channel, readiness
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import project as projects


@view("project-readiness", title="要素到位", key="project", version=4, of=READINESS)
class ProjectReadiness(Row):
    """Land is ready once all that is needed is allocated; money once a fund allocated any.

    What a unit raises itself is not known here, so the share of public money decides nothing.
    """

    project: str = column("项目编号")
    name: str = column("项目名称", "")
    town: TownId = column("镇", "")
    live: bool = column("在库", True)
    admitted_on: date | None = column("入库日期", None)
    land_needed: Decimal = column("需用地（平方米）", Decimal(0))
    land_allocated: Decimal = column("已安排用地（平方米）", Decimal(0))
    land_ready: bool = column("用地到位", False)
    investment_fen: int = column("总投资（分）", 0)
    allocated_fen: int = column("已下达资金（分）", 0)
    money_ready: bool = column("资金到位", False)
    credit_fen: int = column("授信（分）", 0)
    financing_fen: int = column("融资到位（分）", 0)
    financed: bool = column("融资到位", False)
    permits_required: int = column("应办许可", 0)
    permits_granted: int = column("已办许可", 0)
    permits_ready: bool = column("许可到位", False)
    ready: bool = column("要素齐备", False)
    late_permits: dict[green_channel.PermitId, str] = column(
        "超期许可及其时限最后一日", factory=dict
    )
    warning: bool = column("预警", False)


READY = figure(
    "readiness", "要素到位的在库项目", of=ProjectReadiness, by=("town",),
    adds=("land_ready", "money_ready", "financed", "permits_ready", "ready"),
    where={"live": (True,)},
)  # fmt: skip


@ProjectReadiness.on(projects.ProjectAdmitted)
def admitted(row: ProjectReadiness, event: projects.ProjectAdmitted) -> ProjectReadiness:
    return _judged(
        replace(
            row,
            name=event.name,
            town=event.town,
            admitted_on=event.admitted_on,
            land_needed=event.land_area or Decimal(0),
            investment_fen=event.investment_fen,
        )
    )


@ProjectReadiness.on(projects.ProjectAdjusted)
def adjusted(row: ProjectReadiness, event: projects.ProjectAdjusted) -> ProjectReadiness:
    needed = event.new.land_area or Decimal(0)
    return _judged(replace(row, land_needed=needed, investment_fen=event.new.investment_fen))


@ProjectReadiness.on(projects.ProjectExited)
def exited(row: ProjectReadiness, event: projects.ProjectExited) -> ProjectReadiness:
    return replace(row, live=False)


@ProjectReadiness.on(readiness.LandAllocationNoted)
def land_allocated(row: ProjectReadiness, event: readiness.LandAllocationNoted) -> ProjectReadiness:
    return _judged(replace(row, land_allocated=row.land_allocated + event.area))


@ProjectReadiness.on(readiness.LandReturnNoted)
def land_returned(row: ProjectReadiness, event: readiness.LandReturnNoted) -> ProjectReadiness:
    return _judged(replace(row, land_allocated=row.land_allocated - event.area))


@ProjectReadiness.on(readiness.FundsAllocationNoted)
def funds_allocated(
    row: ProjectReadiness, event: readiness.FundsAllocationNoted
) -> ProjectReadiness:
    return _judged(replace(row, allocated_fen=row.allocated_fen + event.amount_fen))


@ProjectReadiness.on(readiness.FundsRecallNoted)
def funds_recalled(row: ProjectReadiness, event: readiness.FundsRecallNoted) -> ProjectReadiness:
    return _judged(replace(row, allocated_fen=row.allocated_fen - event.amount_fen))


@ProjectReadiness.on(readiness.FinancingNoted)
def financing_noted(row: ProjectReadiness, event: readiness.FinancingNoted) -> ProjectReadiness:
    """Loans, drawdowns and partners' money; credit that is granted and not lent stands apart."""
    return _financed(row, event.kind, event.amount_fen)


@ProjectReadiness.on(readiness.FinancingEndNoted)
def financing_ended(row: ProjectReadiness, event: readiness.FinancingEndNoted) -> ProjectReadiness:
    return _financed(row, event.kind, -event.amount_fen)


@ProjectReadiness.on(green_channel.GreenChannelOpened)
def channel_opened(
    row: ProjectReadiness, event: green_channel.GreenChannelOpened
) -> ProjectReadiness:
    return _judged(replace(row, permits_required=len(event.permits)))


@ProjectReadiness.on(permit_decisions.PermitGranted)
def permit_granted(
    row: ProjectReadiness, event: permit_decisions.PermitGranted
) -> ProjectReadiness:
    return _judged(replace(row, permits_granted=row.permits_granted + 1))


@ProjectReadiness.on(permit_decisions.PermitRevoked)
def permit_revoked(
    row: ProjectReadiness, event: permit_decisions.PermitRevoked
) -> ProjectReadiness:
    return _judged(replace(row, permits_granted=row.permits_granted - 1))


@ProjectReadiness.on(green_channel.PermitOverdue)
def permit_overdue(row: ProjectReadiness, event: green_channel.PermitOverdue) -> ProjectReadiness:
    return _warned(row, {**row.late_permits, event.permit: event.due_on.isoformat()})


@ProjectReadiness.on(green_channel.PermitFlagCleared)
def permit_flag_cleared(
    row: ProjectReadiness, event: green_channel.PermitFlagCleared
) -> ProjectReadiness:
    return _warned(row, {p: day for p, day in row.late_permits.items() if p != event.permit})


def _financed(row: ProjectReadiness, kind: readiness.FinancingKind, fen: int) -> ProjectReadiness:
    if kind == "credit":
        return replace(row, credit_fen=row.credit_fen + fen)
    financing = row.financing_fen + fen
    return replace(row, financing_fen=financing, financed=financing > 0)


def _judged(row: ProjectReadiness) -> ProjectReadiness:
    land = row.land_allocated >= row.land_needed
    money = row.allocated_fen > 0
    permits = 0 < row.permits_required <= row.permits_granted
    ready = land and money and permits
    return replace(row, land_ready=land, money_ready=money, permits_ready=permits, ready=ready)


def _warned(row: ProjectReadiness, late: dict[str, str]) -> ProjectReadiness:
    return replace(row, late_permits=late, warning=bool(late))
