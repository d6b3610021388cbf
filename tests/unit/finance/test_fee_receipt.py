"""RZ-2.2.d: a receipt's number stands for one town, until its entry is cancelled."""

from dataclasses import replace

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fee_receipt import FEE_RECEIPT, RECEIPT_IS_OF_ONE_TOWN
from services.finance.reactions.finance import recorded_receipt_has_its_number
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.schemas.finance.fee_account import FeeRecorded
from shared.schemas.finance.fee_account_correction import CancelFee
from shared.schemas.finance.fee_receipt import (
    ReceiptNumberFreed,
    ReceiptNumberTaken,
    TakeReceiptNumber,
)
from tests.given import given
from tests.rows import about
from tests.unit.finance.fees import COLLECTOR, RECORD, account

TAKEN = ReceiptNumberTaken("r-1", town="taoluo")
CANCEL = CancelFee("taoluo", reason="登记在错误的镇", receipt="r-1")


def test_a_receipt_takes_its_number_in_the_same_append() -> None:
    decided = account().when(RECORD, by="finance").decided
    assert [(d.stream, d.event) for d in decided][-1] == ("fee-receipt-r-1", TAKEN)


def test_the_same_receipt_is_not_recorded_for_another_town() -> None:
    other = account().and_given(FEE_RECEIPT, "r-1", replace(TAKEN, town="jufeng"))
    outcome = other.when(RECORD, by="finance").refused(RECEIPT_IS_OF_ONE_TOWN)
    assert "jufeng" not in str(outcome.refusal), "whose it is is not every clerk's to know"


def test_an_entry_that_is_cancelled_gives_its_number_back() -> None:
    cancelled = account(RECORD).and_given(FEE_RECEIPT, "r-1", TAKEN).when(CANCEL, by=COLLECTOR)
    freed = ReceiptNumberFreed("r-1", town="taoluo")
    assert cancelled.events[-1] == freed
    anew = account().and_given(FEE_RECEIPT, "r-1", replace(TAKEN, town="jufeng"), freed)
    assert anew.when(RECORD, by="finance").refusal is None


def test_a_receipt_recorded_before_numbers_were_taken_gives_none_back() -> None:
    """Another town may have taken the number since: it keeps it."""
    for history in ((), (replace(TAKEN, town="jufeng"),)):
        before = account(RECORD).and_given(FEE_RECEIPT, "r-1", *history)
        assert len(before.when(CANCEL, by=COLLECTOR).events) == 1


def test_a_receipt_from_before_takes_its_number_once_it_is_followed() -> None:
    recorded = account(RECORD).events
    (fee,) = (event for event in recorded if isinstance(event, FeeRecorded))
    (take,) = recorded_receipt_has_its_number(fee, about(fee))
    before = given(FEE_RECEIPT, "r-1").and_given(FEE_ACCOUNT, "taoluo", *recorded)
    before.when(take, by="system").then(TAKEN)
    since = given(FEE_RECEIPT, "r-1", TAKEN).and_given(FEE_ACCOUNT, "taoluo", *recorded)
    since.when(take, by="system").refused(NOTHING_CHANGES)


def test_of_two_towns_old_receipts_of_one_number_the_second_shows() -> None:
    """Recorded when nobody looked: a refused reaction, which alarms."""
    second = given(FEE_RECEIPT, "r-1", replace(TAKEN, town="jufeng")).and_given(
        FEE_ACCOUNT, "taoluo", *account(RECORD).events
    )
    take = TakeReceiptNumber("r-1", town="taoluo")
    second.when(take, by="system").refused(RECEIPT_IS_OF_ONE_TOWN)


def test_a_receipt_that_was_cancelled_since_takes_none() -> None:
    account_then = account(RECORD, CANCEL).events
    gone = given(FEE_RECEIPT, "r-1").and_given(FEE_ACCOUNT, "taoluo", *account_then)
    take = TakeReceiptNumber("r-1", town="taoluo")
    gone.when(take, by="system").refused(NOTHING_CHANGES)
