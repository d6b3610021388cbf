"""RZ-2.2.g 转贷: what the city on-lends to a county, the county owes, disposes of and repays."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.finance.domain.bond_financing import COUNTY_PLANS_FOR_ITS_OWN
from services.finance.domain.bond_proceeds import rules
from services.finance.views.bond_financings import BondFinancings
from services.finance.views.bond_ledger import BondLedger
from services.supervision.reactions.finance import idle_bond_money_raises_an_issue
from shared.schemas.finance.bond_financing import ProjectFinanced, RecordRevenuePlan
from shared.schemas.finance.bond_proceeds import (
    AllocateProceeds,
    BondProceedsIdle,
    ProceedsRegistered,
    ReturnProceeds,
    SpendProceeds,
)
from shared.schemas.finance.bond_proceeds_lending import (
    BondProceedsHandedBack,
    BondProceedsOnLent,
    BondProceedsTakenBack,
    HandBackProceeds,
    OnLendProceeds,
)
from shared.schemas.finance.debt_limit import DebtLimitFreed, DebtLimitUsed, SetDebtLimit
from tests.rows import about, rows
from tests.unit.finance.bonds import ALLOCATE, PLAN, REGISTER, SPECIAL, TODAY, Bonds

ON_LEND = OnLendProceeds(
    "b-1", into_bond="dg-1", county="donggang", amount_fen=600, document="转贷协议〔2024〕1号"
)
OF_COUNTY = AllocateProceeds("dg-1", project="p-1", amount_fen=400, spending="capital")
HAND_BACK = HandBackProceeds("dg-1", amount_fen=200, reason="项目核减", document="交回单")
ABOVE_399 = {"finance.two_approvers_above_fen": 399}


def on_lent(registered: object = REGISTER) -> Bonds:
    return Bonds().give(registered, ON_LEND)


def test_the_city_on_lends_to_a_county_with_the_terms_that_it_has_itself() -> None:
    outcome = Bonds().give(SPECIAL).when(ON_LEND)
    name = "2024年东港区转贷资金"
    outcome.then(
        BondProceedsOnLent.of(ON_LEND, name=name, received_on=TODAY, on_lent_on=TODAY),
        ProceedsRegistered(
            "dg-1", name=name, year=2024, amount_fen=600, document=ON_LEND.document,
            kind="special", issuer="province", annual_rate=250, years=10, registered_on=TODAY,
            idle_days=365, county="donggang", upper_bond="b-1",
        ),
        DebtLimitUsed(
            "donggang", bond="dg-1", year=2024, kind="special", amount_fen=600, used_on=TODAY
        ),
    )  # fmt: skip
    world = on_lent(SPECIAL)
    assert (world.bond().free_fen, world.bond("dg-1").free_fen) == (400, 600)


def test_the_city_on_lends_what_no_project_has_and_each_agreement_once() -> None:
    Bonds().give(REGISTER, ALLOCATE).when(replace(ON_LEND, amount_fen=601)).refused(
        rules.WITHIN_PROCEEDS
    )
    world = on_lent()
    world.when(ON_LEND).refused(rules.AN_AGREEMENT_IS_A_BOND)
    world.when(replace(ON_LEND, into_bond="b-1")).refused(rules.AN_AGREEMENT_IS_A_BOND)
    world.when(replace(ON_LEND, into_bond="x", county="nowhere")).refused(rules.CITY_ON_LENDS)
    world.when(replace(ON_LEND, bond="dg-1", into_bond="x", county="juxian")).refused(
        rules.CITY_ON_LENDS
    )
    tomorrow = replace(ON_LEND, into_bond="x", amount_fen=1, received_on=date(2024, 3, 2))
    world.when(tomorrow).refused(rules.RECEIVED_BY_NOW)
    world.when(replace(ON_LEND, into_bond="x"), by="donggang-finance").not_permitted()
    Bonds().give(REGISTER).when(ON_LEND, parameters=ABOVE_399).refused(rules.TWO_APPROVE_BOND_USE)


def test_who_borrowed_the_money_disposes_of_it_and_nobody_else() -> None:
    world = on_lent()
    world.when(OF_COUNTY).refused(rules.HOLDER_DISPOSES_OF_THE_BOND)
    world.when(OF_COUNTY, by="juxian-finance").not_permitted()
    world.when(ALLOCATE, by="donggang-finance").not_permitted()
    world = world.give(OF_COUNTY, by="donggang-finance")
    spend = SpendProceeds("dg-1", project="p-1", amount_fen=150, payee="施工单位", document="单")
    world.when(spend).refused(rules.HOLDER_DISPOSES_OF_THE_BOND)
    world = world.give(spend, by="donggang")
    back = ReturnProceeds("dg-1", project="p-1", reason="项目出库")
    world.when(back).refused(rules.HOLDER_DISPOSES_OF_THE_BOND)
    world = world.give(back, by="system")
    assert (world.bond("dg-1").allocated_fen, world.bond("dg-1").free_fen) == (150, 450)


def test_on_lent_money_is_for_the_countys_own_projects() -> None:
    on_lent().when(replace(OF_COUNTY, project="p-2"), by="donggang-finance").refused(
        rules.ON_LENT_MONEY_SERVES_ITS_COUNTY
    )


def test_what_no_project_of_the_county_has_goes_back_to_the_city() -> None:
    world = on_lent().give(OF_COUNTY, by="donggang-finance")
    world.when(replace(HAND_BACK, amount_fen=201), by="donggang").refused(rules.WITHIN_PROCEEDS)
    outcome = world.when(HAND_BACK, by="donggang-finance")
    outcome.then(
        BondProceedsHandedBack.of(HAND_BACK, into_bond="b-1", handed_back_on=TODAY),
        BondProceedsTakenBack(
            "b-1", from_bond="dg-1", county="donggang", amount_fen=200, reason="项目核减",
            document="交回单", taken_back_on=TODAY,
        ),
        DebtLimitFreed(
            "donggang", bond="dg-1", year=2024, kind="general", amount_fen=200, freed_on=TODAY
        ),
    )  # fmt: skip
    world = world.told(outcome)
    assert (world.bond().free_fen, world.bond("dg-1").free_fen) == (600, 0)
    world.when(replace(HAND_BACK, bond="b-1"), by="finance").not_permitted()


def test_lending_and_taking_back_makes_nothing_less_idle() -> None:
    later = datetime(2024, 9, 1, 4, tzinfo=UTC)
    world = on_lent().give(HAND_BACK, by="donggang", at=later)
    assert [d.starts_on for d in world.story().deadlines] == [TODAY]
    more = SetDebtLimit(
        "donggang", year=2024, kind="general", limit_fen=1000, document="追加", reason="年中追加"
    )
    all_of_it = Bonds().give(REGISTER, more, replace(ON_LEND, amount_fen=1000))
    world = all_of_it.give(HAND_BACK, by="donggang", at=later)
    assert [d.starts_on for d in world.story().deadlines] == [date(2024, 9, 1)]


def test_the_projects_debt_says_to_whom_it_is_repaid() -> None:
    world = on_lent(SPECIAL).give(PLAN)
    outcome = world.when(OF_COUNTY, by="donggang-finance")
    assert outcome.events[-1] == ProjectFinanced(
        "p-1", bond="dg-1", principal_fen=400, interest_fen=100, county="donggang"
    )
    city = world.give(replace(ALLOCATE, amount_fen=400))
    assert city.events[-1].county is None  # type: ignore[attr-defined]
    world = world.told(outcome)
    assert world.financing().repays_fen == 500


def test_a_countys_finance_department_records_the_plans_of_its_own_projects() -> None:
    plan = RecordRevenuePlan("p-1", revenue_fen=5000, document="测算", county="donggang")
    world = on_lent(SPECIAL)
    world.when(replace(plan, county=None), by="donggang-finance").not_permitted()
    world.when(replace(plan, project="p-2"), by="donggang-finance").refused(
        COUNTY_PLANS_FOR_ITS_OWN
    )
    world.when(replace(plan, project="unknown"), by="donggang-finance").refused(
        COUNTY_PLANS_FOR_ITS_OWN
    )
    world = world.give(plan, by="donggang-finance")
    assert world.financing().county == "donggang"
    row = rows(BondFinancings, *world.events)["p-1"]
    assert (row.county, row.revenue_fen) == ("donggang", 5000)


def test_who_borrowed_it_answers_for_what_lies_idle() -> None:
    passed = on_lent().story("dg-1").when_passed("free", date(2025, 3, 1))
    (idle,) = passed.events
    assert isinstance(idle, BondProceedsIdle)
    assert (idle.county, idle.amount_fen) == ("donggang", 600)
    handlers = [
        next(iter(idle_bond_money_raises_an_issue(event, about(event)))).handler  # type: ignore[attr-defined]
        for event in (idle, replace(idle, county=None))
    ]
    assert handlers == ["donggang-finance", "finance"]


def test_the_ledger_tells_what_is_on_lent_and_to_whom() -> None:
    world = on_lent().give(OF_COUNTY, HAND_BACK, by="donggang-finance")
    ledger = rows(BondLedger, *world.events)
    city, county = ledger["b-1"], ledger["dg-1"]
    assert (city.on_lent_fen, city.free_fen, city.county) == (400, 600, "")
    assert (county.county, county.upper_bond) == ("donggang", "b-1")
    assert (county.proceeds_fen, county.allocated_fen, county.free_fen) == (400, 400, 0)
