"""人财物随事走: what was promised with a power comes by its day (RZ-2.6.b)."""

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.requirements import require_stage
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, LIVE, Delegation
from shared.kernel.aggregate import COUNTY, COUNTY_DEPARTMENTS, Context, Events, holds, pick, refuse
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running


def _require_own(d: Delegation, cmd: running.DeliverSupport, context: Context) -> str:
    """Support that the caller promised and that has not come yet; who that is."""
    owed = {support.support: support for support in owed_support(d)}
    if cmd.support not in owed:
        refuse(rules.SUPPORT_IS_OWED, owed="、".join(sorted(owed)) or "—")
    provider = owed[cmd.support].provider
    if context.actor.organisation != provider:
        name = context.registry.name_of(provider, context.today)
        refuse(rules.PROVIDER_DELIVERS, provider=name, provider_en=provider)
    return provider


@DELEGATION.command(
    title="登记保障落实",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS, COUNTY],
    when=[holds(require_stage, *LIVE)],
    picks=[pick("support", _require_own)],
)
def deliver_support(d: Delegation, cmd: running.DeliverSupport, context: Context) -> Events:
    provider = _require_own(d, cmd, context)
    yield running.SupportDelivered.of(
        cmd, town=d.town, provider=provider, delivered_on=context.today
    )


def owed_support(d: Delegation) -> list[delegations.SupportDue]:
    """What has not come yet."""
    promised = d.delegated.supports if d.delegated else ()
    return [support for support in promised if support.support not in d.delivered]
