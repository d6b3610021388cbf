"""RZ-2.3.h: the proceeds of quota stay in the town and are earmarked."""

from dataclasses import replace

import pytest

from services.land.domain.quota_ledger import rules
from services.land.views.quota_ledgers import QuotaLedger
from services.land.views.quota_retained import QuotaRetained
from shared.schemas.land.quota_ledger_handover import ProceedsHandedOver
from shared.schemas.land.quota_ledger_proceeds import (
    BookProceeds,
    ProceedsBooked,
    ProceedsSpent,
    SpendProceeds,
)
from tests.given import Given
from tests.rows import rows
from tests.unit.land.quotas import (
    ACCEPTED,
    FILED,
    LET_GO,
    OFFERED,
    TODAY,
    TOWN,
    TRANSFERRED,
    ledger,
)

BOOK = BookProceeds(TOWN, entry="e-1", transfer="t-1", received_fen=600_00)
BOOKED = ProceedsBooked(
    town=TOWN, entry="e-1", transfer="t-1", received_fen=600_00, investor_percent=0,
    investor_fen=0, released_fen=0, retained_fen=600_00, mode="all", consent=None, booked_on=TODAY,
    debtor="donggang-finance", handover_calendar_days=30,
)  # fmt: skip
HANDED = ProceedsHandedOver(
    town=TOWN, entry="e-1", amount_fen=600_00, organisation="donggang-finance",
    handed_over_on=TODAY, document="演示-东财拨〔2024〕3号",
)  # fmt: skip
SPEND = SpendProceeds(TOWN, spending="s-1", amount_fen=600_00, purpose="consolidation")
SPENT = ProceedsSpent(
    TOWN, spending="s-1", amount_fen=600_00, purpose="consolidation", spent_on=TODAY
)
FIRST_REFUSAL = {"land.proceeds_mode": {TOWN: "first-refusal"}}


def sold(*events: object) -> Given:
    return ledger(FILED, OFFERED, LET_GO, TRANSFERRED, *events)


@pytest.mark.parametrize("by", ["natural-resources", "finance", "donggang-finance"])
def test_the_town_keeps_all_proceeds(by: str) -> None:
    sold().when(BOOK, by=by).then(BOOKED)


def test_a_town_that_keeps_all_lets_nothing_go() -> None:
    cmd = replace(BOOK, released_fen=1, consent="涛政函1号")
    sold().when(cmd, by="finance").refused(rules.PROCEEDS_STAY)


def test_by_first_refusal_the_town_lets_go_with_its_consent() -> None:
    cmd = replace(BOOK, released_fen=100_00, consent="涛政函1号")
    outcome = sold().when(cmd, by="finance", parameters=FIRST_REFUSAL)
    outcome.then(
        replace(
            BOOKED, released_fen=100_00, retained_fen=500_00, mode="first-refusal",
            consent="涛政函1号",
        )
    )  # fmt: skip
    silent = replace(cmd, consent=None)
    sold().when(silent, by="finance", parameters=FIRST_REFUSAL).refused(rules.PROCEEDS_STAY)
    all_and_more = replace(cmd, released_fen=600_01)
    story = sold().when(all_and_more, by="finance", parameters=FIRST_REFUSAL)
    story.refused(rules.PROCEEDS_STAY)


def test_the_investors_share_follows_the_contract_term_by_term() -> None:
    social = replace(
        ACCEPTED, lot="lot-2", funding="social", contract="合同3号", contract_mode="free",
        investor_percent=33,
    )  # fmt: skip
    moved = replace(TRANSFERRED, lot="lot-2", offer=None, transfer="t-2")
    story = ledger(social, replace(FILED, lot="lot-2"), moved)
    cmd = replace(BOOK, transfer="t-2", received_fen=100_01)
    (booked,) = story.when(cmd, by="finance").events
    assert (booked.investor_percent, booked.investor_fen, booked.retained_fen) == (33, 3300, 6701)
    (row,) = rows(QuotaRetained, booked).values()
    assert row.received_fen - row.investor_fen - row.released_fen == row.retained_fen


def test_proceeds_are_booked_once_and_within_the_price() -> None:
    sold(BOOKED).when(BOOK, by="finance").refused(rules.ID_IS_NEW)
    second = replace(BOOK, entry="e-2", received_fen=400_01)
    sold(BOOKED).when(second, by="finance").refused(rules.TRANSFER_ON_RECORD)
    unknown = replace(BOOK, transfer="t-9")
    sold().when(unknown, by="finance").refused(rules.TRANSFER_ON_RECORD)


def test_proceeds_are_spent_on_what_they_are_earmarked_for() -> None:
    sold(BOOKED, HANDED).when(SPEND, by=TOWN).then(SPENT)
    other = replace(SPEND, purpose="office-building")
    sold(BOOKED).when(other, by=TOWN).refused(rules.PROCEEDS_ARE_EARMARKED)
    sold(BOOKED).when(SPEND, by="finance").not_permitted()


def test_no_more_is_spent_than_was_handed_over() -> None:
    sold().when(SPEND, by=TOWN).refused(rules.SPENT_WITHIN_HANDED_OVER)
    waiting = sold(BOOKED).when(SPEND, by=TOWN).refused(rules.SPENT_WITHIN_HANDED_OVER)
    assert waiting.refusal.values == {"available_fen": 0, "owed_fen": 600_00}
    again = replace(SPEND, spending="s-2", amount_fen=1)
    sold(BOOKED, HANDED, SPENT).when(again, by=TOWN).refused(rules.SPENT_WITHIN_HANDED_OVER)
    row = rows(QuotaLedger, ACCEPTED, FILED, TRANSFERRED, BOOKED, HANDED, SPENT)[TOWN]
    assert (row.received_fen, row.retained_fen, row.spent_fen) == (600_00, 600_00, 600_00)
