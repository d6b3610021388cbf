"""RZ-2.2.d: what was stored of fees before debts were told by level still counts, to the same sums."""

import json
from datetime import date

from services.finance.domain.fee_account.state import FEE_ACCOUNT, FeeAccount
from services.finance.views.fee_accounts import FeeAccounts
from services.finance.views.fee_ledger import FeeLedger
from shared.schemas.codec import decode
from shared.schemas.finance.fee_account import RefundFee
from shared.schemas.finance.fee_account_values import RefundedComponent
from tests.given import given
from tests.rows import rows

SHARES = [
    {"level": level, "share": share}
    for level, share in (("provincial", 1000), ("city", 2000), ("county", 3000), ("town", 4000))
]


def terms(fen: int) -> list[dict]:
    return [
        {
            "component": "道路", "level": s["level"], "share": s["share"], "why": "市级以下部分",
            "amount_fen": fen * s["share"] // 10_000, "stays": s["level"] != "provincial",
        }
        for s in SHARES
    ]  # fmt: skip


def stored(type: str, **data: object) -> object:
    return decode(type, 1, json.dumps({"town": "taoluo", **data}))


def receipt(id: str, fen: int, offset: int = 0, collector: str = "donggang-housing") -> list:
    day = "2024-02-20"
    return [
        stored(
            "FeeRecorded", county="donggang", receipt=id, collector=collector, payer="演示",
            components=[{"name": "道路", "amount_fen": fen, "designated_by": "none"}],
            shares=SHARES, amount_fen=fen, collected_on=day, project=None, document=None,
        ),
        stored(
            "FeeRetained", receipt=id, terms=terms(fen), retained_fen=fen * 9 // 10,
            offset_fen=offset, collected_on=day, handover_days=30, in_force=True,
        ),
    ]  # fmt: skip


def handed(id: str, fen: int) -> object:
    return stored(
        "FeeHandedOver", receipt=id, amount_fen=fen, use="infrastructure",
        organisation="donggang-housing", handed_over_on="2024-03-01", document=None,
    )  # fmt: skip


REFUNDED = stored(
    "FeeRefunded", receipt="r-1", components=[{"name": "道路", "amount_fen": 500}],
    refunded_fen=500, terms=terms(500), retained_fen=450, no_longer_retained_fen=450,
    returned_fen=450, offsets=[{"receipt": "r-2", "amount_fen": 90}], reason="规划调整",
    refunded_on="2024-03-01", document=None,
)  # fmt: skip
LATE = stored(
    "FeeHandoverOverdue", county="donggang", receipt="r-1", key="r-1",
    organisation="donggang-housing", amount_fen=900, due_on="2024-03-21",
)  # fmt: skip


def state(*events: object) -> FeeAccount:
    return FEE_ACCOUNT.replay(events)


def test_sums_fill_the_levels_in_turn() -> None:
    debts = state(*receipt("r-1", 1000), handed("r-1", 250)).receipts["r-1"].debts
    assert [(d.owner, d.retained_fen, d.settled_fen) for d in debts] == [
        ("finance", 200, 200), ("donggang-finance", 300, 50), ("donggang-finance", 400, 0),
    ]  # fmt: skip


def test_a_stored_refund_sets_off_and_leaves_credit_for_the_next_receipt() -> None:
    events = [*receipt("r-1", 1000), *receipt("r-2", 100), handed("r-1", 900), REFUNDED]
    account = state(*events)
    assert (account.receipts["r-1"].due_fen, account.receipts["r-2"].due_fen) == (0, 0)
    assert sum(account.credits.values()) == 360
    after = state(*events, *receipt("r-3", 1000, offset=360))
    assert (after.receipts["r-3"].due_fen, sum(after.credits.values())) == (540, 0)
    ledger, total = rows(FeeLedger, *events)["taoluo.r-2"], rows(FeeAccounts, *events)["taoluo"]
    assert (ledger.due_fen, total.owed_fen) == (0, -360)


def test_what_was_late_as_a_whole_is_not_told_late_again() -> None:
    story = given(FEE_ACCOUNT, "taoluo", *receipt("r-1", 1000), LATE)
    assert (story.deadlines, story.state.flags) == ([], {"r-1"})
    assert rows(FeeLedger, *story.events)["taoluo.r-1"].flagged
    cleared = stored("FeeFlagCleared", key="r-1", issue="i-1")
    assert not rows(FeeLedger, *story.events, cleared)["taoluo.r-1"].flagged


def test_a_deadline_noted_for_a_whole_receipt_passes_for_each_who_owes() -> None:
    story = given(FEE_ACCOUNT, "taoluo", *receipt("r-1", 1000), handed("r-1", 200))
    (late,) = story.when_passed("r-1", date(2024, 3, 21)).events
    assert (late.organisation, late.key, late.amount_fen) == (
        "donggang-finance", "donggang-finance.r-1", 700,
    )  # fmt: skip


def test_a_stored_receipt_is_refunded_by_its_own_shares() -> None:
    story = given(FEE_ACCOUNT, "taoluo", *receipt("r-1", 1000), handed("r-1", 900))
    refund = RefundFee(
        "taoluo", reason="规划调整", receipt="r-1",
        components=(RefundedComponent("道路", amount_fen=500),),
    )  # fmt: skip
    event = story.when(refund, by="donggang-housing").events[0]
    assert (event.retained_fen, event.returned_fen) == (450, 450)
    assert sum(credit.amount_fen for credit in event.credits) == 450
