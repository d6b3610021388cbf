"""The time limits of a secondment: the answer, the warning ahead of its end, the end (RZ-2.5.b)."""

from collections.abc import Iterable

from services.talent.domain.organisations import late_one
from services.talent.domain.secondment.state import CLAUSE, SECONDMENT, Secondment
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import secondment as secondments


@SECONDMENT.deadlines
def deadlines(secondment: Secondment) -> Iterable[Deadline]:
    if secondment.stage == "requested" and not secondment.answer_late:
        yield answer_limit(secondment)
    if secondment.stage == "started" and not secondment.overdue:
        if not secondment.warned:
            yield warning(secondment)
        yield end_limit(secondment)


@SECONDMENT.when_passed(clause=CLAUSE)
def time_is_over(secondment: Secondment, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(secondment)}:
        return
    id, town, until = passed.stream_id, secondment.town, secondment.until
    if passed.key == "answer":
        late = secondment.guided_by
        yield secondments.SecondeeOverdue(
            id, town=town, organisation=late, due_on=passed.due_on, name=secondment.post
        )
        return
    assert until is not None
    if passed.key.startswith("ending"):
        yield secondments.SecondmentEnding(id, town=town, until=until)
    else:
        late = late_one(
            secondment.decided_by, secondment.county, secondment.guided_by, context.registry
        )
        yield secondments.SecondmentDue(
            id, town=town, organisation=late, due_on=passed.due_on, name=secondment.post
        )


def answer_limit(secondment: Secondment) -> Deadline:
    """Within which the town is told from where somebody comes, or that nobody does."""
    assert secondment.requested_on is not None
    days = secondment.answer_working_days
    return Deadline("answer", secondment.requested_on, days, "working", CLAUSE)


def warning(secondment: Secondment) -> Deadline:
    """So many days ahead of its end."""
    return _before_end("ending", secondment, secondment.warn_calendar_days)


def end_limit(secondment: Secondment) -> Deadline:
    """The last day."""
    return _before_end("due", secondment, 0)


def _before_end(name: str, secondment: Secondment, days: int) -> Deadline:
    started_on, until = secondment.started_on, secondment.until
    assert started_on is not None and until is not None
    lasts = max((until - started_on).days - days, 1)
    return Deadline(f"{name}-{until}", started_on, lasts, "calendar", CLAUSE)


@SECONDMENT.command(title="解除挂职预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_secondment_flag(
    secondment: Secondment, cmd: secondments.ClearSecondmentFlag, context: Context
) -> Events:
    require_flag(secondment.flags, cmd.key)
    yield secondments.SecondmentFlagCleared.of(cmd, town=secondment.town)
