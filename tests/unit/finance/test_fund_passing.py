"""RZ-2.2.c: a city's fund goes down to the county, whose finance department then answers for it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import holder_rules, keeping_rules, rules
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate.deadline import Deadline
from shared.schemas.finance.fund import (
    AllocateFunds,
    Appropriate,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    RecallFunds,
)
from shared.schemas.finance.fund_contract import FundsCommitted, Pay, WorkVerified
from shared.schemas.finance.fund_keeping import AllocationOverdue, FundsCarriedOver
from shared.schemas.finance.fund_passing import (
    FundsHandedBack,
    FundsPassedDown,
    FundsReceived,
    FundsTakenBack,
    HandBackFunds,
    PassDownFunds,
)
from tests.given import Given, given
from tests.unit.finance.funds import APPROPRIATED, ID, LIVE, PAYEE, REGISTERED, TODAY, fund

INTO = "donggang-2024"
DOCUMENT = "日财预〔2024〕7号"
RECEIVED_ON = date(2024, 2, 26)
PASS = PassDownFunds(
    ID, amount_fen=700, into_fund=INTO, county="donggang", document=DOCUMENT,
    received_on=RECEIVED_ON,
)  # fmt: skip
PASSED = FundsPassedDown(
    ID, into_fund=INTO, county="donggang", amount_fen=700, kind="special", year=2024,
    document=DOCUMENT, acted_on=TODAY,
)  # fmt: skip
OPENED = FundRegistered(
    INTO, name="2024年东港区上级下达资金", source="city", kind="special", year=2024, county="donggang",
    upper_fund=ID, carried_years=1,
)  # fmt: skip
RECEIVED = FundsReceived(
    INTO, from_fund=ID, amount_fen=700, received_on=RECEIVED_ON, carried_into=2024,
    allocation_days=30, exemption=None, document=DOCUMENT,
)  # fmt: skip
HAND_BACK = HandBackFunds(INTO, amount_fen=100, reason="项目减少", document="东财预〔2024〕3号")


def county(*events: object) -> Given:
    """The county's fund, with 700 received."""
    story = given(FUND, INTO, OPENED, RECEIVED, *events)
    return story.and_given(ELIGIBILITY, "p-1", LIVE).and_given(FUND, ID, REGISTERED, PASSED)


def test_the_first_passing_down_makes_the_countys_fund() -> None:
    outcome = fund(APPROPRIATED).when(PASS, by="finance").then(PASSED, OPENED, RECEIVED)
    streams = [decided.stream for decided in outcome.decided]
    assert streams == [f"fund-{ID}", f"fund-{INTO}", f"fund-{INTO}"]
    after = fund(APPROPRIATED, PASSED)
    assert (after.state.free_fen, after.state.loose_fen, after.state.unspent_fen) == (300, 300, 300)


def test_more_goes_into_the_same_fund_and_into_no_other() -> None:
    story = fund(APPROPRIATED).and_given(FUND, INTO, OPENED)
    assert len(story.when(PASS, by="finance").then(PASSED, RECEIVED).events) == 2
    for wrong in (replace(OPENED, upper_fund="city-2023"), replace(OPENED, county="juxian")):
        story.and_given(FUND, INTO, wrong).when(PASS, by="finance").refused(
            holder_rules.PASSED_INTO_ITS_OWN
        )
    itself = story.and_given(FUND, ID, REGISTERED, APPROPRIATED)
    itself.when(replace(PASS, into_fund=ID), by="finance").refused(holder_rules.PASSED_INTO_ITS_OWN)


def test_only_free_money_goes_down_and_only_from_the_city() -> None:
    story = fund(APPROPRIATED)
    story.when(replace(PASS, amount_fen=1001), by="finance").refused(rules.WITHIN_APPROPRIATION)
    story.when(replace(PASS, county="nowhere"), by="finance").refused(holder_rules.CITY_PASSES_DOWN)
    story.when(PASS, by="donggang-finance").not_permitted()
    again = replace(PASS, fund=INTO, into_fund="other")
    county().when(again, by="finance").refused(holder_rules.CITY_PASSES_DOWN)
    late = datetime(2025, 2, 1, 4, tzinfo=UTC)
    story.when(PASS, by="finance", at=late).refused(keeping_rules.CARRIED_OVER_FIRST)


def test_a_large_sum_goes_down_by_two_people() -> None:
    story = fund(replace(APPROPRIATED, amount_fen=10**10))
    cmd = replace(PASS, amount_fen=600_000_000)
    story.when(cmd, by="finance").refused(holder_rules.TWO_APPROVERS)


def test_no_money_is_received_tomorrow() -> None:
    cmd = replace(PASS, received_on=date(2024, 3, 2))
    fund(APPROPRIATED).when(cmd, by="finance").refused(rules.DATED_BY_NOW)


def test_the_countys_thirty_days_run_from_its_receipt_and_its_finance_department_is_late() -> None:
    limit = Deadline("allocation-1", RECEIVED_ON, 30, "calendar", "RZ-2.2.c")
    assert limit in county().deadlines
    county().when_passed("allocation-1", date(2024, 3, 27)).then(
        AllocationOverdue(
            INTO, key="allocation-1", organisation="donggang-finance", town=None,
            county="donggang", amount_fen=700, due_on=date(2024, 3, 27),
        )
    )  # fmt: skip
    exempt = fund(APPROPRIATED).when(replace(PASS, exemption="disaster"), by="finance").events
    assert [d.key for d in given(FUND, INTO, *exempt[1:]).deadlines] == ["surplus"]


def test_what_went_down_meets_the_citys_own_limit() -> None:
    timed = replace(APPROPRIATED, amount_fen=700, budget_approved_on=TODAY, allocation_days=60)
    assert [d.key for d in fund(timed, PASSED).deadlines] == []


def test_the_countys_finance_department_allocates_pays_and_recalls() -> None:
    allocate = AllocateFunds(INTO, project="p-1", amount_fen=600)
    outcome = county().when(allocate, by="donggang-finance")
    assert not outcome.refusal
    for other in ("donggang-housing", "juxian-finance", "taoluo"):
        county().when(allocate, by=other).not_permitted()
    of = {"fund": INTO, "project": "p-1", "town": "taoluo"}
    worked = [
        FundsAllocated(**of, amount_fen=600),
        FundsCommitted(**of, amount_fen=400, contract="c-1", payee=PAYEE),
        WorkVerified(**of, amount_fen=300, delivered_on=TODAY, payment_days=30, contract="c-1"),
    ]
    story = county(*worked)
    assert not story.when(
        Pay(INTO, project="p-1", amount_fen=300, payee=PAYEE), by="donggang-finance"
    ).refusal
    assert not story.when(
        RecallFunds(INTO, project="p-1", reason="调整", amount_fen=200), by="donggang-finance"
    ).refusal
    late = story.when_passed("payment-p-1-1", date(2024, 3, 31)).events
    assert [e.organisation for e in late] == ["donggang-finance"]


def test_received_money_serves_the_countys_own_projects() -> None:
    other = replace(LIVE, town="zhaoxian", county="juxian")
    cmd = AllocateFunds(INTO, project="p-1", amount_fen=10)
    county().and_given(ELIGIBILITY, "p-1", other).when(cmd, by="donggang-finance").refused(
        rules.COUNTY_SERVES_ITS_OWN
    )


def test_a_county_adds_no_budget_of_its_own_to_what_came_from_above() -> None:
    cmd = Appropriate(INTO, amount_fen=100)
    county().when(cmd, by="donggang-finance").refused(holder_rules.MONEY_COMES_FROM_ABOVE)


def test_money_carried_over_above_is_usable_below() -> None:
    carried = FundsCarriedOver(ID, from_year=2024, into_year=2025, amount_fen=1000)
    at = datetime(2025, 2, 1, 4, tzinfo=UTC)
    outcome = fund(APPROPRIATED, carried).when(
        replace(PASS, received_on=date(2025, 1, 20)), by="finance", at=at
    )
    below = given(FUND, INTO, *outcome.events[1:]).and_given(ELIGIBILITY, "p-1", LIVE)
    assert not below.when(
        AllocateFunds(INTO, project="p-1", amount_fen=10), by="donggang-finance", at=at
    ).refusal


def test_what_the_county_does_not_need_goes_back_up() -> None:
    story = county()
    story.when(HAND_BACK, by="donggang-finance").then(
        FundsHandedBack(
            INTO, into_fund=ID, amount_fen=100, reason="项目减少", document="东财预〔2024〕3号"
        ),
        FundsTakenBack(
            ID, from_fund=INTO, county="donggang", amount_fen=100, reason="项目减少",
            document="东财预〔2024〕3号",
        ),
    )  # fmt: skip
    story.when(replace(HAND_BACK, amount_fen=701), by="donggang-finance").refused(
        rules.WITHIN_APPROPRIATION
    )
    taken = FundsTakenBack(
        ID, from_fund=INTO, county="donggang", amount_fen=100, reason="项目减少", document="文"
    )
    assert fund(APPROPRIATED, PASSED, taken).state.free_fen == 400
    back = FundsHandedBack(INTO, into_fund=ID, amount_fen=100, reason="项目减少", document="文")
    assert county(back).state.free_fen == 600


def test_a_countys_own_money_is_handed_to_nobody() -> None:
    own = replace(OPENED, source="county", upper_fund=None)
    story = given(FUND, INTO, own, FundsAppropriated(INTO, amount_fen=100))
    story.when(HAND_BACK, by="donggang-finance").refused(holder_rules.ONLY_RECEIVED_MONEY_GOES_BACK)


@pytest.mark.parametrize("by", ["donggang", "donggang-finance"])
def test_the_county_and_its_finance_department_appropriate_the_countys_own(by: str) -> None:
    own = replace(OPENED, source="county", upper_fund=None)
    cmd = Appropriate(INTO, amount_fen=100, budget_approved_on=date(2024, 1, 20))
    assert not given(FUND, INTO, own).when(cmd, by=by).refusal
