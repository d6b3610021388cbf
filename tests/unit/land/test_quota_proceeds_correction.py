"""RZ-2.3.h: a sale of quota is set right or cancelled, and so is the money of it."""

from dataclasses import replace

import pytest

from services.land.domain.quota_ledger import rules
from services.land.views.quota_ledgers import QuotaLedger
from services.land.views.quota_retained import QuotaRetained
from services.land.views.quota_transfers import QuotaTransfers
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.land.quota_ledger_proceeds_correction import (
    CancelTransfer,
    CorrectProceeds,
    CorrectProceedsHandover,
    CorrectSpending,
    CorrectTransferPrice,
    ProceedsCorrected,
    ProceedsFigures,
    ProceedsHandoverCorrected,
    QuotaTransferCancelled,
    SpendingCorrected,
    TransferPriceCorrected,
)
from tests.rows import rows
from tests.unit.land.quotas import ACCEPTED, FILED, TODAY, TOWN, TRANSFER, TRANSFERRED, m2
from tests.unit.land.test_quota_proceeds import BOOK, BOOKED, HANDED, SPENT, sold

BUREAU, OFFICE, LAND = "natural-resources", "donggang-finance", "donggang-natural-resources"
REASON, DOCUMENT = "平台结算单与合同不符", "演示-日自资函〔2024〕21号"
WHY = {"town": TOWN, "reason": REASON, "document": DOCUMENT}
PRICE = CorrectTransferPrice(transfer="t-1", price_fen=940_00, **WHY)
REPRICED = TransferPriceCorrected(
    transfer="t-1", previous_fen=1_000_00, price_fen=940_00, corrected_by=LAND,
    corrected_on=TODAY, **WHY,
)  # fmt: skip
CANCEL = CancelTransfer(transfer="t-1", **WHY)
CANCELLED = QuotaTransferCancelled(
    transfer="t-1", lot="lot-1", area=m2(50), cancelled_by=LAND, cancelled_on=TODAY, **WHY
)
RIGHT = CorrectProceeds(entry="e-1", received_fen=580_00, **WHY)
WAS = ProceedsFigures(
    received_fen=600_00, investor_fen=0, released_fen=0, retained_fen=600_00, handed_over_fen=0
)
CORRECTED = ProceedsCorrected(
    entry="e-1", transfer="t-1", previous=WAS,
    corrected=replace(WAS, received_fen=580_00, retained_fen=580_00), consent=None,
    corrected_by=OFFICE, corrected_on=TODAY, **WHY,
)  # fmt: skip
STRUCK = replace(CORRECTED, corrected=replace(WAS, received_fen=0, retained_fen=0))
HANDED_LESS = CorrectProceedsHandover(entry="e-1", amount_fen=0, **WHY)
TAKEN_BACK = ProceedsHandoverCorrected(
    entry="e-1", previous_fen=600_00, amount_fen=0, corrected_by=OFFICE, corrected_on=TODAY, **WHY
)
SPENT_LESS = CorrectSpending(
    spending="s-1", amount_fen=410_00, purpose="resettlement", **WHY
)  # fmt: skip
LESS = SpendingCorrected(
    spending="s-1", previous_fen=600_00, previous_purpose="consolidation", amount_fen=410_00,
    purpose="resettlement", corrected_on=TODAY, **WHY,
)  # fmt: skip


def test_a_price_is_set_right_down_to_what_was_booked_of_it() -> None:
    sold().when(PRICE, by=LAND).then(REPRICED)
    low = replace(PRICE, price_fen=599_99)
    outcome = sold(BOOKED).when(low, by=BUREAU).refused(rules.PRICE_COVERS_BOOKED)
    assert outcome.refusal.values["booked_fen"] == 600_00
    assert sold(BOOKED).when(replace(PRICE, price_fen=600_00), by=BUREAU).events
    rest = replace(BOOK, entry="e-2", received_fen=340_01)
    sold(REPRICED, BOOKED).when(rest, by=OFFICE).refused(rules.TRANSFER_ON_RECORD)
    sold().when(PRICE, by=OFFICE).not_permitted()


def test_a_cancelled_transfer_gives_the_quota_back_to_its_lot() -> None:
    sold().when(CANCEL, by=LAND).then(CANCELLED)
    after = sold(CANCELLED)
    assert after.state.lots["lot-1"].remaining == m2(80)
    for cmd in (CANCEL, PRICE):
        after.when(cmd, by=LAND).refused(rules.TRANSFER_STANDS)
    after.when(BOOK, by=OFFICE).refused(rules.TRANSFER_ON_RECORD)
    after.when(TRANSFER, by=BUREAU).refused(rules.ID_IS_NEW)
    again = replace(TRANSFER, transfer="t-2")
    after.when(again, by=BUREAU).refused(rules.TOWN_REFUSED_FIRST)


def test_what_was_received_is_given_back_before_a_transfer_is_cancelled() -> None:
    outcome = sold(BOOKED).when(CANCEL, by=LAND).refused(rules.PRICE_IS_GIVEN_BACK)
    assert outcome.refusal.values["booked_fen"] == 600_00
    sold(BOOKED, STRUCK).when(CANCEL, by=LAND).then(CANCELLED)


def test_an_entry_is_set_right_within_the_price_and_the_mode() -> None:
    sold(BOOKED).when(RIGHT, by=OFFICE).then(CORRECTED)
    strike = replace(RIGHT, received_fen=0)
    sold(BOOKED).when(strike, by=OFFICE).then(STRUCK)
    dear = replace(RIGHT, received_fen=1_000_01)
    outcome = sold(BOOKED).when(dear, by=OFFICE).refused(rules.TRANSFER_ON_RECORD)
    assert outcome.refusal.values["available_fen"] == 1_000_00
    let_go = replace(RIGHT, released_fen=1, consent="涛政函1号")
    sold(BOOKED).when(let_go, by=OFFICE).refused(rules.PROCEEDS_STAY)
    sold().when(RIGHT, by=OFFICE).refused(rules.ENTRY_IS_BOOKED)
    same = replace(RIGHT, received_fen=600_00)
    sold(BOOKED).when(same, by=OFFICE).refused(NOTHING_CHANGES)
    sold(BOOKED).when(RIGHT, by=TOWN).not_permitted()


def test_an_entry_stays_over_what_was_handed_over_of_it() -> None:
    outcome = sold(BOOKED, HANDED).when(RIGHT, by=OFFICE)
    outcome.refused(rules.RETAINED_COVERS_HANDED_OVER)
    sold(BOOKED, HANDED).when(HANDED_LESS, by=OFFICE).then(TAKEN_BACK)
    assert sold(BOOKED, HANDED, TAKEN_BACK).when(RIGHT, by=OFFICE).events


def test_what_the_town_has_spent_is_not_taken_back() -> None:
    story = sold(BOOKED, HANDED, SPENT)
    story.when(HANDED_LESS, by=OFFICE).refused(rules.SPENT_WITHIN_HANDED_OVER)
    old = replace(BOOKED, debtor=None, handover_calendar_days=None)
    sold(old, SPENT).when(RIGHT, by=OFFICE).refused(rules.SPENT_WITHIN_HANDED_OVER)
    (right,) = sold(old).when(RIGHT, by=OFFICE).events
    assert right.previous.handed_over_fen == 600_00
    assert right.corrected.handed_over_fen == sold(old, right).state.proceeds.unspent_fen == 580_00


def test_a_handover_never_passes_what_the_town_keeps() -> None:
    more = replace(HANDED_LESS, amount_fen=600_01)
    sold(BOOKED, HANDED).when(more, by=OFFICE).refused(rules.HANDED_OVER_WITHIN_RETAINED)
    same = replace(HANDED_LESS, amount_fen=600_00)
    sold(BOOKED, HANDED).when(same, by=OFFICE).refused(NOTHING_CHANGES)


def test_a_spending_is_set_right_by_the_town_within_what_it_has() -> None:
    story = sold(BOOKED, HANDED, SPENT)
    story.when(SPENT_LESS, by=TOWN).then(LESS)
    assert sold(BOOKED, HANDED, SPENT, LESS).state.proceeds.unspent_fen == 190_00
    more = replace(SPENT_LESS, amount_fen=600_01)
    story.when(more, by=TOWN).refused(rules.SPENT_WITHIN_HANDED_OVER)
    other = replace(SPENT_LESS, purpose="office-building")
    story.when(other, by=TOWN).refused(rules.PROCEEDS_ARE_EARMARKED)
    sold(BOOKED).when(SPENT_LESS, by=TOWN).refused(rules.SPENDING_ON_RECORD)
    story.when(SPENT_LESS, by=OFFICE).not_permitted()


@pytest.mark.parametrize(
    ("history", "figures"),
    [
        ((BOOKED, CORRECTED), (580_00, 580_00, 0, 580_00, 0)),
        ((BOOKED, HANDED, TAKEN_BACK, STRUCK), (0, 0, 0, 0, 0)),
        ((BOOKED, HANDED, SPENT, LESS), (600_00, 600_00, 600_00, 0, 410_00)),
    ],
)
def test_the_ledgers_follow_corrections(history: tuple[object, ...], figures: tuple) -> None:
    row = rows(QuotaLedger, ACCEPTED, FILED, TRANSFERRED, *history)[TOWN]
    told = (row.received_fen, row.retained_fen, row.handed_over_fen, row.owed_fen, row.spent_fen)
    assert told == figures
    (kept,) = rows(QuotaRetained, *history).values()
    assert (kept.received_fen, kept.retained_fen, kept.handed_over_fen, kept.owed_fen) == (
        figures[:4]
    )


def test_the_ledger_of_transfers_tells_of_prices_and_cancellations() -> None:
    (row,) = rows(QuotaTransfers, TRANSFERRED, REPRICED, BOOKED, STRUCK, CANCELLED).values()
    assert (row.price_fen, row.received_fen, row.cancelled_on) == (940_00, 0, TODAY)
    ledger = rows(QuotaLedger, ACCEPTED, FILED, TRANSFERRED, CANCELLED)[TOWN]
    assert (ledger.transferred, ledger.remaining) == (0, m2(80))
