"""PermitPower (`permit-power-<permit>-<town>`): which powers over a permit a town exercises, as
empowerment's events told; own log, own truth (RZ-2.6.b, RZ-2.6.c)."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from immutables import Map

from shared.kernel.aggregate import (
    SYSTEM,
    Aggregate,
    Context,
    Events,
    RulesOf,
    refuse,
    to_city,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.power_form import PowerForm
from shared.schemas.projects import permit_power

CLAUSE = permit_power.CLAUSE

rule = RulesOf(CLAUSE)
POWER_IS_NOTED = rule(
    "power-is-noted",
    zh="只记载已承接权限的变化",
    en="Only a power that was noted as taken up changes.",
    pass_zh="下放 {delegation} 未记载承接",
    pass_en="{delegation} was not noted; compare the log of empowerment.",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A power in a town's hands; `until` is the first day on which it no longer is."""

    delegation: str
    form: PowerForm
    organ: str
    may_notify: bool
    suspended: bool = False
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return not self.suspended and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class PermitPower:
    """The powers by their delegation: a town may get to decide what it first only accepted."""

    town: str = ""
    held: Map[str, Held] = Map()

    def in_force(self, day: date) -> Held | None:
        """The one under which a new case is taken on that day: rather to decide than to accept."""
        there = [held for _, held in sorted(self.held.items()) if held.holds_on(day)]
        return min(there, key=lambda held: held.form == "accept", default=None)


PERMIT_POWER = Aggregate(
    "permit-power",
    PermitPower(),
    key="power",
    title="镇级许可权限",
    sight=[to_town(), to_city()],
)


@PERMIT_POWER.evolve
def evolve(power: PermitPower, event: permit_power.Event) -> PermitPower:
    match event:
        case permit_power.PowerTakingUpNoted(delegation=id) as noted:
            held = Held(id, noted.form, noted.organ, noted.may_notify)
            return replace(power, town=noted.town, held=power.held.set(id, held))
        case permit_power.PowerSuspensionNoted(delegation=id):
            return _with(power, replace(power.held[id], suspended=True))
        case permit_power.PowerResumptionNoted(delegation=id):
            return _with(power, replace(power.held[id], suspended=False))
        case permit_power.PowerWithdrawalNoted(delegation=id, effective_on=day):
            return _with(power, replace(power.held[id], until=day))
    assert_never(event)


PERMIT_POWER.asks_nobody("由系统按事权的下放和收回记载")


@PERMIT_POWER.command(title="记载镇承接许可权限", clause=CLAUSE, by=[SYSTEM], creates=None)
def note_power_taken_up(
    _: PermitPower, cmd: permit_power.NotePowerTakenUp, context: Context
) -> Events:
    yield permit_power.PowerTakingUpNoted.of(cmd)


@PERMIT_POWER.command(title="记载许可权限暂停", clause=CLAUSE, by=[SYSTEM])
def note_power_suspended(
    power: PermitPower, cmd: permit_power.NotePowerSuspended, _: Context
) -> Events:
    _require_noted(power, cmd.delegation)
    yield permit_power.PowerSuspensionNoted.of(cmd, town=power.town)


@PERMIT_POWER.command(title="记载许可权限恢复", clause=CLAUSE, by=[SYSTEM])
def note_power_resumed(
    power: PermitPower, cmd: permit_power.NotePowerResumed, _: Context
) -> Events:
    _require_noted(power, cmd.delegation)
    yield permit_power.PowerResumptionNoted.of(cmd, town=power.town)


@PERMIT_POWER.command(title="记载许可权限收回", clause=CLAUSE, by=[SYSTEM])
def note_power_withdrawn(
    power: PermitPower, cmd: permit_power.NotePowerWithdrawn, _: Context
) -> Events:
    _require_noted(power, cmd.delegation)
    yield permit_power.PowerWithdrawalNoted.of(cmd, town=power.town)


def _require_noted(power: PermitPower, delegation: str) -> None:
    if delegation not in power.held:
        refuse(POWER_IS_NOTED, delegation=delegation)


def _with(power: PermitPower, held: Held) -> PermitPower:
    return replace(power, held=power.held.set(held.delegation, held))
