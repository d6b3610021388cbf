"""A letter of intent is registered, renewed, and expires (RZ-2.4.f)."""

from collections.abc import Iterable

from services.credit.domain.institution import INSTITUTION, require_open
from services.credit.domain.intent import rules
from services.credit.domain.intent.state import CLAUSE, INTENT, Intent
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import (
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    guard,
    pick_id,
    refuse,
)
from shared.schemas.credit import intent as intents


@INTENT.command(
    title="登记意向性融资",
    clause=CLAUSE,
    by=[LOCAL_FINANCE],
    guards=[guard(INSTITUTION)],
    creates=True,
    numbered="intent-{year}",
    picks=[pick_id("institution", require_open)],
)
def register_intent(_: Intent, cmd: intents.RegisterIntent, context: Context) -> Events:
    require_open(cmd.institution, context)
    known = {town: context.town(town) for town in cmd.towns}
    others = [id for id, town in known.items() if town is None or not town.pilot]
    if others or not cmd.towns:
        refuse(rules.TOWNS_OF_THE_FRAMEWORK, towns="、".join(others) or "—")
    if cmd.expires_on <= context.today or cmd.signed_on > context.today:
        refuse(rules.INTENT_IS_AHEAD, after=context.today)
    yield intents.IntentRegistered.of(cmd, registered_by=context.actor.organisation)


@INTENT.command(title="续期意向性融资", clause=CLAUSE, by=[LOCAL_FINANCE])
def renew_intent(intent: Intent, cmd: intents.RenewIntent, context: Context) -> Events:
    """Also after it expired: it is in force again."""
    after = max(intent.expires_on, context.today)
    if cmd.expires_on <= after:
        refuse(rules.INTENT_IS_AHEAD, after=after)
    yield intents.IntentRenewed.of(cmd, renewed_on=context.today)


@INTENT.deadlines
def deadlines(intent: Intent) -> Iterable[Deadline]:
    if not intent.expired:
        yield expiry(intent)


def expiry(intent: Intent) -> Deadline:
    """Its last day, whatever the days since it was signed."""
    return Deadline("expiry", intent.expires_on, 0, "calendar", CLAUSE)


@INTENT.when_passed(clause=CLAUSE)
def intent_expires(intent: Intent, passed: DeadlinePassed, context: Context) -> Events:
    if not intent.expired and passed.due_on == intent.expires_on:
        yield intents.IntentExpired(passed.stream_id, due_on=passed.due_on)
