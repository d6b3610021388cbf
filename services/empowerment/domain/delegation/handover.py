"""Delegated is not exercised: what is handed over, and how the town takes it up (RZ-2.6.b)."""

from services.empowerment.domain.delegation import rules
from services.empowerment.domain.delegation.capacity import require_capacity
from services.empowerment.domain.delegation.passing import is_entrusted
from services.empowerment.domain.delegation.requirements import require_organ, require_stage
from services.empowerment.domain.delegation.state import (
    CLAUSE,
    DELEGATION,
    TAKEN_UP,
    Delegation,
)
from shared.kernel.aggregate import COUNTY_DEPARTMENTS, TOWN, Context, Events, holds, refuse
from shared.schemas.empowerment import delegation as delegations


@DELEGATION.command(
    title="交接准备",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(require_stage, "delegated"), require_organ],
)
def prepare_handover(d: Delegation, cmd: delegations.PrepareHandover, context: Context) -> Events:
    """As far as it has come; given again when more is there."""
    yield delegations.HandoverPrepared.of(cmd, town=d.town, prepared_on=context.today)


@DELEGATION.command(
    title="承接事权",
    clause=CLAUSE,
    by=[TOWN],
    when=[holds(require_stage, "delegated"), holds(require_capacity)],
)
def take_up_power(d: Delegation, cmd: delegations.TakeUpPower, context: Context) -> Events:
    """From now on the power is exercised by the town, first on trial."""
    given, ready, today = d.delegated, d.handover, context.today
    assert given is not None
    if ready is None or not (ready.seal and ready.account and ready.trained_on <= today):
        refuse(rules.HANDOVER_IS_COMPLETE, today=today)
    if is_entrusted(d) and not d.announced:
        refuse(rules.ANNOUNCED_BEFORE_USE)
    yield delegations.PowerTakenUp.of(
        cmd, county=d.county, town=d.town, item=d.item, form=given.form, organ=given.organ,
        permit=given.permit, may_notify=given.may_notify, respondent=given.respondent,
        taken_up_on=today,
        trial_calendar_days=context.parameter("empowerment.trial_calendar_days"),
        evaluation_calendar_days=context.parameter("empowerment.evaluation_calendar_days"),
    )  # fmt: skip


@DELEGATION.command(
    title="试运行转正",
    clause=CLAUSE,
    by=[COUNTY_DEPARTMENTS],
    when=[holds(require_stage, *TAKEN_UP), require_organ],
)
def conclude_trial(d: Delegation, cmd: delegations.ConcludeTrial, context: Context) -> Events:
    """Who finds that it does not work suspends the power, or withdraws it."""
    if d.trial == "over":
        refuse(rules.TRIAL_IS_RUNNING)
    yield delegations.TrialConcluded.of(cmd, town=d.town, concluded_on=context.today)
