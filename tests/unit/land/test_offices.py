"""RZ-2.3: of a county's departments its land department acts for land, its finance department for
the money of it; any one supports formalities (RZ-2.3.c)."""

from importlib import import_module

from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.aggregate import Command
from shared.runtime.parts import Commands


def commands() -> list[Command]:
    parts = vars(import_module("services.land.service").Service).values()
    found: list[Aggregate] = [a for p in parts if isinstance(p, Commands) for a in p.aggregates]
    return [command for aggregate in found for command in aggregate.commands.values()]


def given_by(relation: str, id: str = "") -> set[str]:
    return {
        command.name
        for command in commands()
        for authority in command.by
        if authority.relation == relation and authority.id == id
    }


def test_any_department_of_the_county_supports_formalities_and_nothing_else() -> None:
    assert given_by("county-departments") == {"record-formality-support"}


def test_the_countys_finance_department_acts_for_money_alone() -> None:
    assert given_by("county-department", "finance") == {
        "book-proceeds", "correct-proceeds", "hand-over-proceeds", "correct-proceeds-handover",
        "book-programme-proceeds", "correct-programme-proceeds", "collect-adjustment-fund", "correct-adjustment-fund",
    }  # fmt: skip


def test_the_citys_finance_bureau_collects_no_adjustment_fund() -> None:
    assert given_by("organisation", "finance") == {
        "book-proceeds", "correct-proceeds", "book-programme-proceeds", "correct-programme-proceeds",
    }  # fmt: skip
