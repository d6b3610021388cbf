"""Who has a permit's case: the organ that was asked, or the town that exercises its power.

RZ-2.6.b, RZ-2.6.c. A new case is the town's while it holds the power; what it accepted stays with
it, whatever becomes of the power (RZ-2.1.b).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from services.projects.domain.green_channel.permit import Permit
from services.projects.domain.green_channel.requirements import require_by
from services.projects.domain.green_channel.rules import (
    ANSWERED_BY_WHO_WAS_ASKED,
    MAY_NOT_NOTIFY,
    ORGAN_MAY_ACCEPT,
    POWER_LIES_WITH_TOWN,
    TOWN_ONLY_ACCEPTS,
)
from services.projects.domain.green_channel.state import GreenChannel
from services.projects.domain.organisations import APPROVAL
from services.projects.domain.permit_power import PERMIT_POWER, Held, PermitPower
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, TOWN, Context, guard, refuse
from shared.schemas.projects import green_channel

ORGANS = [APPROVAL, COUNTY_DEPARTMENTS]
"""Whose powers permits are."""
ACCEPTORS = [*ORGANS, TOWN]
"""Who may have a case: an organ, or the town to which it passed its power."""


def power_id(permit: str, town: str) -> str:
    return f"{permit}-{town}"


def power_guard(permit: Callable[[Any], str]) -> Any:
    """Guard the town's power over the permit that `permit` finds in a command."""
    return guard(PERMIT_POWER, lambda channel, cmd: power_id(permit(cmd), channel.town))


OF_TOWN = power_guard(lambda cmd: cmd.permit)


def held_by_town(channel: GreenChannel, permit: str, day: date, context: Context) -> Held | None:
    """The power under which the town has a new case of that permit; it must be guarded."""
    power = context.guard(PermitPower, power_id(permit, channel.town))
    return power.in_force(day)


def require_asks(
    channel: GreenChannel, cmd: green_channel.RequestPermit, context: Context
) -> green_channel.UnderPower | None:
    """Refuse a request to who can't have the case; answers under which power the town has it."""
    held, asked = held_by_town(channel, cmd.permit, context.today, context), cmd.organisation
    if asked == channel.town:
        if held is None:
            refuse(ORGAN_MAY_ACCEPT, organisation=asked)
        return under(held)
    if not any(organ.includes(asked, channel.town, channel.county) for organ in ORGANS):
        refuse(ORGAN_MAY_ACCEPT, organisation=asked)
    if held is not None and held.form != "accept" and asked == held.organ:
        town = context.registry.name_of(channel.town, context.today)
        refuse(POWER_LIES_WITH_TOWN, town=town, town_en=channel.town)
    return None


def require_answers(
    channel: GreenChannel, id: str, permit: Permit, context: Context
) -> green_channel.UnderPower | None:
    """Refuse unless the actor has a requested case; answers under which power the town has it.

    A request at a town whose power is gone, or stands still, is the organ's that passed it down.
    """
    held = taken_under(channel, id, permit, context.today, context)
    competent = permit.organisation
    if permit.under is not None and held is None:
        competent = permit.under.organ
    require_by(competent, ANSWERED_BY_WHO_WAS_ASKED, context)
    return held


def require_notifies(channel: GreenChannel, id: str, permit: Permit, context: Context) -> str:
    """Refuse unless the actor may tell what is missing, or that nothing is accepted; answers who
    does. For a town that only accepts and may not, the organ does."""
    held = held_by_town(channel, id, context.today, context)
    if permit.under is not None and held is not None and not held.may_notify:
        if context.actor.organisation == permit.organisation:
            organ = context.registry.name_of(held.organ, context.today)
            refuse(MAY_NOT_NOTIFY, organ=organ, organ_en=held.organ)
        require_by(held.organ, ANSWERED_BY_WHO_WAS_ASKED, context)
    else:
        require_answers(channel, id, permit, context)
    return context.actor.organisation


def require_decides_at_once(
    channel: GreenChannel, id: str, permit: Permit, context: Context
) -> green_channel.UnderPower | None:
    """As `require_answers`, by one who also decides."""
    held = require_answers(channel, id, permit, context)
    if held is not None and held.form == "accept":
        organ = context.registry.name_of(held.organ, context.today)
        refuse(TOWN_ONLY_ACCEPTS, organ=organ, organ_en=held.organ)
    return held


def taken_under(
    channel: GreenChannel, id: str, permit: Permit, day: date, context: Context
) -> green_channel.UnderPower | None:
    """Under which power the town takes up a case that was requested of it, if it still may."""
    if permit.under is None:
        return None
    held = held_by_town(channel, id, day, context)
    return under(held) if held else None


def under(held: Held) -> green_channel.UnderPower:
    return green_channel.UnderPower(delegation=held.delegation, form=held.form, organ=held.organ)
