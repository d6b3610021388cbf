"""The limits of leased farmland: the review's answer by law, a look at its use every year (RZ-2.4.d)."""

from collections.abc import Iterable

from services.credit.domain.capital.state import CAPITAL, CLAUSE, Capital
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    require_flag,
)
from shared.schemas.credit import capital as capitals

YEAR = 365


@CAPITAL.deadlines
def deadlines(capital: Capital) -> Iterable[Deadline]:
    both = (review_limit(capital), check_limit(capital))
    return (limit for limit in both if limit is not None and limit.key not in capital.late)


def review_limit(capital: Capital) -> Deadline | None:
    if capital.accepted_on is None:
        return None
    key = f"lease-review-{capital.accepted_on:%Y%m%d}"
    return Deadline(key, capital.accepted_on, capital.review_days, "working", CLAUSE)


def check_limit(capital: Capital) -> Deadline | None:
    if capital.check_from is None:
        return None
    key = f"land-use-{capital.check_from:%Y%m%d}"
    return Deadline(key, capital.check_from, YEAR, "calendar", CLAUSE)


@CAPITAL.when_passed(clause=CLAUSE)
def capital_runs_late(capital: Capital, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {limit.key for limit in deadlines(capital)}:
        return
    of_review = passed.key.startswith("lease-review-")
    late = capitals.LeaseReviewOverdue if of_review else capitals.LandUseCheckOverdue
    yield late(
        passed.stream_id, town=capital.town, county=capital.county,
        organisation=f"{capital.county}-agriculture", key=passed.key, due_on=passed.due_on,
        name=capital.enterprise,
    )  # fmt: skip


@CAPITAL.command(title="解除工商资本预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_capital_flag(
    capital: Capital, cmd: capitals.ClearCapitalFlag, context: Context
) -> Events:
    require_flag(capital.flags, cmd.key)
    yield capitals.CapitalFlagCleared.of(cmd, town=capital.town)
