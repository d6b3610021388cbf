"""RZ-2.2.g: what is on-lent to a county stays within its debt limit of the year and kind."""

from dataclasses import replace
from datetime import date

from services.finance.domain import debt_limit as limits
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from services.finance.domain.debt_limit import DEBT_LIMIT
from services.finance.views.debt_limits import DebtLimits
from shared.schemas.finance.bond_proceeds_lending import HandBackProceeds, OnLendProceeds
from shared.schemas.finance.debt_limit import DebtLimitSet, SetDebtLimit
from tests.rows import rows
from tests.unit.finance.bonds import REGISTER, SPECIAL, TODAY, Bonds

GENERAL, OF_SPECIAL = (2024, "general"), (2024, "special")
ON_LEND = OnLendProceeds(
    "b-1", into_bond="dg-1", county="donggang", amount_fen=600, document="转贷协议〔2024〕1号"
)
SET = SetDebtLimit(
    "donggang", year=2024, kind="general", limit_fen=900, document="鲁财债〔2024〕追加"
)
MORE = replace(SET, reason="年中追加")
HAND_BACK = HandBackProceeds("dg-1", amount_fen=600, reason="项目核减", document="交回单")


def test_what_is_on_lent_takes_of_the_limit_and_no_more_than_is_left() -> None:
    """Of 800: 600, then 200 and not 201; the other kind has its own."""
    world = Bonds().give(REGISTER, ON_LEND)
    assert (world.limit().free_fen(GENERAL), world.limit().free_fen(OF_SPECIAL)) == (200, 800)
    again = replace(ON_LEND, into_bond="dg-2", amount_fen=201)
    world.when(again).refused(limits.WITHIN_DEBT_LIMIT)
    assert world.give(replace(again, amount_fen=200)).limit().free_fen(GENERAL) == 0


def test_a_county_without_a_limit_is_on_lent_nothing() -> None:
    """The limit is of the year in which the county gets the money."""
    other = replace(ON_LEND, county="juxian", into_bond="jx-1", amount_fen=1)
    Bonds().give(REGISTER).when(other).refused(limits.WITHIN_DEBT_LIMIT)
    earlier = replace(ON_LEND, amount_fen=1, received_on=date(2023, 12, 29))
    Bonds().give(REGISTER).when(earlier).refused(limits.WITHIN_DEBT_LIMIT)
    first = SetDebtLimit(
        "juxian", year=2024, kind="general", limit_fen=1, document="鲁财债〔2024〕限额"
    )
    Bonds().give(REGISTER, first, other)


def test_what_a_county_hands_back_it_may_be_on_lent_again() -> None:
    world = Bonds().give(SPECIAL, ON_LEND).give(HAND_BACK, by="donggang-finance")
    assert world.limit().free_fen(OF_SPECIAL) == 800
    world.give(replace(ON_LEND, into_bond="dg-2", amount_fen=800))


def test_a_limit_is_changed_with_a_reason_and_covers_what_is_used() -> None:
    world = Bonds().give(REGISTER, ON_LEND)
    world.when(SET).refused(limits.LIMIT_CHANGED_WITH_REASON)
    world.when(MORE).then(
        DebtLimitSet.of(MORE, set_on=TODAY, previous_fen=800, previous_outside_fen=0)
    )
    world.when(replace(MORE, limit_fen=599)).refused(limits.LIMIT_COVERS_DEBT)
    world.when(replace(MORE, outside_fen=301)).refused(limits.LIMIT_COVERS_DEBT)
    used_elsewhere = world.give(replace(MORE, outside_fen=300))
    used_elsewhere.when(replace(ON_LEND, into_bond="dg-2", amount_fen=1)).refused(
        limits.WITHIN_DEBT_LIMIT
    )
    world.when(replace(MORE, county="nowhere")).refused(limits.LIMIT_OF_A_COUNTY)
    world.when(MORE, by="donggang-finance").not_permitted()


def test_what_was_on_lent_before_limits_were_kept_frees_nothing() -> None:
    world = Bonds().give(REGISTER, ON_LEND)
    before = Bonds(**{**world.streams, DEBT_LIMIT.stream("donggang"): ()})
    outcome = before.when(HAND_BACK, by="donggang-finance")
    assert {d.aggregate for d in outcome.decided} == {BOND_PROCEEDS}


def test_the_ledger_says_what_is_left() -> None:
    world = Bonds().give(REGISTER, ON_LEND, MORE).give(HAND_BACK, by="donggang-finance")
    row = rows(DebtLimits, *world.events)["donggang.2024.general"]
    assert (row.limit_fen, row.on_lent_fen, row.free_fen) == (900, 0, 900)
    assert row.document == "鲁财债〔2024〕追加"
