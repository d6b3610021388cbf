"""RZ-2.2.c: money must be allocated, paid and used in time; who is late is told once."""

from datetime import UTC, date, datetime

import pytest

from services.finance.domain.fund import contract_rules, keeping_rules, rules
from services.finance.reactions import supervision
from shared.kernel.aggregate import FLAG_STANDS
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import NOTHING_CHANGES
from shared.policy.working_days import due
from shared.schemas.copying import replace
from shared.schemas.finance.fund import (
    Appropriate,
    FundsAppropriated,
    FundsRecalled,
)
from shared.schemas.finance.fund_contract import (
    AdvancePaid,
    Pay,
    PaymentMade,
    VerifyWork,
    WorkVerified,
)
from shared.schemas.finance.fund_keeping import (
    AllocationOverdue,
    ClearFundFlag,
    FundFlagCleared,
    FundsBecameSurplus,
    PaymentOverdue,
)
from shared.schemas.supervision.issue import IssueResolved
from tests.rows import about
from tests.unit.finance.funds import ALLOCATED, APPROPRIATED, COMMITTED, ID, PAYEE, REGISTERED, fund

APPROVED_ON = date(2024, 1, 20)
TIMED = FundsAppropriated(
    ID, amount_fen=1000, document=None, budget_approved_on=APPROVED_ON, allocation_days=60
)
PLACE = Deadline("allocation-1", APPROVED_ON, 60, "calendar", "RZ-2.2.c")
DELIVERED = date(2024, 3, 1)
VERIFIED = WorkVerified(
    ID, project="p-1", town="taoluo", amount_fen=300, document=None, offset_fen=0,
    delivered_on=DELIVERED, payment_days=30, contract="c-1",
)  # fmt: skip
SETTLE = Deadline("payment-p-1-1", DELIVERED, 30, "calendar", "RZ-2.2.c")
LATE = AllocationOverdue(
    ID, key="allocation-1", organisation="finance", town=None, county=None, amount_fen=400,
    due_on=date(2024, 3, 20),
)  # fmt: skip
UNPAID = PaymentOverdue(
    ID, project="p-1", key="payment-p-1-1", verification=1, organisation="finance", town="taoluo",
    county="donggang", amount_fen=200, due_on=date(2024, 3, 31), contract="c-1",
)  # fmt: skip


def limits(*events: object) -> list[Deadline]:
    """The deadlines that run, but for the end of the years that money is carried over."""
    return [d for d in fund(*events).deadlines if d.key != "surplus"]


@pytest.mark.parametrize(
    ("source", "kind", "days"),
    [
        ("city", "general", 30),
        ("city", "special", 60),
    ],
)
def test_each_kind_of_money_has_its_limit_of_days(source: str, kind: str, days: int) -> None:
    story = fund(registered=replace(REGISTERED, source=source, kind=kind))
    cmd = Appropriate(ID, amount_fen=1000, budget_approved_on=APPROVED_ON)
    story.when(cmd, by="finance").then(
        FundsAppropriated(
            ID, amount_fen=1000, document=None, budget_approved_on=APPROVED_ON, allocation_days=days
        )
    )


@pytest.mark.parametrize("source", ["central", "province"])
@pytest.mark.parametrize("kind", ["special", "general"])
def test_money_passed_on_runs_thirty_days_from_its_receipt(source: str, kind: str) -> None:
    story = fund(registered=replace(REGISTERED, source=source, kind=kind))
    cmd = Appropriate(ID, amount_fen=1000, received_on=APPROVED_ON)
    outcome = story.when(cmd, by="finance")
    outcome.then(
        FundsAppropriated(
            ID, amount_fen=1000, document=None, budget_approved_on=None, allocation_days=30,
            exemption=None, received_on=APPROVED_ON,
        )
    )  # fmt: skip
    after = fund(*outcome.events, registered=replace(REGISTERED, source=source, kind=kind))
    assert replace(PLACE, days=30) in after.deadlines


def test_central_money_may_still_name_its_receipt_in_place_of_the_approval() -> None:
    story = fund(registered=replace(REGISTERED, source="central"))
    cmd = Appropriate(ID, amount_fen=1000, budget_approved_on=APPROVED_ON)
    story.when(cmd, by="finance").then(
        FundsAppropriated(
            ID, amount_fen=1000, document=None, budget_approved_on=APPROVED_ON,
            allocation_days=30, exemption=None, received_on=APPROVED_ON,
        )
    )  # fmt: skip


def test_each_level_names_the_day_from_which_its_own_limit_runs() -> None:
    provincial = fund(registered=replace(REGISTERED, source="province"))
    approved = Appropriate(ID, amount_fen=1000, budget_approved_on=APPROVED_ON)
    provincial.when(approved, by="finance").refused(rules.CLOCK_OF_ITS_LEVEL)
    received = Appropriate(ID, amount_fen=1000, received_on=APPROVED_ON)
    fund().when(received, by="finance").refused(rules.CLOCK_OF_ITS_LEVEL)
    both = replace(received, budget_approved_on=date(2023, 12, 20))
    assert not provincial.when(both, by="finance").refusal


@pytest.mark.parametrize("days", [0, 1])
def test_no_day_that_is_still_to_come_starts_a_limit(days: int) -> None:
    on = date(2024, 3, 1 + days)
    approved = fund().when(Appropriate(ID, amount_fen=1000, budget_approved_on=on), by="finance")
    central = fund(registered=replace(REGISTERED, source="central"))
    received = central.when(Appropriate(ID, amount_fen=1000, received_on=on), by="finance")
    for outcome in (approved, received):
        outcome.refused(rules.DATED_BY_NOW) if days else outcome.then(*outcome.events)


@pytest.mark.parametrize("exemption", ["disaster", "as-settled"])
def test_disaster_money_and_money_as_settled_are_exempt(exemption: str) -> None:
    cmd = Appropriate(ID, amount_fen=1000, budget_approved_on=APPROVED_ON, exemption=exemption)
    outcome = fund().when(cmd, by="finance")
    assert outcome.events[0].allocation_days is None
    assert limits(*outcome.events) == []


def test_sixty_calendar_days_run_from_the_budgets_approval() -> None:
    assert limits(TIMED) == [PLACE]
    assert due(PLACE.starts_on, PLACE.days, PLACE.unit).on == date(2024, 3, 20)


def test_what_is_not_allocated_in_time_is_told_with_who_is_late() -> None:
    story = fund(TIMED, ALLOCATED)
    story.when_passed("allocation-1", date(2024, 3, 20)).then(LATE)
    told = fund(TIMED, ALLOCATED, LATE)
    assert limits(*told.events[1:]) == []
    told.when_passed("allocation-1", date(2024, 3, 20)).refused(NOTHING_CHANGES)


def test_a_countys_money_is_late_at_the_county() -> None:
    own = replace(REGISTERED, source="county", county="juxian")
    outcome = fund(TIMED, registered=own).when_passed("allocation-1", date(2024, 3, 20))
    assert outcome.events[0].county == "juxian"
    assert outcome.events[0].organisation == "juxian-finance"


def test_an_appropriation_once_allocated_stays_met_when_money_comes_back() -> None:
    everything = replace(ALLOCATED, amount_fen=1000)
    back = FundsRecalled(ID, project="p-1", town="taoluo", amount_fen=500, reason="用途调整")
    assert limits(TIMED, everything, back) == []


def test_earlier_appropriations_are_met_first() -> None:
    second = replace(TIMED, amount_fen=500, budget_approved_on=date(2024, 2, 20))
    allocated = replace(ALLOCATED, amount_fen=1200)
    assert [d.key for d in limits(TIMED, second, allocated)] == ["allocation-2"]


def test_verified_work_is_due_thirty_days_after_delivery() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    outcome = story.when(
        VerifyWork(ID, project="p-1", town="taoluo", amount_fen=300), by="taoluo"
    ).then(VERIFIED)
    assert limits(APPROPRIATED, ALLOCATED, COMMITTED, *outcome.events) == [SETTLE]


def test_a_contract_agrees_on_sixty_days_at_most() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    cmd = VerifyWork(ID, project="p-1", town="taoluo", amount_fen=300, agreed_payment_days=60)
    story.when(cmd, by="taoluo").then(replace(VERIFIED, payment_days=60))
    cmd = replace(cmd, agreed_payment_days=61)
    story.when(cmd, by="taoluo").refused(contract_rules.PAYMENT_WITHIN_THE_LAWS_LIMIT)


def test_work_is_verified_after_its_delivery() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    cmd = VerifyWork(
        ID, project="p-1", town="taoluo", amount_fen=300, delivered_on=date(2024, 2, 20)
    )
    story.when(cmd, by="taoluo").then(replace(VERIFIED, delivered_on=date(2024, 2, 20)))
    cmd = replace(cmd, delivered_on=date(2024, 3, 2))
    story.when(cmd, by="taoluo").refused(contract_rules.DELIVERED_BEFORE_VERIFIED)


def test_work_paid_in_advance_is_not_due_again() -> None:
    advanced = AdvancePaid(
        ID, project="p-1", town="taoluo", amount_fen=100, payee=PAYEE, contract="c-1"
    )
    verified = replace(VERIFIED, amount_fen=100, offset_fen=100)
    assert limits(APPROPRIATED, ALLOCATED, COMMITTED, advanced, verified) == []


def test_a_late_payment_is_told_with_what_is_unpaid() -> None:
    paid = PaymentMade(
        ID, project="p-1", town="taoluo", amount_fen=100, payee=PAYEE, contract="c-1"
    )
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED, paid)
    story.when_passed("payment-p-1-1", date(2024, 3, 31)).then(UNPAID)
    told = fund(*story.events[1:], UNPAID)
    assert limits(*told.events[1:]) == []
    told.when_passed("payment-p-1-1", date(2024, 3, 31)).refused(NOTHING_CHANGES)
    assert not told.when(
        Pay(ID, project="p-1", amount_fen=200, payee="演示-施工单位"), by="finance"
    ).refusal


def test_a_payment_settles_the_oldest_work_first() -> None:
    later = replace(VERIFIED, amount_fen=100, delivered_on=date(2024, 3, 9))
    paid = PaymentMade(
        ID, project="p-1", town="taoluo", amount_fen=310, payee=PAYEE, contract="c-1"
    )
    left = limits(APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED, later, paid)
    assert [(d.key, d.starts_on) for d in left] == [("payment-p-1-2", date(2024, 3, 9))]


def test_what_the_next_year_did_not_commit_becomes_surplus() -> None:
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED)
    (surplus,) = [d for d in story.deadlines if d.key == "surplus"]
    ends_on = due(surplus.starts_on, surplus.days, surplus.unit).on
    assert ends_on == date(2025, 12, 31)
    outcome = story.when_passed("surplus", ends_on).then(
        FundsRecalled(
            ID, project="p-1", town="taoluo", amount_fen=200, reason="下一年度终了仍未用完，转为结余资金",
            kind="special", year=2024,
        ),
        FundsBecameSurplus(ID, amount_fen=600, became_on=ends_on),
    )  # fmt: skip
    after = fund(*story.events[1:], *outcome.events)
    assert after.deadlines == []
    assert after.state.free_fen == after.state.loose_fen == 0
    more = Appropriate(ID, amount_fen=100)
    after.when(more, by="finance").refused(keeping_rules.SURPLUS_IS_NOT_USED)
    verify = VerifyWork(ID, project="p-1", town="taoluo", amount_fen=400)
    assert not after.when(verify, by="taoluo", at=datetime(2026, 2, 1, tzinfo=UTC)).refusal


def test_a_fund_committed_to_the_last_fen_leaves_no_surplus() -> None:
    story = fund(
        replace(APPROPRIATED, amount_fen=400), replace(ALLOCATED, amount_fen=400), COMMITTED
    )
    assert story.deadlines == []
    story.when_passed("surplus", date(2025, 12, 31)).refused(NOTHING_CHANGES)


def test_the_flag_of_late_money_is_cleared_once_its_issue_is_resolved() -> None:
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=date(2024, 5, 1), cause="c-1", cause_service="finance",
        cause_stream=f"fund-{ID}", cause_key="payment-p-1-1",
    )  # fmt: skip
    (cmd,) = supervision.resolved_issue_clears_the_flag(resolved, about(resolved))
    assert cmd == ClearFundFlag(ID, key="payment-p-1-1", issue="i-1")
    story = fund(APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED, UNPAID)
    story.when(cmd, by="system").then(FundFlagCleared(ID, key="payment-p-1-1", issue="i-1"))
    story.when(replace(cmd, key="payment-p-1-2"), by="system").refused(FLAG_STANDS)
    story.when(cmd, by="finance").not_permitted()


def test_issues_of_other_services_clear_nothing_here() -> None:
    resolved = IssueResolved(
        "i-1", town="taoluo", resolved_on=date(2024, 5, 1), cause="c-1", cause_service="land",
        cause_stream="reserve-donggang", cause_key=None,
    )  # fmt: skip
    assert list(supervision.resolved_issue_clears_the_flag(resolved, about(resolved))) == []
