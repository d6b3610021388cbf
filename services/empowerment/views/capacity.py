"""承接能力表: what each town has for each power, and what it lacks (RZ-2.6.b)."""

from datetime import date

from services.empowerment.domain.delegation.state import DELEGATION
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.kinds import OrganisationId, TownId


@view("capacity", title="承接能力表", key="delegation", version=2, of=DELEGATION)
class Capacity(Row):
    delegation: str = column("下放编号")
    town: TownId = column("镇", "")
    item: str = column("事项编号", "")
    licensed_officers: int = column("持证执法人员", 0)
    site_inspectors: int = column("现场核查人员", 0)
    legal_reviewer: bool = column("法制审核人员", False)
    window: bool = column("办事窗口", False)
    funding: bool = column("经费保障", False)
    training: bool = column("业务培训", False)
    taken_up: bool = column("已承接", False)
    in_post: int | None = column("评估时在编实有", None)
    questioned_on: date | None = column("人员减少待复核（日期）", None)
    lacking: list[running.CapacityNeed] = column("尚缺", factory=list)
    assessed_by: OrganisationId = column("评估单位", "")
    assessed_on: date | None = column("评估日期", None)
    lapsed_on: date | None = column("承接后不足（日期）", None)


@Capacity.on(running.CapacityAssessed)
def assessed(row: Capacity, event: running.CapacityAssessed) -> Capacity:
    return replace(
        row, town=event.town, item=event.item, licensed_officers=event.licensed_officers,
        site_inspectors=event.site_inspectors, legal_reviewer=event.legal_reviewer,
        window=event.window, funding=event.funding, training=event.training,
        lacking=[*event.lacking], assessed_by=event.assessed_by, assessed_on=event.assessed_on,
        lapsed_on=row.lapsed_on if event.lacking else None, in_post=event.in_post,
        questioned_on=None,
    )  # fmt: skip


@Capacity.on(running.CapacityLapsed)
def lapsed(row: Capacity, event: running.CapacityLapsed) -> Capacity:
    return replace(row, lapsed_on=event.lapsed_on, lacking=[*event.lacking])


@Capacity.on(running.CapacityQuestioned)
def questioned(row: Capacity, event: running.CapacityQuestioned) -> Capacity:
    return replace(row, questioned_on=event.questioned_on)


@Capacity.on(delegations.PowerTakenUp)
def taken_up(row: Capacity, event: delegations.PowerTakenUp) -> Capacity:
    return replace(row, taken_up=True)


@Capacity.on(delegations.PowerWithdrawn)
def withdrawn(row: Capacity, event: delegations.PowerWithdrawn) -> Capacity:
    return replace(row, taken_up=False, questioned_on=None)
