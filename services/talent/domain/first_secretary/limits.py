"""The time limits of a first secretary: the warning ahead of the term's end, and the end (RZ-2.5.c)."""

from collections.abc import Iterable

from services.talent.domain.first_secretary.state import CLAUSE, FIRST_SECRETARY, FirstSecretary
from services.talent.domain.organisations import late_one
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import first_secretary as secretaries


@FIRST_SECRETARY.deadlines
def deadlines(secretary: FirstSecretary) -> Iterable[Deadline]:
    if secretary.person and not secretary.overdue:
        if not secretary.warned:
            yield warning(secretary)
        yield end_of_term(secretary)


@FIRST_SECRETARY.when_passed(clause=CLAUSE)
def time_is_over(secretary: FirstSecretary, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(secretary)}:
        return
    village, town, until = passed.stream_id, secretary.town, secretary.until
    assert until is not None
    if passed.key.startswith("ending"):
        yield secretaries.SecretaryTermEnding(village, town=town, until=until)
    else:
        county = secretary.county
        late = late_one(secretary.decided_by, county, f"{county}-organization", context.registry)
        yield secretaries.RotationOverdue(
            village, town=town, organisation=late, due_on=passed.due_on,
            name=secretary.village_name,
        )  # fmt: skip


def warning(secretary: FirstSecretary) -> Deadline:
    """So many days ahead of the term's end."""
    return _before_end("ending", secretary, secretary.warn_calendar_days)


def end_of_term(secretary: FirstSecretary) -> Deadline:
    """The last day in office, by which somebody follows."""
    return _before_end("term", secretary, 0)


def _before_end(name: str, secretary: FirstSecretary, days: int) -> Deadline:
    started_on, until = secretary.started_on, secretary.until
    assert started_on is not None and until is not None
    lasts = max((until - started_on).days - days, 1)
    return Deadline(f"{name}-{until}", started_on, lasts, "calendar", CLAUSE)


@FIRST_SECRETARY.command(title="解除第一书记预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_first_secretary_flag(
    secretary: FirstSecretary, cmd: secretaries.ClearFirstSecretaryFlag, context: Context
) -> Events:
    require_flag(secretary.flags, cmd.key)
    yield secretaries.FirstSecretaryFlagCleared.of(cmd, town=secretary.town)
