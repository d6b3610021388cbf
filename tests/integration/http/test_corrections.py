"""更正: what was set right says by what, what sets it right says what it was, on streams and dossiers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.finance.domain.fund.state import FUND
from shared.schemas.finance.fund import FundRegistered, FundsAllocated, FundsAppropriated
from shared.schemas.finance.fund_correction import FundEntryCorrected
from tests.eventually import eventually
from tests.integration.http.logged import tell
from tests.integration.http.served import FUND_1, Served


@pytest.fixture
def corrected(finance: Served) -> Served:
    """Of two appropriations the second one is corrected, twice: versions 4 and 5 of the fund."""
    finance.give("register-fund", FUND_1)
    for fen in (50_000, 30_000):
        finance.give("appropriate", {"fund": "f-1", "amount_fen": fen, "document": "演示-1号"})
    for fen in (20_000, 25_000):
        entry = {"entry": "appropriation", "number": 2, "amount_fen": fen}
        wrong = {"fund": "f-1", **entry, "reason": "演示-笔误", "document": "演示-2号"}
        assert finance.give("correct-fund-entry", wrong).status_code == 200
    return finance


def marks(service: Served, path: str, by: str = "") -> dict[int, tuple[list[int], list[int]]]:
    """By version of what is marked: what it corrects, and what it is corrected by."""
    told: list[dict[str, Any]] = service.get(path, by=by).json["events"]
    return {
        e["version"]: tuple([m["version"] for m in e.get(side, ())] for side in SIDES)
        for e in told
        if any(side in e for side in SIDES)
    }  # type: ignore[return-value]


SIDES = ("corrects", "corrected_by")
WHOLE = {3: ([], [4, 5]), 4: ([3], [5]), 5: ([3, 4], [])}


def test_a_correction_and_what_it_corrects_name_each_other(corrected: Served) -> None:
    assert marks(corrected, "/streams/fund-f-1") == WHOLE
    (event,) = (e for e in corrected.get("/streams/fund-f-1").json["events"] if e["version"] == 3)
    (first, _) = event["corrected_by"]
    assert first["title"] == "更正资金分录" and first["effective_at"]


def test_a_page_names_what_is_on_another(corrected: Served) -> None:
    assert marks(corrected, "/streams/fund-f-1?limit=1&after=2") == {3: WHOLE[3]}
    assert marks(corrected, "/streams/fund-f-1?newest=1") == {5: WHOLE[5]}


def test_before_the_correction_there_is_no_mark(corrected: Served) -> None:
    assert marks(corrected, "/streams/fund-f-1?as_of=3") == {}
    assert marks(corrected, "/streams/fund-f-1?as_of=4") == {3: ([], [4]), 4: ([3], [])}
    assert marks(corrected, "/streams/fund-f-1?effective=2020-01-01T00:00:00Z") == {}


def test_a_dossier_marks_the_same(corrected: Served) -> None:
    assert marks(corrected, "/dossiers/fund/f-1") == WHOLE
    events = corrected.get("/dossiers/fund/f-1").json["events"]
    until = {e["version"]: e["recorded_at"] for e in events}[3].replace("+", "%2B")
    assert marks(corrected, f"/dossiers/fund/f-1?as_of={until}") == {}


def test_what_goes_on_is_looked_at_again(corrected: Served) -> None:
    assert marks(corrected, "/streams/fund-f-1") == WHOLE
    entry = {"entry": "appropriation", "number": 1, "amount_fen": 1}
    wrong = {"fund": "f-1", **entry, "reason": "演示-笔误", "document": "演示-2号"}
    assert corrected.give("correct-fund-entry", wrong).status_code == 200
    assert marks(corrected, "/streams/fund-f-1") == {**WHOLE, 2: ([], [6]), 6: ([2], [])}


ON = date(2024, 3, 1)
BACKING = (
    FundRegistered("f-1", name="演示-专项资金", source="city", kind="special", year=2024),
    FundsAppropriated("f-1", amount_fen=50_000, document="演示-1号"),
)
ALLOCATED = FundsAllocated("f-1", project="p-1", town="taoluo", amount_fen=20_000)
UNSEEN = FundEntryCorrected(
    "f-1", entry="allocation", number=1, previous_fen=20_000, amount_fen=10_000, reason="演示",
    document="演示", acted_on=ON, project="p-1",
)  # fmt: skip
SEEN = replace(UNSEEN, previous_fen=10_000, amount_fen=5_000, town="taoluo")


@pytest.mark.parametrize("path", ["/streams/fund-f-1", "/dossiers/fund/f-1"])
def test_of_a_correction_that_the_reader_does_not_see_there_is_no_mark(
    finance: Served, path: str
) -> None:
    """涛雒镇 sees what names it: the allocation and the second of its corrections."""
    tell(finance, FUND, "f-1", *BACKING, ALLOCATED, UNSEEN, SEEN)
    eventually(lambda: len(finance.get(path).json.get("events", ())) == 5, "the views have them")
    assert marks(finance, path) == {3: ([], [4, 5]), 4: ([3], [5]), 5: ([3, 4], [])}
    seen = finance.get(path, by="taoluo").json["events"]
    assert {event["version"] for event in seen} == {3, 5}
    assert marks(finance, path, by="taoluo") == {3: ([], [5]), 5: ([3], [])}
