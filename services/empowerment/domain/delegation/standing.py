"""A power that stands still for a while, and goes on; cases under way stay with the town."""

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.capacity import require_capacity
from services.empowerment.domain.delegation.requirements import require_stage
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, Delegation
from services.empowerment.domain.organisations import COUNTY_STAFFING
from shared.kernel.aggregate import COUNTY, COUNTY_DEPARTMENTS, Context, Events, holds, refuse
from shared.schemas.empowerment import delegation as delegations


def require_decider(d: Delegation, context: Context) -> None:
    """The department whose power it is, the county's government, or its staffing office."""
    by = context.actor.organisation
    if by not in (d.organ, d.county) and not COUNTY_STAFFING.includes(by, d.town, d.county):
        name = context.registry.name_of(d.organ, context.today)
        refuse(rules.ORGAN_ACTS, organ=name, organ_en=d.organ)


@DELEGATION.command(
    title="暂停行使事权",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, COUNTY],
    when=[holds(require_stage, "exercised"), require_decider],
)
def suspend_power(d: Delegation, cmd: delegations.SuspendPower, context: Context) -> Events:
    """From today on new cases are the department's."""
    yield delegations.PowerSuspended.of(
        cmd, town=d.town, item=d.item, permit=permit_of(d), suspended_on=context.today
    )


@DELEGATION.command(
    title="恢复行使事权",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, COUNTY],
    when=[holds(require_stage, "suspended"), require_decider, holds(require_capacity)],
)
def resume_power(d: Delegation, cmd: delegations.ResumePower, context: Context) -> Events:
    yield delegations.PowerResumed.of(
        cmd, town=d.town, item=d.item, permit=permit_of(d), resumed_on=context.today
    )


def permit_of(d: Delegation) -> str | None:
    """The permit of the green channel that the power is about."""
    return d.delegated.permit if d.delegated else None
