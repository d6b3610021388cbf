"""A demand reaches institutions, each by the borrower's consent (RZ-2.4.a)."""

from datetime import timedelta

from services.credit.domain.demand import rules
from services.credit.domain.demand.state import CLAUSE, DEMAND, Demand, is_open, require_day
from services.credit.domain.institution import INSTITUTION, Institution, require_open
from services.credit.domain.organisations import GUIDES
from shared.kernel.aggregate import TOWN, Context, Events, guard, pick_id, refuse
from shared.schemas.credit import demand as demands


@DEMAND.command(
    title="登记信息共享同意",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(INSTITUTION)],
    when=[is_open],
    picks=[pick_id("institution", require_open)],
)
def record_consent(demand: Demand, cmd: demands.RecordConsent, context: Context) -> Events:
    """One that was given too long ago is none; a new one follows an old one that has ended."""
    require_open(cmd.institution, context)
    if demand.consented(cmd.institution):
        return
    days = context.parameter("credit.consent_calendar_days")
    require_day(cmd.given_on, context.today - timedelta(days=days), context.today)
    yield demands.ConsentRecorded.of(
        cmd, town=demand.town, recorded_on=context.today, valid_calendar_days=days,
        push_working_days=context.parameter("credit.push_working_days"),
    )  # fmt: skip


def _require_consent(demand: Demand, institution: str, _: Context) -> None:
    if not demand.consented(institution):
        refuse(rules.CONSENT_ENDS_ONCE, institution=institution)


@DEMAND.command(
    title="撤回信息共享同意",
    clause=CLAUSE,
    by=[TOWN],
    picks=[pick_id("institution", _require_consent)],
)
def withdraw_consent(demand: Demand, cmd: demands.WithdrawConsent, context: Context) -> Events:
    _require_consent(demand, cmd.institution, context)
    yield demands.ConsentWithdrawn.of(cmd, town=demand.town, withdrawn_on=context.today)


def _require_reachable(demand: Demand, institution: str, context: Context) -> Institution:
    """An institution that the borrower lets know, and that does not know yet."""
    known = require_open(institution, context)
    if institution in demand.answers:
        refuse(rules.PUSHED_ONCE, institution=institution)
    if not demand.consented(institution):
        refuse(rules.CONSENT_STANDS, institution=institution)
    return known


@DEMAND.command(
    title="推送融资需求",
    clause=CLAUSE,
    by=GUIDES,
    guards=[guard(INSTITUTION, lambda _, cmd: cmd.institutions)],
    when=[is_open],
    picks=[pick_id("institutions", _require_reachable)],
)
def push_demand(demand: Demand, cmd: demands.PushDemand, context: Context) -> Events:
    asked = demand.asked
    assert asked is not None
    for institution in dict.fromkeys(cmd.institutions):
        known = _require_reachable(demand, institution, context)
        yield demands.DemandPushed(
            cmd.demand, institution=institution, town=demand.town, county=demand.county,
            borrower=asked.borrower, borrower_kind=asked.borrower_kind, industry=asked.industry,
            purpose=asked.purpose, amount_fen=asked.amount_fen, months=asked.months,
            joined=known.joined, pushed_on=context.today,
            contact_working_days=context.parameter("credit.contact_working_days"),
            decision_working_days=context.parameter("credit.decision_working_days"),
        )  # fmt: skip
