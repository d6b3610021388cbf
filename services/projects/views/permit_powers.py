"""镇级许可权限: which permits a town accepts or decides, and since when (RZ-2.6.b, RZ-2.6.c)."""

from datetime import date

from services.projects.domain.permit_power import PERMIT_POWER
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import green_channel, permit_power
from shared.schemas.projects.stages import PowerStanding


@view("permit-powers", title="镇级许可权限", key="power", version=1, of=PERMIT_POWER)
class PermitPowers(Row):
    """The last power that was noted for a permit of a town."""

    power: str = column("权限编号")
    town: TownId = column("镇", "")
    permit: green_channel.PermitId = column("许可事项", "")
    form: PowerForm = column("下放形式", "accept")
    organ: OrganisationId = column("原属部门", "")
    may_notify: bool = column("可一次告知补正", False)
    delegation: str = column("下放编号", "")
    status: PowerStanding = column("状态", "exercised")
    taken_up_on: date | None = column("承接日期", None)
    until: date | None = column("收回生效日期", None)


@PermitPowers.on(permit_power.PowerTakingUpNoted)
def taken_up(row: PermitPowers, event: permit_power.PowerTakingUpNoted) -> PermitPowers:
    return replace(
        row, town=event.town, permit=event.permit, form=event.form, organ=event.organ,
        may_notify=event.may_notify, delegation=event.delegation, status="exercised",
        taken_up_on=event.taken_up_on, until=None,
    )  # fmt: skip


@PermitPowers.on(permit_power.PowerSuspensionNoted)
def suspended(row: PermitPowers, event: permit_power.PowerSuspensionNoted) -> PermitPowers:
    return replace(row, status="suspended") if event.delegation == row.delegation else row


@PermitPowers.on(permit_power.PowerResumptionNoted)
def resumed(row: PermitPowers, event: permit_power.PowerResumptionNoted) -> PermitPowers:
    return replace(row, status="exercised") if event.delegation == row.delegation else row


@PermitPowers.on(permit_power.PowerWithdrawalNoted)
def withdrawn(row: PermitPowers, event: permit_power.PowerWithdrawalNoted) -> PermitPowers:
    if event.delegation != row.delegation:
        return row
    return replace(row, status="withdrawn", until=event.effective_on)
