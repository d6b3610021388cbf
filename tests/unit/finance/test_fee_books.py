"""RZ-2.2.d: under any sequence of receipts, hand-overs and refunds the fee account adds up."""

from datetime import date
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance.domain.fee_account import FEE_ACCOUNT, FeeAccount
from shared.schemas.finance.fee_account import (
    FeeComponent,
    FeeHandedOver,
    HandOverFee,
    LevelShare,
    RecordFee,
    RefundedComponent,
    RefundFee,
)
from tests.given import given

receipts = st.sampled_from(["r-0", "r-1", "r-2"])
levels = ("national", "provincial", "city", "county", "town")


@st.composite
def shares(draw: st.DrawFn) -> tuple[LevelShare, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=4, max_size=4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return tuple(map(LevelShare, levels, parts))


class FeeBooks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[object] = []
        part, share = FeeComponent("part-0", 1000), LevelShare("town", 10_000)
        on = date(2024, 1, 1)
        first = RecordFee("taoluo", "r-0", "donggang", "演示", (part,), (share,), on)
        self.give(first, passes=True)

    @rule(
        receipt=receipts,
        amounts=st.lists(st.integers(1, 5000), min_size=1, max_size=3),
        by=st.sampled_from(["none", "national", "provincial", "municipal"]),
        shares=shares(),
    )
    def record(
        self, receipt: str, amounts: list[int], by: str, shares: tuple[LevelShare, ...]
    ) -> None:
        parts = (FeeComponent("part-0", amounts[0], by),) + tuple(
            FeeComponent(f"part-{n}", amount) for n, amount in enumerate(amounts[1:], 1)
        )
        on = date(2024, 1, 2)
        passes = receipt not in self.state.receipts
        command = RecordFee("taoluo", receipt, "donggang", "演示", parts, shares, on)
        self.give(command, passes)

    @rule(receipt=receipts, beside=st.sampled_from([-50, -1, 0, 1]))
    def hand_over(self, receipt: str, beside: int) -> None:
        known = self.state.receipts.get(receipt)
        due = known.due_fen if known else 0
        amount = max(1, due + beside)
        self.give(HandOverFee("taoluo", amount, receipt), known is not None and amount <= due)

    @rule(receipt=receipts, amount=st.integers(1, 4000), part=st.integers(0, 2))
    def refund(self, receipt: str, amount: int, part: int) -> None:
        known, name = self.state.receipts.get(receipt), f"part-{part}"
        paid = {c.name: c.amount_fen for c in known.recorded.components} if known else {}
        left = paid.get(name, 0) - (known.refunded.get(name, 0) if known else 0)
        parts = (RefundedComponent(name, amount),)
        self.give(RefundFee("taoluo", "规划调整", receipt, parts), amount <= left)

    @invariant()
    def what_was_handed_over_is_settled_or_waits_to_be_set_off(self) -> None:
        handed = sum(e.amount_fen for e in self.events if isinstance(e, FeeHandedOver))
        settled = sum(r.settled_fen for r in self.state.receipts.values())
        assert handed == settled + self.state.credit_fen
        assert self.state.credit_fen >= 0

    @invariant()
    def each_receipt_keeps_its_shares_and_no_more(self) -> None:
        for receipt in self.state.receipts.values():
            assert 0 <= receipt.settled_fen <= receipt.retained_fen
            upper = sum(
                s.share for s in receipt.recorded.shares if s.level in ("national", "provincial")
            )
            exact = sum(
                Fraction(c.amount_fen - receipt.refunded.get(c.name, 0)) * (10_000 - upper)
                / 10_000
                for c in receipt.recorded.components
                if c.designated_by in ("none", "municipal")
            )  # fmt: skip
            assert 0 <= receipt.retained_fen - exact < 2 * len(receipt.recorded.components)

    @property
    def state(self) -> FeeAccount:
        return FEE_ACCOUNT.replay(self.events)

    def give(self, command: object, passes: bool) -> None:
        outcome = given(FEE_ACCOUNT, "taoluo", *self.events).when(command, by="finance")
        assert (outcome.refusal is None) is passes, outcome
        self.events += outcome.events


TestFeeBooks = FeeBooks.TestCase
TestFeeBooks.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
