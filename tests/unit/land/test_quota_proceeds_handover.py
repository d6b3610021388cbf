"""RZ-2.3.h: the county's finance department hands a town's proceeds over in time, or is late."""

from dataclasses import replace
from datetime import date

import pytest

from services.land.domain.quota_ledger import rules
from services.land.reactions import supervision
from services.land.views.quota_ledgers import QuotaLedger
from services.land.views.quota_retained import QuotaRetained
from shared.kernel.aggregate import FLAG_STANDS, Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.quota_ledger_handover import (
    ClearProceedsFlag,
    HandOverProceeds,
    ProceedsFlagCleared,
    ProceedsHandoverOverdue,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.rows import about, rows
from tests.unit.land.quotas import ACCEPTED, FILED, TODAY, TOWN, TRANSFERRED
from tests.unit.land.test_quota_proceeds import BOOKED, HANDED, SPEND, SPENT, sold

OFFICE, KEY = "donggang-finance", "proceeds.e-1"
HAND_OVER = HandOverProceeds(
    town=TOWN, entry="e-1", amount_fen=600_00, document="演示-东财拨〔2024〕3号"
)
PART = replace(HANDED, amount_fen=250_00)
LATE = ProceedsHandoverOverdue(
    town=TOWN, county="donggang", entry="e-1", key=KEY, organisation=OFFICE, amount_fen=350_00,
    due_on=date(2024, 3, 31),
)  # fmt: skip
BEFORE_HANDOVERS = replace(BOOKED, debtor=None, handover_calendar_days=None)


def test_the_countys_finance_department_hands_over_and_its_government_may_act_for_it() -> None:
    sold(BOOKED).when(HAND_OVER, by=OFFICE).then(HANDED)
    assert sold(BOOKED).when(HAND_OVER, by="donggang").events == [
        replace(HANDED, organisation="donggang")
    ]
    for by in (TOWN, "finance", "juxian-finance", "donggang-natural-resources"):
        sold(BOOKED).when(HAND_OVER, by=by).not_permitted()


def test_no_more_is_handed_over_than_the_town_keeps_of_the_entry() -> None:
    again = replace(HAND_OVER, amount_fen=350_01)
    outcome = sold(BOOKED, PART).when(again, by=OFFICE).refused(rules.HANDED_OVER_WITHIN_RETAINED)
    assert outcome.refusal.values["owed_fen"] == 350_00
    sold().when(HAND_OVER, by=OFFICE).refused(rules.ENTRY_IS_BOOKED)


def test_what_is_owed_after_its_days_is_late_once() -> None:
    limit = Deadline(KEY, TODAY, 30, "calendar", "RZ-2.3.h")
    assert sold(BOOKED, PART).deadlines == [limit]
    assert sold(BOOKED, HANDED).deadlines == []
    sold(BOOKED, PART).when_passed(KEY, date(2024, 3, 31)).then(LATE)
    story = sold(BOOKED, PART, LATE)
    assert story.deadlines == []
    story.when_passed(KEY, date(2024, 3, 31)).refused(NOTHING_CHANGES)
    assert story.when(replace(HAND_OVER, amount_fen=350_00), by=OFFICE).events


def test_the_flag_falls_when_its_issue_is_resolved() -> None:
    clear = ClearProceedsFlag(town=TOWN, key=KEY, issue="i-1")
    cleared = ProceedsFlagCleared(town=TOWN, key=KEY, issue="i-1")
    sold(BOOKED, LATE).when(clear, by="system").then(cleared)
    sold(BOOKED).when(clear, by="system").refused(FLAG_STANDS)
    resolved = IssueResolved(
        "i-1", town=TOWN, resolved_on=TODAY, cause="c", cause_service="land",
        cause_stream=f"quota-{TOWN}", cause_key=KEY,
    )  # fmt: skip
    assert list(supervision.proceeds_flag_clears(resolved, about(resolved))) == [clear]
    other = replace(resolved, cause_stream="key-project-p-1")
    assert list(supervision.proceeds_flag_clears(other, about(other))) == []


def test_what_was_booked_before_handovers_is_the_towns_at_once() -> None:
    story = sold(BEFORE_HANDOVERS)
    assert story.deadlines == []
    story.when(SPEND, by=TOWN).then(SPENT)
    story.when(HAND_OVER, by=OFFICE).refused(rules.HANDED_OVER_WITHIN_RETAINED)
    row = rows(QuotaLedger, ACCEPTED, FILED, TRANSFERRED, BEFORE_HANDOVERS)[TOWN]
    assert (row.handed_over_fen, row.owed_fen) == (600_00, 0)


@pytest.mark.parametrize(
    ("history", "figures", "flags"),
    [((), (0, 600_00), []), ((PART, LATE), (250_00, 350_00), [KEY]), ((HANDED,), (600_00, 0), [])],
)
def test_the_ledgers_show_what_is_owed_and_by_whom(
    history: tuple[object, ...], figures: tuple[int, int], flags: list[str]
) -> None:
    row = rows(QuotaLedger, ACCEPTED, FILED, TRANSFERRED, BOOKED, *history)[TOWN]
    assert (row.handed_over_fen, row.owed_fen) == figures and row.flags == flags
    (told,) = rows(QuotaRetained, BOOKED, *history).values()
    assert (told.handed_over_fen, told.owed_fen) == figures
    assert (told.debtor, told.overdue) == (OFFICE, bool(flags))
    cleared = ProceedsFlagCleared(town=TOWN, key=KEY, issue="i-1")
    assert rows(QuotaLedger, ACCEPTED, BOOKED, LATE, cleared)[TOWN].flags == []
