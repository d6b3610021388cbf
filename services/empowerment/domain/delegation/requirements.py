"""What commands require of a delegation: how far it is, and who acts (RZ-2.6.b)."""

from typing import Protocol

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.state import STAGES, Delegation, Stage
from services.empowerment.domain.power_list.state import POWER_LIST, PowerList
from shared.kernel.aggregate import Context, guard, refuse
from shared.schemas.empowerment import power_list as powers
from shared.schemas.kinds import CountyId, Identifier, TownId

OF_COUNTY = guard(POWER_LIST, "county")
"""The county's list, which the command names."""


class OfItem(Protocol):
    """A command that names an item of a county's list, and a town."""

    @property
    def delegation(self) -> Identifier: ...

    @property
    def county(self) -> CountyId: ...

    @property
    def town(self) -> TownId: ...

    @property
    def item(self) -> Identifier: ...


def require_stage(d: Delegation, *needed: Stage) -> None:
    """Refuse unless the delegation is so far, and no further."""
    if d.stage not in needed:
        refuse(
            rules.STAGE_ALLOWS,
            now=STAGES[d.stage],
            now_en=d.stage,
            needs="、".join(STAGES[stage] for stage in needed),
            needs_en=", ".join(needed),
        )


def require_organ(d: Delegation, context: Context) -> None:
    """Refuse unless the department acts whose power it is."""
    require_acts(d.organ, context)


def require_acts(organ: str, context: Context) -> None:
    if context.actor.organisation != organ:
        name = context.registry.name_of(organ, context.today)
        refuse(rules.ORGAN_ACTS, organ=name, organ_en=organ)


def require_item(cmd: OfItem, context: Context) -> powers.PowerItemListed:
    """The published item that the command names, for its town; the list must be guarded."""
    if cmd.delegation != f"{cmd.item}-{cmd.town}":
        refuse(rules.DELEGATION_IS_NAMED, id=f"{cmd.item}-{cmd.town}")
    county = context.registry.county_of(cmd.town)
    if county != cmd.county:
        refuse(rules.TOWN_OF_THE_COUNTY, town=cmd.town, county=county)
    item = context.guard(PowerList, cmd.county).items.get(cmd.item)
    if item is None or cmd.town not in item.towns:
        refuse(rules.ITEM_IS_PUBLISHED, town=cmd.town, item=cmd.item)
    return item
