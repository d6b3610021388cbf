"""A power is delegated: on a published list, to a town that can carry it (RZ-2.6.b)."""

from datetime import date, timedelta

from immutables import Map

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.capacity import require_capacity
from services.empowerment.domain.delegation.requirements import (
    OF_COUNTY,
    require_acts,
    require_item,
    require_organ,
    require_stage,
)
from services.empowerment.domain.delegation.state import CLAUSE, DELEGATION, LIVE, Delegation
from services.empowerment.domain.power_list.state import PowerList
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, Context, Events, holds, refuse
from shared.schemas.empowerment import delegation as delegations


@DELEGATION.command(
    title="下放事权",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    guards=[OF_COUNTY],
    when=[holds(require_stage, "assessed"), holds(require_capacity)],
)
def delegate_power(d: Delegation, cmd: delegations.DelegatePower, context: Context) -> Events:
    """赋权, 委托 with its written agreement and term, or 受理, as the list says."""
    item = require_item(cmd, context)
    require_acts(item.organ, context)
    entrusted, today = item.form == "entrust", context.today
    latest = _latest_end(context)
    if entrusted and (
        cmd.agreement is None or cmd.ends_on is None or not today < cmd.ends_on <= latest
    ):
        refuse(rules.AGREEMENT_IS_WRITTEN, today=today, latest=latest)
    if not entrusted and (cmd.agreement is not None or cmd.ends_on is not None):
        refuse(rules.ONLY_ENTRUSTED_ENDS)
    promised = context.guard(PowerList, cmd.county).supports.get(cmd.item, Map())
    yield delegations.PowerDelegated.of(
        cmd, name=item.name, kind=item.kind, form=item.form, organ=item.organ,
        permit=item.permit, may_notify=item.may_notify or item.form != "accept",
        respondent=cmd.town if item.form == "empower" else item.organ,
        supports=tuple(
            delegations.SupportDue(
                support=id, kind=s.kind, what=s.what, provider=s.provider, due_on=s.due_on
            )
            for id, s in sorted(promised.items())
        ),
        delegated_on=today,
        handover_working_days=context.parameter("empowerment.handover_working_days"),
        warning_calendar_days=context.parameter("empowerment.expiring_calendar_days"),
    )  # fmt: skip


@DELEGATION.command(
    title="公告委托",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(require_stage, *LIVE), require_organ],
)
def announce_delegation(
    d: Delegation, cmd: delegations.AnnounceDelegation, context: Context
) -> Events:
    if not is_entrusted(d) or d.announced or cmd.announced_on > context.today:
        refuse(rules.ANNOUNCED_ONCE, today=context.today)
    yield delegations.DelegationAnnounced.of(cmd, town=d.town)


@DELEGATION.command(
    title="续签委托",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(require_stage, *LIVE), require_organ],
)
def extend_delegation(d: Delegation, cmd: delegations.ExtendDelegation, context: Context) -> Events:
    if d.ends_on is None:
        refuse(rules.ONLY_ENTRUSTED_ENDS)
    latest = _latest_end(context)
    if not d.ends_on < cmd.ends_on <= latest:
        refuse(rules.EXTENDED_FURTHER, after=d.ends_on, latest=latest)
    yield delegations.DelegationExtended.of(cmd, town=d.town, extended_on=context.today)


def _latest_end(context: Context) -> date:
    """The last day up to which a power is entrusted at once."""
    most = context.parameter("empowerment.entrusted_most_calendar_days")
    return context.today + timedelta(days=most)


def is_entrusted(d: Delegation) -> bool:
    return d.delegated is not None and d.delegated.form == "entrust"
