"""The time limits of a market entry (RZ-2.3.j)."""

from collections.abc import Iterable

from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry
from shared.kernel.aggregate import (
    Context,
    Deadline,
    DeadlinePassed,
    Events,
)
from shared.schemas.land import market_entry


@MARKET_ENTRY.deadlines
def deadlines(entry: MarketEntry) -> Iterable[Deadline]:
    """The government's comments and the plan's lead time; a revised plan starts both again."""
    plan = entry.plan
    if plan is None:
        return
    if not entry.comments:
        yield comment_limit(plan)
    if not entry.matured:
        yield lead_time(plan)


@MARKET_ENTRY.when_passed(clause=CLAUSE)
def time_is_over(entry: MarketEntry, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(entry)}:
        return
    of = {"parcel": passed.stream_id, "town": entry.town}
    if passed.key.startswith("comments"):
        yield market_entry.EntryCommentsLapsed(**of, due_on=passed.due_on, county=entry.county)
    else:
        yield market_entry.EntryPlanMatured(**of, due_on=passed.due_on)


def comment_limit(plan: market_entry.EntryPlanFiled) -> Deadline:
    """After which the government's silence lets the entry go on."""
    return _run(f"comments-{plan.revision}", plan, plan.comment_working_days)


def lead_time(plan: market_entry.EntryPlanFiled) -> Deadline:
    """Before which no deal is concluded."""
    return _run(f"lead-time-{plan.revision}", plan, plan.lead_working_days)


def _run(key: str, plan: market_entry.EntryPlanFiled, days: int) -> Deadline:
    return Deadline(key, plan.filed_on, days, "working", CLAUSE)
