"""RZ-2.2.b: within the limit in force a town disposes of its own projects' money, and no further."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from services.finance.domain.fund import holder_rules
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate import Actor, Context, Refused, Rule
from shared.kernel.aggregate.deciding import check_offered
from shared.policy.loader import registry
from shared.schemas.finance.fiscal_system import FundAuthorityDelegated, FundAuthorityWithdrawn
from shared.schemas.finance.fund import (
    AllocateFunds,
    FundRegistered,
    FundsAllocated,
    FundsAppropriated,
    RecallFunds,
)
from shared.schemas.finance.fund_contract import (
    FundsCommitted,
    Pay,
    PayAdvance,
    PaymentMade,
    WorkVerified,
)
from tests.given import NOON, Given, given
from tests.unit.finance.funds import LIVE, PAYEE, TODAY
from tests.unit.finance.test_fiscal_system import PUBLISHED

ID = "donggang-roads-2024"
OF = {"fund": ID, "project": "p-1", "town": "taoluo"}
DELEGATED = FundAuthorityDelegated(
    "donggang", town="taoluo", basis="policy", matters=("环卫",), limit_fen=100,
    effective_from=date(2024, 2, 1), reason="提高效率",
)  # fmt: skip
WITHDRAWN = FundAuthorityWithdrawn(
    "donggang", town="taoluo", basis="policy", matters=("环卫",), withdrawn_on=TODAY, reason="人员变动",
)  # fmt: skip
COURSE = [
    FundRegistered(
        ID, name="东港区专项", source="county", kind="special", year=2024, county="donggang"
    ),
    FundsAppropriated(ID, amount_fen=2000),
    FundsAllocated(**OF, amount_fen=1000),
    FundsCommitted(**OF, amount_fen=800, contract="works", payee=PAYEE),
    WorkVerified(**OF, amount_fen=400, delivered_on=TODAY, payment_days=30, contract="works"),
]
BY_TOWN = {"town": "taoluo", "matter": "环卫"}
PAY = Pay(ID, project="p-1", amount_fen=100, payee=PAYEE, **BY_TOWN)
ACTS = [
    PAY,
    PayAdvance(ID, project="p-1", amount_fen=100, payee=PAYEE, **BY_TOWN),
    AllocateFunds(ID, project="p-1", amount_fen=100, **BY_TOWN),
    RecallFunds(ID, project="p-1", reason="用途调整", amount_fen=100, **BY_TOWN),
]


def fund(*events: object, authority: tuple[object, ...] = (DELEGATED,)) -> Given:
    story = given(FUND, ID, *COURSE, *events).and_given(ELIGIBILITY, "p-1", LIVE)
    return story.and_given(FISCAL_SYSTEM, "donggang", PUBLISHED, *authority)


@pytest.mark.parametrize("cmd", ACTS, ids=lambda cmd: type(cmd).__name__)
def test_a_town_disposes_of_its_own_projects_money_within_its_limit(cmd: object) -> None:
    outcome = fund().when(cmd, by="taoluo")
    assert outcome.refusal is None, outcome.refusal
    assert outcome.events[0].matter == "环卫"
    beyond = fund().when(replace(cmd, amount_fen=101), by="taoluo")
    assert beyond.refused(holder_rules.WITHIN_AUTHORITY).refusal.values["needs"] == 1


@pytest.mark.parametrize("authority", [(), (DELEGATED, WITHDRAWN)])
@pytest.mark.parametrize("cmd", ACTS, ids=lambda cmd: type(cmd).__name__)
def test_without_authority_in_force_it_does_not(cmd: object, authority: tuple[object]) -> None:
    fund(authority=authority).when(cmd, by="taoluo").refused(holder_rules.AUTHORITY_IS_IN_FORCE)


@pytest.mark.parametrize(
    ("cmd", "rule"),
    [
        (replace(PAY, matter="道路"), holder_rules.AUTHORITY_IS_IN_FORCE),
        (replace(PAY, matter=None), holder_rules.AUTHORITY_IS_IN_FORCE),
        (replace(PAY, project="p-2"), holder_rules.AUTHORITY_OVER_ITS_OWN),
    ],
)
def test_it_names_the_matter_and_its_own_project(cmd: Pay, rule: Rule) -> None:
    other = FundsAllocated(ID, project="p-2", town="nanhu", amount_fen=10)
    fund(other).when(cmd, by="taoluo").refused(rule)


def test_a_town_that_does_not_name_itself_is_not_asked() -> None:
    fund().when(replace(PAY, town=None), by="taoluo").not_permitted()
    fund().when(PAY, by="zhaoxian").not_permitted()


def test_authority_that_begins_tomorrow_is_not_in_force() -> None:
    later = replace(DELEGATED, effective_from=date(2024, 3, 2))
    fund(authority=(later,)).when(PAY, by="taoluo").refused(holder_rules.AUTHORITY_IS_IN_FORCE)


def test_two_halves_of_a_day_are_counted_together() -> None:
    paid = PaymentMade(
        **OF, amount_fen=60, payee=PAYEE, acted_on=TODAY, contract="works", matter="环卫"
    )
    fund(paid).when(replace(PAY, amount_fen=41), by="taoluo").refused(holder_rules.WITHIN_AUTHORITY)
    assert not fund(paid).when(replace(PAY, amount_fen=40), by="taoluo").refusal


def test_the_county_delegates_what_it_holds_and_not_the_citys_money() -> None:
    citys = [replace(COURSE[0], source="city", county=None), *COURSE[1:]]
    story = given(FUND, ID, *citys).and_given(ELIGIBILITY, "p-1", LIVE)
    for by in ("taoluo", "donggang", "donggang-finance"):
        story.when(PAY, by=by).refused(holder_rules.HOLDER_DISPOSES)


def test_who_holds_the_money_disposes_of_it_and_the_city_not_of_a_countys() -> None:
    plain = replace(PAY, town=None, matter=None)
    for by in ("donggang", "donggang-finance"):
        assert not fund().when(plain, by=by).refusal
    fund().when(plain, by="finance").refused(holder_rules.HOLDER_DISPOSES)


@pytest.mark.parametrize(
    ("by", "offered"),
    [("taoluo", True), ("donggang", True), ("zhaoxian", False), ("finance", False)],
)
def test_who_can_never_dispose_of_a_fund_is_told_before_anything_is_filled_in(
    by: str, offered: bool
) -> None:
    context = Context(NOON, Actor("演示-某", by), registry(), {})
    refused = set()
    for name in ("allocate-funds", "recall-funds", "pay-advance", "pay"):
        try:
            check_offered(FUND.commands[name], len(COURSE), ID, fund().state, context)
        except Refused as no:
            assert no.rule is holder_rules.HOLDER_DISPOSES
            refused.add(name)
    assert len(refused) == (0 if offered else 4)
