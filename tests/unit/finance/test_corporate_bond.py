"""RZ-2.2.i: corporate bonds of key construction projects, without a government guarantee."""

from dataclasses import replace
from datetime import date

from hypothesis import given as for_all
from hypothesis import strategies as st

from services.finance.domain import corporate_bond as rules
from services.finance.domain.corporate_bond import CORPORATE_BOND
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.views.corporate_bonds import CorporateBondLedger
from shared.kernel.aggregate.deciding import ALREADY_EXISTS
from shared.schemas.finance.corporate_bond import CorporateBondRegistered, RegisterCorporateBond
from shared.schemas.finance.eligibility import EligibilityEnded
from tests.effort import tries
from tests.given import Given, given
from tests.rows import rows
from tests.unit.finance.funds import LIVE

TODAY = date(2024, 3, 1)
LEFT = EligibilityEnded("p-1", town="taoluo", reason="项目出库")
REGISTER = RegisterCorporateBond(
    "b-1", project="p-1", amount_fen=1000, document="发改企债〔2024〕1号", issuer="演示-企业",
    issued_on=TODAY, government_guarantee=False,
)  # fmt: skip
REGISTERED = CorporateBondRegistered(
    "b-1", project="p-1", town="taoluo", issuer="演示-企业", amount_fen=1000,
    government_guarantee=False, issued_on=TODAY, document="发改企债〔2024〕1号",
)  # fmt: skip


def bond(*project: object) -> Given:
    return given(CORPORATE_BOND, "b-1").and_given(ELIGIBILITY, "p-1", *project)


def test_a_bond_of_a_library_project_is_registered() -> None:
    bond(LIVE).when(REGISTER, by="finance").then(REGISTERED)
    bond(LIVE).when(REGISTER, by="taoluo").not_permitted()
    known = given(CORPORATE_BOND, "b-1", REGISTERED).and_given(ELIGIBILITY, "p-1", LIVE)
    known.when(REGISTER, by="finance").refused(ALREADY_EXISTS)


def test_a_project_outside_the_library_has_no_corporate_bond() -> None:
    bond().when(REGISTER, by="finance").refused(rules.LIBRARY_PROJECT)
    bond(LIVE, LEFT).when(REGISTER, by="finance").refused(rules.LIBRARY_PROJECT)


def test_a_corporate_bond_with_a_government_guarantee_is_refused() -> None:
    cmd = replace(REGISTER, government_guarantee=True)
    bond(LIVE).when(cmd, by="finance").refused(rules.NO_GOVERNMENT_GUARANTEE)


def test_a_bond_is_issued_before_it_is_registered() -> None:
    cmd = replace(REGISTER, issued_on=date(2024, 3, 2))
    bond(LIVE).when(cmd, by="finance").refused(rules.ISSUED_BEFORE_REGISTERED)


def test_the_ledger_shows_each_bond() -> None:
    row = rows(CorporateBondLedger, REGISTERED)["b-1"]
    assert (row.project, row.town, row.amount_fen) == ("p-1", "taoluo", 1000)


@for_all(st.booleans(), st.booleans(), st.dates(date(2024, 2, 25), date(2024, 3, 5)))
@tries(40)
def test_whatever_is_registered_is_live_unguaranteed_and_issued(
    live: bool, guaranteed: bool, issued_on: date
) -> None:
    cmd = replace(REGISTER, government_guarantee=guaranteed, issued_on=issued_on)
    outcome = bond(LIVE, *([] if live else [LEFT])).when(cmd, by="finance")
    assert (outcome.refusal is None) == (live and not guaranteed and issued_on <= TODAY)
