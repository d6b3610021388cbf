"""RZ-2.2.d: whatever two writers do to one fee account at once, every receipt adds up."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fee_receipt import FEE_RECEIPT
from services.finance.domain.treasury import TREASURY
from shared.schemas.finance.fee_account import (
    FeeHandedOver,
    FeeRecorded,
    HandOverFee,
    PublishFeeShares,
    RecordFee,
    RefundFee,
)
from shared.schemas.finance.fee_account_correction import (
    CorrectFee,
    CorrectFeeHandover,
    FeeCorrected,
)
from shared.schemas.finance.fee_account_values import (
    FeeComponent,
    FeePart,
    LevelShare,
    RefundedComponent,
)
from shared.schemas.finance.treasury import ApplyForTreasury, ApproveTreasury, OpenTreasury
from tests.unit.two_writers import Asked, TwoWriters, quick

TOWN = "taoluo"
RECEIPTS = ("r-0", "r-1", "r-2")
SHARES = (
    LevelShare("provincial", share=3000),
    LevelShare("county", share=3000),
    LevelShare("town", share=4000),
)
DAY = date(2024, 3, 1)
OPEN = OpenTreasury(
    TOWN, manager="commissioned-bank", central_bank_branch=False, bank="演示-农商行", reason=None,
    document=None,
)  # fmt: skip
PUBLISH = PublishFeeShares(
    TOWN, shares=SHARES, effective_from=date(2024, 1, 1), document="演示-文号"
)


class FeeBooks(TwoWriters):
    """The town's treasury may open beside: who owes its share is who kept it at the append."""

    service = "finance"
    aggregates = (FEE_ACCOUNT, FEE_RECEIPT, TREASURY)

    def beginning(self) -> list[Asked]:
        return [
            Asked(PUBLISH, "finance"),
            record("r-0", 1001),
            Asked(ApplyForTreasury(TOWN, conditions="具备条件"), TOWN),
            Asked(ApproveTreasury(TOWN, document="演示-批复"), "finance"),
        ]

    def commands(self) -> st.SearchStrategy[Asked]:
        receipt, beside = st.sampled_from(RECEIPTS), st.sampled_from([-300, -1, 0, 0, 1])
        return st.one_of(
            st.builds(record, receipt, st.sampled_from([1, 999, 2000])),
            st.builds(self.hand_over, receipt, beside),
            st.builds(self.refund, receipt, beside),
            st.builds(correct, receipt, st.sampled_from([1, 500, 3000])),
            st.builds(correct_hand_over, receipt, st.sampled_from([1, 200])),
            st.just(Asked(OPEN, "pboc")),
        )

    def hand_over(self, receipt: str, beside: int) -> Asked:
        known = self.state(FEE_ACCOUNT, TOWN).receipts.get(receipt)
        due = known.due_fen if known else 500
        return Asked(
            HandOverFee(TOWN, amount_fen=max(1, due + beside), receipt=receipt), "donggang-finance"
        )

    def refund(self, receipt: str, beside: int) -> Asked:
        known = self.state(FEE_ACCOUNT, TOWN).receipts.get(receipt)
        left = known.recorded.amount_fen - sum(known.refunded.values()) if known else 0
        part = RefundedComponent("本体", amount_fen=max(1, left + beside))
        return Asked(
            RefundFee(TOWN, reason="规划调整", receipt=receipt, components=(part,)), "donggang"
        )

    @invariant()
    def each_receipt_is_settled_up_to_what_stays(self) -> None:
        for receipt in self.state(FEE_ACCOUNT, TOWN).receipts.values():
            for debt in receipt.debts:
                assert 0 <= debt.settled_fen <= debt.retained_fen

    @invariant()
    def what_was_handed_over_is_settled_or_waits_to_be_set_off(self) -> None:
        handed = sum(e.amount_fen for e in self.of(FeeHandedOver))
        for event in self.of(FeeCorrected):
            handed += event.corrected.handed_over_fen - event.previous.handed_over_fen
        account = self.state(FEE_ACCOUNT, TOWN)
        settled = sum(
            debt.settled_fen
            for receipt in account.receipts.values()
            for debt in receipt.debts
            if debt.owner != TOWN
        )
        assert handed == settled + sum(account.credits.values())

    @invariant()
    def no_receipt_is_recorded_twice_or_refunded_beyond_what_was_paid(self) -> None:
        for id in RECEIPTS:
            assert len(self.of(FeeRecorded, receipt=id)) <= 1
        for receipt in self.state(FEE_ACCOUNT, TOWN).receipts.values():
            assert sum(receipt.refunded.values()) <= receipt.recorded.amount_fen


def record(receipt: str, fen: int) -> Asked:
    parts = (FeeComponent("本体", amount_fen=fen, designated_by="municipal"),)
    return Asked(
        RecordFee(
            TOWN, receipt=receipt, collector="donggang", payer="演示", components=parts,
            collected_on=DAY,
        ),
        "finance",
    )  # fmt: skip


def correct(receipt: str, fen: int) -> Asked:
    parts = (FeeComponent("本体", amount_fen=fen, designated_by="municipal"),)
    return Asked(
        CorrectFee(TOWN, reason="误录", receipt=receipt, components=parts, refunded=()), "donggang"
    )


def correct_hand_over(receipt: str, fen: int) -> Asked:
    parts = (FeePart("county", amount_fen=fen),)
    return Asked(
        CorrectFeeHandover(TOWN, reason="误录", receipt=receipt, handed_over=parts),
        "donggang-finance",
    )


TestFeeBooks = FeeBooks.TestCase
TestFeeBooks.settings = quick
