"""What was recorded long after the day on which it happened is on a ledger of every service."""

from dataclasses import replace
from datetime import timedelta

from shared.kernel.documents.late_records import LATE, LateRecord
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.schemas.supervision.leader_link import LeaderVisited
from tests.rows import about

own_ledgers("supervision")
VIEW = LateRecord.definition
MOMENT = about(object()).effective_at
TODAY = MOMENT.date()


def visited(days_ago: int) -> LeaderVisited:
    return LeaderVisited(
        "l1", town="taoluo", number=1, visited_on=TODAY - timedelta(days=days_ago), findings="察看"
    )


def test_what_is_said_to_have_happened_long_ago_is_listed_with_the_days_between():
    event = visited(LATE.days)
    meta = replace(about(event, "leader-link-l1"), id="l1", organisation="donggang")
    [key] = VIEW.keys(event, meta)
    row = VIEW.after(None, key, event, meta)
    assert (row.days, row.recorded_on, row.stream) == (30, TODAY, "leader-link-l1")
    assert (row.category, row.organisation, row.town) == ("leader-link", "donggang", "taoluo")


def test_what_was_recorded_in_time_or_by_the_system_is_not():
    late, meta = visited(LATE.days), about(visited(0))
    assert not list(VIEW.keys(visited(LATE.days - 1), replace(meta, organisation="donggang")))
    assert not list(VIEW.keys(late, replace(meta, organisation="system")))


def test_only_days_that_somebody_said_count():
    """Not those that a service worked out, such as a period that was on record before."""
    assert "LeaderLinked" not in VIEW.folds
    assert "LeaderVisited" in VIEW.folds
