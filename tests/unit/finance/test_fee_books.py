"""RZ-2.2.d: under any sequence of receipts, hand-overs, refunds and corrections the account adds up."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount, purse
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from shared.schemas.finance.fee_account import (
    FeeHandedOver,
    HandOverFee,
    PublishFeeShares,
    RecordFee,
    RefundFee,
)
from shared.schemas.finance.fee_account_correction import (
    CancelFee,
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
from tests.effort import tries
from tests.given import given
from tests.rows import rows

levels = ("national", "provincial", "city", "county", "town")
owners = st.sampled_from(["finance", "donggang-finance"])
collectors = ("donggang-housing", "tax")
STARTS = date(2024, 1, 1)


@st.composite
def shares(draw: st.DrawFn) -> tuple[LevelShare, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=4, max_size=4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return tuple(LevelShare(v, share=p) for v, p in zip(levels, parts, strict=True))


receipts = st.sampled_from(["r-0", "r-1", "r-2", "r-3"])
amounts = st.lists(st.integers(1, 5000), min_size=1, max_size=3)


class FeeBooks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[object] = []
        self.publish((LevelShare("town", share=10_000),))

    @rule(shares=shares())
    def publish(self, shares: tuple[LevelShare, ...]) -> None:
        self.give(
            PublishFeeShares(
                "taoluo", shares=shares, effective_from=STARTS, document="演示-文号", reason="更正"
            ),
            "finance",
        )

    @rule(
        receipt=receipts,
        amounts=amounts,
        by=st.sampled_from(["none", "national", "municipal"]),
        collector=st.sampled_from(collectors),
        day=st.integers(2, 28),
    )
    def record(self, receipt: str, amounts: list[int], by: str, collector: str, day: int) -> None:
        known = self.state.receipts.get(receipt)
        on = date(2024, 1, day)
        command = RecordFee(
            "taoluo", receipt=receipt, collector=collector, payer="演示",
            components=parts(amounts, by), collected_on=on,
        )  # fmt: skip
        assert self.give(command, collector) == (known is None or known.cancelled)

    @rule(receipt=receipts, beside=st.sampled_from([-50, -1, 0, 0, 1]), by=owners)
    def hand_over(self, receipt: str, beside: int, by: str) -> None:
        known = self.state.receipts.get(receipt)
        due = known.due_from(by) if known else 0
        amount = max(1, due + beside)
        may = known is not None and not known.cancelled and amount <= due
        assert self.give(HandOverFee("taoluo", amount_fen=amount, receipt=receipt), by) == may

    @rule(receipt=receipts, amount=st.integers(1, 4000), part=st.integers(0, 2))
    def refund(self, receipt: str, amount: int, part: int) -> None:
        known, name = self.state.receipts.get(receipt), f"part-{part}"
        paid = {c.name: c.amount_fen for c in known.recorded.components} if known else {}
        left = paid.get(name, 0) - (known.refunded.get(name, 0) if known else 0)
        command = RefundFee(
            "taoluo", reason="规划调整", receipt=receipt,
            components=(RefundedComponent(name, amount_fen=amount),),
        )  # fmt: skip
        assert self.give(command, self.collector(receipt)) == (amount <= left)

    @rule(receipt=receipts, amounts=amounts, day=st.integers(2, 28))
    def correct(self, receipt: str, amounts: list[int], day: int) -> None:
        command = CorrectFee(
            "taoluo", reason="误录", receipt=receipt, components=parts(amounts, "none"),
            collected_on=date(2024, 1, day), refunded=(),
        )  # fmt: skip
        self.give(command, self.collector(receipt))

    @rule(receipt=receipts, fen=st.integers(1, 6000), by=owners)
    def correct_hand_over(self, receipt: str, fen: int, by: str) -> None:
        level = "city" if by == "finance" else "town"
        command = CorrectFeeHandover(
            "taoluo", reason="误录", receipt=receipt, handed_over=(FeePart(level, amount_fen=fen),)
        )
        self.give(command, by)

    @rule(receipt=receipts)
    def cancel(self, receipt: str) -> None:
        self.give(CancelFee("taoluo", reason="重复登记", receipt=receipt), self.collector(receipt))

    @invariant()
    def what_was_handed_over_is_settled_or_waits_to_be_set_off(self) -> None:
        settled: Counter[str] = Counter()
        owed: Counter[str] = Counter()
        for receipt in self.state.receipts.values():
            for debt in receipt.debts:
                key = purse(receipt.recorded.collector, debt.level)
                settled[key] += debt.settled_fen
                owed[key] += debt.retained_fen - debt.settled_fen
        credits = self.state.credits
        keys = settled.keys() | credits.keys()
        handed = {key: settled[key] + credits.get(key, 0) for key in keys}
        assert sum(handed.values()) == handed_over(self.events)
        assert all(fen >= 0 for fen in credits.values())
        assert not any(owed[key] and credits.get(key, 0) for key in keys), "owed beside credit"

    @invariant()
    def each_receipt_keeps_its_shares_and_no_more(self) -> None:
        for receipt in self.state.receipts.values():
            upper = sum(
                s.share for s in receipt.recorded.shares if s.level in ("national", "provincial")
            )
            exact = sum(
                Fraction(c.amount_fen - receipt.refunded.get(c.name, 0)) * (10_000 - upper)
                / 10_000
                for c in receipt.recorded.components
                if c.designated_by in ("none", "municipal")
            )  # fmt: skip
            assert 0 <= receipt.retained_fen - exact < 2 * max(1, len(receipt.recorded.components))
            assert all(0 <= debt.settled_fen <= debt.retained_fen for debt in receipt.debts)

    @invariant()
    def the_ledger_and_the_sums_say_what_the_books_say(self) -> None:
        ledger = rows(FeeLedger, *self.events)
        for id, receipt in self.state.receipts.items():
            assert ledger[f"taoluo.{id}"].debts == receipt.debts
        total = rows(FeeAccounts, *self.events).get("taoluo")
        due = sum(receipt.due_fen for receipt in self.state.receipts.values())
        if total is not None:
            assert total.owed_fen == due - sum(self.state.credits.values())

    @property
    def state(self) -> FeeAccount:
        return FEE_ACCOUNT.replay(self.events)

    def collector(self, receipt: str) -> str:
        known = self.state.receipts.get(receipt)
        return known.recorded.collector if known else "tax"

    def give(self, command: object, by: str) -> bool:
        outcome = given(FEE_ACCOUNT, "taoluo", *self.events).when(command, by=by)
        self.events += [d.event for d in outcome.decided if d.aggregate is FEE_ACCOUNT]
        return outcome.refusal is None


def parts(amounts: list[int], by: str) -> tuple[FeeComponent, ...]:
    document = "演示-财税〔2009〕90号" if by == "national" else None
    first = FeeComponent(
        "part-0", amount_fen=amounts[0], designated_by=by, designating_document=document
    )
    return (
        first,
        *(FeeComponent(f"part-{n}", amount_fen=fen) for n, fen in enumerate(amounts[1:], 1)),
    )


def handed_over(events: list[object]) -> int:
    """What was handed over, as corrected since."""
    handed = sum(e.amount_fen for e in events if isinstance(e, FeeHandedOver))
    corrected = [e for e in events if isinstance(e, FeeCorrected)]
    return handed + sum(e.corrected.handed_over_fen - e.previous.handed_over_fen for e in corrected)


TestFeeBooks = FeeBooks.TestCase
TestFeeBooks.settings = tries(60, steps=25)
