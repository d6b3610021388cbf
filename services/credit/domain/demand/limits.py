"""The time limits of a demand: push, contact, decision, and how long a consent holds (RZ-2.4.a)."""

from collections.abc import Iterable

from services.credit.domain.demand.state import CLAUSE, DEMAND, Answer, Consent, Demand
from services.credit.domain.organisations import LOCAL_FINANCE
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    require_flag,
)
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit.stages import AnswerStage

STEPS: dict[str, AnswerStage] = {"push": "push", "contact": "contact", "decision": "decision"}


@DEMAND.deadlines
def deadlines(demand: Demand) -> Iterable[Deadline]:
    """What is still to be pushed, contacted and decided; consents on which nothing was decided."""
    limits = [*steps_owed(demand), *consent_limits(demand)]
    return (limit for limit in limits if limit.key not in demand.late)


def steps_owed(demand: Demand) -> Iterable[Deadline]:
    """The limit of every step that is owed, passed or not."""
    if demand.ended:
        return
    for id, consent in sorted(demand.consents.items()):
        answer = demand.answers.get(id)
        if not consent.stands:
            continue
        if answer is None:
            yield push_limit(id, consent)
            continue
        if not answer.contacted and not answer.decided:
            yield contact_limit(id, answer)
        if not answer.decided:
            yield decision_limit(id, answer)


def push_limit(id: str, consent: Consent) -> Deadline:
    return Deadline(f"push-{id}", consent.recorded_on, consent.push_days, "working", CLAUSE)


def contact_limit(id: str, answer: Answer) -> Deadline:
    return Deadline(f"contact-{id}", answer.pushed_on, answer.contact_days, "working", CLAUSE)


def decision_limit(id: str, answer: Answer) -> Deadline:
    return Deadline(f"decision-{id}", answer.pushed_on, answer.decision_days, "working", CLAUSE)


def consent_limits(demand: Demand) -> Iterable[Deadline]:
    if demand.ended:
        return
    for id, consent in sorted(demand.consents.items()):
        answer = demand.answers.get(id)
        if consent.stands and (answer is None or not answer.decided):
            yield Deadline(f"consent-{id}", consent.given_on, consent.days, "calendar", CLAUSE)


@DEMAND.when_passed(clause=CLAUSE)
def demand_runs_late(demand: Demand, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {limit.key for limit in deadlines(demand)}:
        return
    kind, _, institution = passed.key.partition("-")
    if kind == "consent":
        yield demands.ConsentExpired(
            passed.stream_id, institution=institution, town=demand.town, key=passed.key,
            due_on=passed.due_on,
        )  # fmt: skip
        return
    yield answers.DemandUnanswered(
        passed.stream_id, town=demand.town, stage=STEPS[kind], institution=institution,
        organisation=LOCAL_FINANCE.id, key=passed.key, due_on=passed.due_on,
        name=demand.asked.purpose if demand.asked else None,
    )  # fmt: skip


@DEMAND.command(title="解除融资需求预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_demand_flag(demand: Demand, cmd: answers.ClearDemandFlag, context: Context) -> Events:
    require_flag(demand.flags, cmd.key)
    yield answers.DemandFlagCleared.of(cmd, town=demand.town)
