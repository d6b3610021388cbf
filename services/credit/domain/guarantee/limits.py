"""The time limits of a guarantee: acceptance, decision, review (RZ-2.4.e)."""

from collections.abc import Iterable

from services.credit.domain.guarantee.state import (
    CLAUSE,
    GUARANTEE_BUSINESS,
    GuaranteeBusiness,
    Step,
)
from services.credit.domain.organisations import GUARANTEE
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    require_flag,
)
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit.stages import Industry, LateStep
from shared.schemas.words import words_of

LETTER = "letter"


@GUARANTEE_BUSINESS.deadlines
def deadlines(business: GuaranteeBusiness) -> Iterable[Deadline]:
    yield from (limit for _, limit in steps_owed(business) if limit.key not in business.late)
    if letter := letter_limit(business):
        yield letter


def letter_limit(business: GuaranteeBusiness) -> Deadline | None:
    """The last day of a letter under which nothing is lent yet."""
    if business.stage != "letter" or business.letter_until is None:
        return None
    return Deadline(LETTER, business.letter_until, 0, "calendar", CLAUSE)


def steps_owed(business: GuaranteeBusiness) -> Iterable[tuple[LateStep, Deadline]]:
    """Each step that the company owes, with its limit, passed or not."""
    owed: tuple[tuple[LateStep, Step | None], ...] = (
        ("accept", business.accepting),
        ("decide", business.deciding),
        ("review", business.reviewing),
    )
    again = f"-{business.decisions}" if business.decisions else ""
    for step, runs in owed:
        if runs is not None:
            key = f"guarantee-{step}{again}"
            yield step, Deadline(key, runs.since, runs.days, "working", CLAUSE)


@GUARANTEE_BUSINESS.when_passed(clause=CLAUSE)
def guarantee_runs_late(
    business: GuaranteeBusiness, passed: DeadlinePassed, context: Context
) -> Events:
    letter = letter_limit(business)
    if letter and passed.key == LETTER and passed.due_on == letter.starts_on:
        yield guarantees.GuaranteeLetterExpired(
            passed.stream_id, town=business.town, due_on=passed.due_on
        )
    for step, limit in steps_owed(business):
        if limit.key == passed.key and limit.key not in business.late:
            yield guarantees.GuaranteeOverdue(
                passed.stream_id, town=business.town, county=business.county, step=step,
                organisation=GUARANTEE.id, key=passed.key, due_on=passed.due_on,
                name=f"{words_of(Industry)[business.asked.industry]}贷款" if business.asked else None,
            )  # fmt: skip


@GUARANTEE_BUSINESS.command(title="解除担保超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_guarantee_flag(
    business: GuaranteeBusiness, cmd: guarantees.ClearGuaranteeFlag, context: Context
) -> Events:
    require_flag(business.flags, cmd.key)
    yield guarantees.GuaranteeFlagCleared.of(cmd, town=business.town)
