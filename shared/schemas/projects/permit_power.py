"""镇级许可权限: which permits a town accepts or decides, as empowerment's events told (RZ-2.6.b)."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.kinds import Flag, Identifier, OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.projects.green_channel import PermitId

CLAUSE = "RZ-2.6.b"


@command_data
class NotePowerTakenUp:
    """`power` is `<permit>-<town>`; `organ` is the county department whose power it is."""

    power: Identifier
    delegation: Identifier
    town: TownId
    permit: PermitId
    form: PowerForm
    organ: OrganisationId
    may_notify: Flag
    taken_up_on: date


@event("projects", clause=CLAUSE, title="记载镇承接许可权限")
class PowerTakingUpNoted(NotePowerTakenUp):
    """New cases are the town's from now on."""


@command_data
class NotePowerSuspended:
    power: Identifier
    delegation: Identifier
    suspended_on: date


@event("projects", clause=CLAUSE, title="记载许可权限暂停")
class PowerSuspensionNoted(NotePowerSuspended):
    town: TownId


@command_data
class NotePowerResumed:
    power: Identifier
    delegation: Identifier
    resumed_on: date


@event("projects", clause=CLAUSE, title="记载许可权限恢复")
class PowerResumptionNoted(NotePowerResumed):
    town: TownId


@command_data
class NotePowerWithdrawn:
    power: Identifier
    delegation: Identifier
    effective_on: date


@event("projects", clause=CLAUSE, title="记载许可权限收回")
class PowerWithdrawalNoted(NotePowerWithdrawn):
    """From `effective_on` on new cases are no longer the town's."""

    town: TownId


Event = PowerTakingUpNoted | PowerSuspensionNoted | PowerResumptionNoted | PowerWithdrawalNoted
