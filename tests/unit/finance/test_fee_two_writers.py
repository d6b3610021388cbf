"""RZ-2.2.d: whatever two writers do to one fee account at once, every receipt adds up."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.fee_account import FEE_ACCOUNT
from shared.schemas.finance.fee_account import (
    FeeComponent,
    FeeHandedOver,
    FeeRecorded,
    FeeRefunded,
    FeeRetained,
    HandOverFee,
    LevelShare,
    RecordFee,
    RefundedComponent,
    RefundFee,
)
from tests.unit.two_writers import Asked, TwoWriters, quick

TOWN = "taoluo"
RECEIPTS = ("r-0", "r-1", "r-2")
SHARES = (LevelShare("provincial", 3000), LevelShare("county", 3000), LevelShare("town", 4000))
DAY = date(2024, 2, 1)


class FeeBooks(TwoWriters):
    service = "finance"
    aggregates = (FEE_ACCOUNT,)

    def beginning(self) -> list[Asked]:
        return [record("r-0", 1001)]

    def commands(self) -> st.SearchStrategy[Asked]:
        receipt, beside = st.sampled_from(RECEIPTS), st.sampled_from([-300, -1, 0, 0, 1])
        return st.one_of(
            st.builds(record, receipt, st.sampled_from([1, 999, 2000])),
            st.builds(self.hand_over, receipt, beside),
            st.builds(self.refund, receipt, beside),
        )

    def hand_over(self, receipt: str, beside: int) -> Asked:
        known = self.state(FEE_ACCOUNT, TOWN).receipts.get(receipt)
        due = known.due_fen if known else 500
        return Asked(HandOverFee(TOWN, max(1, due + beside), receipt), "finance")

    def refund(self, receipt: str, beside: int) -> Asked:
        paid = sum(e.amount_fen for e in self.of(FeeRecorded, receipt=receipt))
        left = paid - sum(e.refunded_fen for e in self.of(FeeRefunded, receipt=receipt))
        part = RefundedComponent("本体", max(1, left + beside))
        return Asked(RefundFee(TOWN, "规划调整", receipt, (part,)), "finance")

    @invariant()
    def each_receipt_is_settled_up_to_what_stays(self) -> None:
        for receipt in RECEIPTS:
            assert 0 <= self.settled(receipt) <= self.stays(receipt)

    @invariant()
    def what_was_handed_over_is_settled_or_waits_to_be_set_off(self) -> None:
        handed = sum(e.amount_fen for e in self.of(FeeHandedOver))
        credit = handed - sum(map(self.settled, RECEIPTS))
        assert credit == self.state(FEE_ACCOUNT, TOWN).credit_fen >= 0

    @invariant()
    def no_receipt_is_recorded_twice_or_refunded_beyond_what_was_paid(self) -> None:
        for receipt in RECEIPTS:
            paid = [e.amount_fen for e in self.of(FeeRecorded, receipt=receipt)]
            refunded = sum(e.refunded_fen for e in self.of(FeeRefunded, receipt=receipt))
            assert len(paid) <= 1 and refunded <= sum(paid)

    def stays(self, receipt: str) -> int:
        terms = self.of(FeeRetained, FeeRefunded, receipt=receipt)
        return terms[-1].retained_fen if terms else 0

    def settled(self, receipt: str) -> int:
        """What the town got of a receipt, in money or set off, less what it gave back."""
        got = sum(e.amount_fen for e in self.of(FeeHandedOver, receipt=receipt))
        set_off = sum(e.offset_fen for e in self.of(FeeRetained, receipt=receipt))
        back = sum(e.returned_fen for e in self.of(FeeRefunded, receipt=receipt))
        others = [o for e in self.of(FeeRefunded) for o in e.offsets if o.receipt == receipt]
        return got + set_off + sum(o.amount_fen for o in others) - back


def record(receipt: str, fen: int) -> Asked:
    parts = (FeeComponent("本体", fen, "municipal"),)
    return Asked(RecordFee(TOWN, receipt, "donggang", "演示", parts, SHARES, DAY), "finance")


TestFeeBooks = FeeBooks.TestCase
TestFeeBooks.settings = quick
