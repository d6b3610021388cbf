"""The limits of a delegation: handover, trial, term, answers, the yearly evaluation, support."""

from collections.abc import Iterable

from services.empowerment.domain.delegation.ending import withdrawal
from services.empowerment.domain.delegation.state import (
    CLAUSE,
    DELEGATION,
    LIVE,
    TAKEN_UP,
    Delegation,
)
from services.empowerment.domain.delegation.support import owed_support
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.copying import replace
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running


@DELEGATION.deadlines
def deadlines(d: Delegation) -> Iterable[Deadline]:
    if (limit := handover_limit(d)) and "handover" not in d.late:
        yield limit
    if (limit := trial_limit(d)) and d.trial == "running":
        yield limit
    if limit := term_limit(d):
        yield limit
    if (warning := warning_limit(d)) and not d.warned:
        yield warning
    if (limit := answer_limit(d)) and "withdrawal-answer" not in d.late:
        yield limit
    if limit := year_limit(d):
        yield limit
    if (limit := evaluation_limit(d)) and "evaluation" not in d.late:
        yield limit
    for support, limit in support_limits(d):
        if f"support:{support.support}" not in d.late:
            yield limit


def handover_limit(d: Delegation) -> Deadline | None:
    """For the department to prepare it, from the delegation on."""
    given = d.delegated
    if d.stage != "delegated" or given is None or is_prepared(d):
        return None
    return Deadline("handover", given.delegated_on, given.handover_working_days, "working", CLAUSE)


def is_prepared(d: Delegation) -> bool:
    return d.handover is not None and d.handover.seal and d.handover.account


def trial_limit(d: Delegation) -> Deadline | None:
    begun = d.taken_up
    if d.stage not in TAKEN_UP or begun is None or d.trial == "over":
        return None
    return Deadline("trial", begun.taken_up_on, begun.trial_calendar_days, "calendar", CLAUSE)


def term_limit(d: Delegation) -> Deadline | None:
    """The last day of what is entrusted."""
    if d.stage not in LIVE or d.term_from is None or d.ends_on is None:
        return None
    days = (d.ends_on - d.term_from).days
    return Deadline("term", d.term_from, days, "calendar", CLAUSE)


def warning_limit(d: Delegation) -> Deadline | None:
    """The day on which the end of the term is told ahead."""
    limit = term_limit(d)
    if limit is None or d.delegated is None:
        return None
    days = max(limit.days - d.delegated.warning_calendar_days, 0)
    return replace(limit, key="warning", days=days)


def answer_limit(d: Delegation) -> Deadline | None:
    asked = d.request
    if d.stage not in LIVE or asked is None:
        return None
    days = asked.answer_working_days
    return Deadline("withdrawal-answer", asked.requested_on, days, "working", CLAUSE)


def year_limit(d: Delegation) -> Deadline | None:
    """After which the power is to be evaluated; None once that is due."""
    run = d.run
    if d.stage not in TAKEN_UP or run is None or run.due_on is not None:
        return None
    return Deadline("year", run.since, run.days, "calendar", CLAUSE)


def evaluation_limit(d: Delegation) -> Deadline | None:
    run = d.run
    if d.stage not in TAKEN_UP or run is None or run.due_on is None:
        return None
    return Deadline("evaluation", run.due_on, run.due_days, "working", CLAUSE)


def support_limits(d: Delegation) -> Iterable[tuple[delegations.SupportDue, Deadline]]:
    """Of a promise whose day was past when the power was delegated, from that day on."""
    given = d.delegated
    if d.stage not in LIVE or given is None:
        return
    for support in owed_support(d):
        days = max((support.due_on - given.delegated_on).days, 0)
        key = f"support:{support.support}"
        yield support, Deadline(key, given.delegated_on, days, "calendar", CLAUSE)


@DELEGATION.when_passed(clause=CLAUSE)
def a_limit_passes(d: Delegation, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(d)}:
        return
    id, due_on, organ = passed.stream_id, passed.due_on, d.organ
    kind, _, support = passed.key.partition(":")
    match kind:
        case "trial":
            yield delegations.TrialDue(id, town=d.town, organ=organ, due_on=due_on)
        case "warning" if d.ends_on:
            yield delegations.DelegationExpiring(id, town=d.town, organ=organ, ends_on=d.ends_on)
        case "term":
            yield withdrawal(d, id, "expired", "委托期限届满", None, context.today, context.today)
        case "year":
            days = context.parameter("empowerment.evaluation_working_days")
            yield running.EvaluationDue(
                id, town=d.town, organ=organ, due_on=due_on, evaluation_working_days=days
            )
        case "support":
            [owed] = [s for s in owed_support(d) if s.support == support]
            yield running.SupportOverdue(
                id, town=d.town, support=support, kind=owed.kind, organisation=owed.provider,
                due_on=due_on, name=_name(d),
            )  # fmt: skip
        case "handover":
            yield _late(d, id, "handover", passed)
        case "withdrawal-answer":
            yield _late(d, id, "withdrawal-answer", passed)
        case "evaluation":
            yield _late(d, id, "evaluation", passed)


def _late(
    d: Delegation, id: str, step: delegations.DelegationStep, passed: DeadlinePassed
) -> delegations.DelegationStepOverdue:
    return delegations.DelegationStepOverdue(
        id, town=d.town, step=step, organisation=d.organ, due_on=passed.due_on, name=_name(d)
    )


def _name(d: Delegation) -> str | None:
    return d.delegated.name if d.delegated else None


@DELEGATION.command(title="解除下放事权预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_delegation_flag(
    d: Delegation, cmd: delegations.ClearDelegationFlag, context: Context
) -> Events:
    require_flag(d.flags, cmd.key)
    yield delegations.DelegationFlagCleared.of(cmd, town=d.town)
