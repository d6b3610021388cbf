"""RZ-2.2.b: within the limit in force a town disposes of its own projects' money, and no further."""

from dataclasses import replace
from datetime import date

import pytest

from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fiscal_system.state import FISCAL_SYSTEM
from services.finance.domain.fund import holder_rules
from services.finance.domain.fund.state import FUND
from shared.kernel.aggregate import Rule
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
from tests.given import Given, given
from tests.unit.finance.funds import LIVE, PAYEE, TODAY
from tests.unit.finance.test_fiscal_system import PUBLISHED

ID = "donggang-roads-2024"
OF = (ID, "p-1", "taoluo")
DELEGATED = FundAuthorityDelegated(
    "donggang", "taoluo", "policy", ("环卫",), 100, date(2024, 2, 1), "提高效率"
)
WITHDRAWN = FundAuthorityWithdrawn("donggang", "taoluo", "policy", ("环卫",), TODAY, "人员变动")
COURSE = [
    FundRegistered(ID, "东港区专项", "county", "special", 2024, "donggang"),
    FundsAppropriated(ID, 2000),
    FundsAllocated(*OF, 1000),
    FundsCommitted(*OF, 800, contract="works", payee=PAYEE),
    WorkVerified(*OF, 400, delivered_on=TODAY, payment_days=30, contract="works"),
]
BY_TOWN = {"town": "taoluo", "matter": "环卫"}
PAY = Pay(ID, "p-1", 100, PAYEE, **BY_TOWN)
ACTS = [
    PAY,
    PayAdvance(ID, "p-1", 100, PAYEE, **BY_TOWN),
    AllocateFunds(ID, "p-1", 100, **BY_TOWN),
    RecallFunds(ID, "p-1", "用途调整", 100, **BY_TOWN),
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
    other = FundsAllocated(ID, "p-2", "nanhu", 10)
    fund(other).when(cmd, by="taoluo").refused(rule)


def test_a_town_that_does_not_name_itself_is_not_asked() -> None:
    fund().when(replace(PAY, town=None), by="taoluo").not_permitted()
    fund().when(PAY, by="zhaoxian").not_permitted()


def test_authority_that_begins_tomorrow_is_not_in_force() -> None:
    later = replace(DELEGATED, effective_from=date(2024, 3, 2))
    fund(authority=(later,)).when(PAY, by="taoluo").refused(holder_rules.AUTHORITY_IS_IN_FORCE)


def test_two_halves_of_a_day_are_counted_together() -> None:
    paid = PaymentMade(*OF, 60, PAYEE, acted_on=TODAY, contract="works", matter="环卫")
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
