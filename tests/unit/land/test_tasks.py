"""待办 of land, RZ-2.3: who decides, answers, hands over, and opens the next gate."""

from shared.kernel.aggregate import Wait
from tests.unit.land.land_requests import ALLOCATED, OFFICE, REQUESTED, request
from tests.unit.land.quotas import ACCEPTED, FILED, LET_GO, OFFERED, TOWN, ledger
from tests.unit.land.test_land_request_limits import BEFORE_LIMITS, LATE
from tests.unit.land.test_market_entry import COMMENTED, CONDITIONS, DECIDED, PLAN, entry


def test_a_request_is_its_deciders_turn_until_it_is_decided_be_it_late() -> None:
    asked, late = request(REQUESTED), request(REQUESTED, LATE)
    assert asked.turns == {(OFFICE, "decision")}
    assert asked.tasks["decision"].by in asked.deadlines
    assert late.tasks == asked.tasks and not late.deadlines
    assert request(REQUESTED, ALLOCATED).turns == set()


def test_a_request_of_before_there_were_limits_is_decided_by_who_may() -> None:
    assert request(BEFORE_LIMITS).turns == {
        ("natural-resources", "decision"), ("donggang-natural-resources", "decision"),
    }  # fmt: skip
    assert request(BEFORE_LIMITS).tasks["decision"].by is None


def test_an_offer_waits_for_the_town_and_a_lot_for_its_filing() -> None:
    assert {by for by, key in ledger(ACCEPTED).turns if key == "filing.lot-1"} == {
        "natural-resources", "donggang-natural-resources",
    }  # fmt: skip
    offered = ledger(ACCEPTED, FILED, OFFERED)
    assert offered.turns == {(TOWN, OFFERED.offer)}
    assert offered.tasks[OFFERED.offer].by in offered.deadlines
    answered = ledger(ACCEPTED, FILED, OFFERED, LET_GO)
    assert answered.turns == set()
    assert [*answered.aggregate.tasks_of(answered.state)] == [Wait("指标按需使用、流转")]


def test_a_market_entry_asks_for_its_next_gate() -> None:
    assert entry(CONDITIONS).turns == {("chaohe", "plan-0")}
    filed = entry(CONDITIONS, PLAN)
    assert filed.turns == {("chaohe", "decision-1"), ("wulian", "comments-1")}
    assert filed.tasks["comments-1"].by in filed.deadlines
    assert entry(CONDITIONS, PLAN, DECIDED, COMMENTED).turns == {("chaohe", "plan-1")}
