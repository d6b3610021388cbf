"""更正: which earlier events a correction sets right, as events declare it."""

from dataclasses import replace
from datetime import date

from shared.face.http.corrected import AT_ONCE, LONGEST, at_once
from shared.schemas.corrections import corrected_in, corrects
from shared.schemas.events import type_of
from shared.schemas.finance.fee_account_correction import CancelFee, CorrectFee, CorrectFeeHandover
from shared.schemas.finance.fee_account_values import FeePart
from shared.schemas.finance.fund import FundsAllocated
from shared.schemas.finance.fund_correction import FundEntryCorrected
from shared.schemas.projects.project_progress import InvestmentReported
from tests.unit.finance.fees import HAND_OVER, RECORD, REFUND, account

ON = date(2024, 3, 1)
REPORTED = InvestmentReported(
    "p", town="taoluo", month="2024-02", invested_fen=1, total_fen=1, replaced_fen=None, skipped=(),
    progress="演示", problems=None, reported_on=ON,
)  # fmt: skip
OTHER = replace(RECORD, receipt="r-2")
FIX = FundEntryCorrected(
    "f", entry="allocation", number=2, previous_fen=2, amount_fen=1, reason="演示", document="演示",
    acted_on=ON, project="p-1",
)  # fmt: skip


def found(*events: object) -> dict[int, list[int]]:
    return dict(corrected_in(events, lambda event: type_of(event).corrects))


def of_fees(*commands: object) -> set[tuple[str, str]]:
    """What corrects what, by what events are called."""
    events = account(*commands).events
    titles = [type_of(e).title for e in events]
    return {(titles[n], titles[m]) for n, of in found(*events).items() for m in of}


FEE = "更正配套费票据"


def test_a_receipt_is_set_right_where_it_was_recorded_and_no_other() -> None:
    events = account(
        RECORD, OTHER, CorrectFee("taoluo", reason="演示", receipt="r-1", payer="演示-他")
    ).events
    (of,) = found(*events).values()
    (one,) = of
    assert events[one].receipt == "r-1" and type_of(events[one]).name == "FeeRecorded"


def test_a_hand_over_is_set_right_at_the_hand_over_and_a_refund_at_the_refund() -> None:
    less = CorrectFeeHandover(
        "taoluo", reason="演示", receipt="r-1", handed_over=(FeePart("county", amount_fen=100),)
    )
    assert of_fees(RECORD, HAND_OVER, (less, "donggang-finance")) == {(FEE, "配套费划转")}
    no_refund = CorrectFee("taoluo", reason="演示", receipt="r-1", refunded=())
    assert of_fees(RECORD, REFUND, no_refund) == {(FEE, "配套费退付")}


def test_a_receipt_that_never_was_is_cancelled_where_it_was_recorded() -> None:
    cancel = CancelFee("taoluo", reason="演示", receipt="r-1")
    assert of_fees(RECORD, cancel) == {(FEE, "登记配套费收入")}


def test_an_entry_is_counted_within_its_project() -> None:
    of_one, of_other = (
        FundsAllocated("f", project=p, town="taoluo", amount_fen=2) for p in ("p-1", "p-2")
    )
    assert found(of_one, of_other, of_one, FIX) == {3: [2]}


def test_a_correction_of_what_was_corrected_takes_the_place_of_the_first() -> None:
    of_one = FundsAllocated("f", project="p-1", town="taoluo", amount_fen=2)
    again = replace(FIX, previous_fen=1, amount_fen=3)
    first = replace(FIX, number=1)
    assert found(of_one, of_one, FIX, first, again) == {2: [1], 3: [0], 4: [1, 2]}


def test_a_month_that_is_reported_again_sets_the_first_report_right() -> None:
    assert found(REPORTED, replace(REPORTED, month="2024-03"), REPORTED) == {2: [0]}


class Read:
    """An event that counts how often it was looked at."""

    def __init__(self, key: int) -> None:
        self.times = 0
        self._key = key

    @property
    def key(self) -> int:
        self.times += 1
        return self._key


def test_of_a_long_stream_no_event_is_looked_at_for_each_that_follows() -> None:
    events = [Read(n // 2) for n in range(200)]
    told = corrected_in(events, lambda event: [corrects(alike=["key"])])
    assert told == {n: [n - 1] for n in range(1, 200, 2)}
    assert max(event.times for event in events) <= 2


def test_streams_are_read_together_as_far_as_they_have_few_events() -> None:
    long = {"a": LONGEST, "b": 1, "c": LONGEST - 1, "d": 1}
    assert list(at_once(long)) == [["a"], ["b", "c"], ["d"]]
    short = [f"s-{n}" for n in range(AT_ONCE + 1)]
    assert list(at_once(dict.fromkeys(short, 1))) == [short[:-1], short[-1:]]
