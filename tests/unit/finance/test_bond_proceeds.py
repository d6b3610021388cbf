"""RZ-2.2.g: government bonds pay for capital spending of public-welfare projects."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from services.finance.domain.fund.rules import PROJECT_IS_LIVE
from services.finance.reactions import projects
from services.finance.views.bond_allocations import BondAllocations
from services.finance.views.bond_ledger import BondLedger
from shared.kernel.aggregate.deadline import Deadline
from shared.kernel.aggregate.deciding import ALREADY_EXISTS, NOTHING_CHANGES
from shared.schemas.codec import decode
from shared.schemas.finance.bond_proceeds import (
    ApproveBondUse,
    BondProceedsIdle,
    BondProceedsReassigned,
    BondProceedsReturned,
    BondProceedsSpent,
    ProceedsRegistered,
    ReassignProceeds,
    ReturnProceeds,
    SpendProceeds,
)
from shared.schemas.finance.eligibility import EligibilityEnded
from shared.schemas.projects.project import ProjectExited
from tests.given import Given, given
from tests.rows import about, rows
from tests.unit.finance.bonds import (
    ALLOCATE,
    ALLOCATED,
    REGISTER,
    SCHOOL,
    TODAY,
    Bonds,
)

SPEND = SpendProceeds(
    "b-1", project="p-1", amount_fen=150, payee="演示-施工单位", document="演示-拨款单"
)
RETURN = ReturnProceeds("b-1", project="p-1", reason="项目出库")
REASSIGN = ReassignProceeds(
    "b-1", project="p-1", to_project="p-2", amount_fen=250, reason="项目规模核减",
    document="鲁财债调〔2024〕2号",
)  # fmt: skip
ABOVE_399 = {"finance.two_approvers_above_fen": 399}


def registered() -> Bonds:
    return Bonds().give(REGISTER)


def allocated() -> Bonds:
    return registered().give(ALLOCATE)


def bond() -> Given:
    """A bond's story for tables of cases."""
    return registered().story()


def test_proceeds_on_lent_by_the_province_are_registered() -> None:
    expected = ProceedsRegistered(
        "b-1", name="演示-债券", kind="general", issuer="province", year=2024, amount_fen=1000,
        document="鲁财债〔2024〕1号", annual_rate=None, years=None, registered_on=TODAY, idle_days=365,
    )  # fmt: skip
    Bonds().when(REGISTER).then(expected)
    Bonds().when(REGISTER, by="donggang").not_permitted()
    registered().when(REGISTER).refused(ALREADY_EXISTS)


@pytest.mark.parametrize("issuer", ["city", "county", "town"])
def test_neither_city_nor_county_nor_town_issues_a_bond(issuer: str) -> None:
    Bonds().when(replace(REGISTER, issuer=issuer)).refused(rules.ONLY_THE_PROVINCE_ISSUES)


@pytest.mark.parametrize("kind", ["social", "infrastructure"])
def test_a_public_welfare_project_takes_proceeds(kind: str) -> None:
    world = registered()
    world.projects["p-1"] = (replace(SCHOOL, kind=kind),)
    world.when(ALLOCATE).then(ALLOCATED)
    world.when(ALLOCATE, by="taoluo").not_permitted()


def test_a_bond_for_operating_cost_is_refused() -> None:
    registered().when(replace(ALLOCATE, spending="operating")).refused(rules.CAPITAL_SPENDING_ONLY)


@pytest.mark.parametrize("kind", ["investment", None])
def test_a_project_for_profit_takes_none(kind: str | None) -> None:
    world = registered()
    world.projects["p-1"] = (replace(SCHOOL, kind=kind),)
    world.when(ALLOCATE).refused(rules.PUBLIC_WELFARE_ONLY)
    other = allocated()
    other.projects["p-2"] = (replace(SCHOOL, project="p-2", kind=kind),)
    other.when(REASSIGN).refused(rules.PUBLIC_WELFARE_ONLY)


def test_only_a_live_project_takes_proceeds() -> None:
    world = registered()
    for events in ((), (SCHOOL, EligibilityEnded("p-1", town="taoluo", reason="项目出库"))):
        world.projects["p-1"] = events
        world.when(ALLOCATE).refused(PROJECT_IS_LIVE)


def test_allocations_stay_within_the_proceeds() -> None:
    world = allocated()
    world.when(replace(ALLOCATE, amount_fen=601)).refused(rules.WITHIN_PROCEEDS)
    assert not world.when(replace(ALLOCATE, amount_fen=600)).refusal


def test_what_a_project_has_is_spent_and_no_more() -> None:
    allocated().when(SPEND).then(
        BondProceedsSpent(
            "b-1", project="p-1", town="taoluo", amount_fen=150, payee="演示-施工单位", spent_on=TODAY,
            document="演示-拨款单",
        )
    )  # fmt: skip
    world = allocated().give(SPEND)
    over = world.when(replace(SPEND, amount_fen=251)).refused(rules.WITHIN_UNSPENT)
    assert over.refusal.values["available"] == 250
    world.when(replace(SPEND, project="p-2")).refused(rules.WITHIN_UNSPENT)
    row = rows(BondAllocations, *world.events)["p-1.b-1"]
    assert (row.amount_fen, row.spent_fen, row.unspent_fen) == (400, 150, 250)
    ledger = rows(BondLedger, *world.events)["b-1"]
    assert (ledger.allocated_fen, ledger.spent_fen, ledger.free_fen) == (400, 150, 600)


def test_what_is_not_spent_returns_when_the_project_leaves_and_the_contract_is_paid() -> None:
    world = allocated().give(SPEND)
    exited = ProjectExited("p-1", town="taoluo", reason="项目出库")
    known = rows(BondAllocations, *world.events)
    (command,) = projects.unspent_bond_money_returns(exited, about(exited), known)
    assert command == RETURN
    world.when(RETURN, by="system").then(
        BondProceedsReturned(
            "b-1", project="p-1", town="taoluo", amount_fen=250, reason="项目出库", returned_on=TODAY,
        )
    )  # fmt: skip
    after = world.give(RETURN)
    assert (after.bond().free_fen, after.bond().of("p-1").unspent_fen) == (850, 0)
    after.when(RETURN).refused(NOTHING_CHANGES)
    known = rows(BondAllocations, *after.events)
    assert not list(projects.unspent_bond_money_returns(exited, about(exited), known))
    world.when(replace(RETURN, amount_fen=251)).refused(rules.WITHIN_UNSPENT)
    part = world.give(replace(RETURN, amount_fen=100))
    assert not part.when(replace(SPEND, amount_fen=150)).refusal


def test_what_is_not_spent_is_re_assigned_to_another_project() -> None:
    world = allocated().give(SPEND)
    world.when(REASSIGN).then(
        BondProceedsReassigned(
            "b-1", project="p-1", town="taoluo", to_project="p-2", to_town="jufeng",
            amount_fen=250, reason="项目规模核减", reassigned_on=TODAY, document="鲁财债调〔2024〕2号",
            idle_days=365,
        )
    )  # fmt: skip
    world.when(replace(REASSIGN, amount_fen=251)).refused(rules.WITHIN_UNSPENT)
    world.when(replace(REASSIGN, to_project="p-1")).refused(rules.ANOTHER_PROJECT)
    after = world.give(REASSIGN)
    assert after.bond().free_fen == 600
    known = rows(BondAllocations, *after.events)
    assert (known["p-1.b-1"].unspent_fen, known["p-2.b-1"].unspent_fen) == (0, 250)
    assert (known["p-2.b-1"].town, known["p-2.b-1"].since) == ("jufeng", TODAY)
    after.projects["p-2"] = ()
    allocated().give(SPEND)
    gone = allocated()
    gone.projects["p-2"] = ()
    gone.when(REASSIGN).refused(PROJECT_IS_LIVE)


def test_money_that_lies_idle_for_a_year_is_told_once() -> None:
    story = allocated().give(SPEND).story()
    assert story.deadlines == [
        Deadline("free", TODAY, 365, "calendar", "RZ-2.2.g"),
        Deadline("unspent.p-1", TODAY, 365, "calendar", "RZ-2.2.g"),
    ]
    due_on = date(2025, 3, 1)
    idle = BondProceedsIdle(
        "b-1", project="p-1", town="taoluo", key="unspent.p-1", amount_fen=250, since=TODAY,
        due_on=due_on,
    )  # fmt: skip
    free = BondProceedsIdle(
        "b-1", project=None, town=None, key="free", amount_fen=600, since=TODAY, due_on=due_on
    )
    story.when_passed("unspent.p-1", due_on).then(idle)
    story.when_passed("free", due_on).then(free)
    told = given(BOND_PROCEEDS, "b-1", *story.events, idle, free)
    assert told.deadlines == []
    for key in ("unspent.p-1", "free"):
        told.when_passed(key, due_on).refused(NOTHING_CHANGES)
    assert rows(BondAllocations, *story.events, idle, free)["p-1.b-1"].idle
    assert rows(BondLedger, *story.events, idle, free)["b-1"].idle == 2
    rest = replace(SPEND, amount_fen=250)
    assert [d.key for d in allocated().give(SPEND, rest).story().deadlines] == ["free"]


def test_large_bond_money_has_two_approvers_counted_by_project_and_day() -> None:
    approve = ApproveBondUse("b-1", project="p-1", amount_fen=400, act="allocation")
    for command in (ALLOCATE, replace(ALLOCATE, amount_fen=401)):
        alone = registered().when(command, parameters=ABOVE_399)
        alone.refused(rules.TWO_APPROVE_BOND_USE)
    approved = registered().give(approve, person="李四", parameters=ABOVE_399)
    outcome = approved.when(ALLOCATE, parameters=ABOVE_399)
    assert outcome.events[0].approvers == ("李四", "张三")
    approved.when(ALLOCATE, person="李四", parameters=ABOVE_399).refused(rules.TWO_APPROVE_BOND_USE)
    used = approved.told(outcome)
    used.when(ALLOCATE, parameters=ABOVE_399).refused(rules.TWO_APPROVE_BOND_USE)
    half = replace(ALLOCATE, amount_fen=200)
    halves = registered().give(half, parameters=ABOVE_399)
    halves.when(half, parameters=ABOVE_399).refused(rules.TWO_APPROVE_BOND_USE)
    allocated().when(replace(SPEND, amount_fen=400), parameters=ABOVE_399).refused(
        rules.TWO_APPROVE_BOND_USE
    )
    allocated().when(replace(REASSIGN, amount_fen=400), parameters=ABOVE_399).refused(
        rules.TWO_APPROVE_BOND_USE
    )
    registered().when(approve).refused(rules.ONE_APPROVER_FOR_THE_BOND)
    again = approved.when(approve, person="李四", parameters=ABOVE_399)
    again.refused(NOTHING_CHANGES)


def test_a_deputy_and_whom_they_act_for_are_no_two_who_approve_bond_money() -> None:
    approve = ApproveBondUse("b-1", project="p-1", amount_fen=400, act="allocation")
    by_deputy = registered().give(approve, person="王五", on_behalf_of="李四", parameters=ABOVE_399)
    for person in ("王五", "李四"):
        second = by_deputy.when(ALLOCATE, person=person, parameters=ABOVE_399)
        second.refused(rules.TWO_APPROVE_BOND_USE)
    assert not by_deputy.when(ALLOCATE, parameters=ABOVE_399).refusal


def test_a_service_is_not_the_first_who_approves_large_bond_money() -> None:
    approve = ApproveBondUse("b-1", project="p-1", amount_fen=400, act="allocation")
    approved = registered().give(approve, person="service:finance", parameters=ABOVE_399)
    approved.when(ALLOCATE, parameters=ABOVE_399).refused(rules.TWO_APPROVE_BOND_USE)


def test_proceeds_stored_before_use_was_kept_are_spent_and_returned() -> None:
    stored = decode(
        "BondProceedsAllocated", 1,
        '{"bond":"b-1","project":"p-1","town":"taoluo","amount_fen":400,"spending":"capital",'
        '"revenue_plan_fen":null}',
    )  # fmt: skip
    registered = decode(
        "ProceedsRegistered", 1,
        '{"bond":"b-1","name":"演示","kind":"general","issuer":"province","year":2023,'
        '"amount_fen":1000,"document":"d"}',
    )  # fmt: skip
    world = Bonds(**{"bond-proceeds-b-1": (registered, stored)})
    assert world.story().deadlines == []
    assert world.give(SPEND, RETURN).bond().of("p-1").allocated_fen == 150


def test_a_bonds_tasks_say_which_it_is_and_of_which_town_the_project() -> None:
    asked = allocated().story().tasks
    assert asked["free"].about == "安排“演示-债券”尚未安排的债券资金 6.00 元"
    unspent = asked["unspent.p-1"]
    said = "支出“演示-债券”已安排到项目的债券资金 4.00 元，或调整用途"
    assert (unspent.about, unspent.town, unspent.project) == (said, "taoluo", "p-1")
