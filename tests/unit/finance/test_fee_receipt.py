"""RZ-2.2.d: a receipt's number stands for one town, until its entry is cancelled."""

from dataclasses import replace

from services.finance.domain.fee_receipt import FEE_RECEIPT, RECEIPT_IS_OF_ONE_TOWN
from shared.schemas.finance.fee_account_correction import CancelFee
from shared.schemas.finance.fee_receipt import ReceiptNumberFreed, ReceiptNumberTaken
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
