"""Figures are declared beside views, by what has few values, and say what they add up in one unit."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.finance.views.fund_ledger import FundLedger
from services.projects.views.project_ledger import ProjectLedger
from shared.face.meanings import meaning
from shared.kernel.views.figure import Grouped, figure
from shared.kernel.views.grouping import by_month, groups_in_memory
from shared.policy.loader import registry
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES

FIGURES = [(s, f) for s in SERVICES for f in declaration(service_class(s)).figures]


@dataclass
class Parcel:
    town: str
    since: date | None
    area: Decimal | None
    idle: bool


def test_every_service_has_figures_and_no_two_have_one_name() -> None:
    assert {service for service, _ in FIGURES} == set(SERVICES)
    assert [n for n, often in Counter((s, f.name) for s, f in FIGURES).items() if often > 1] == []


def test_what_a_figure_adds_up_is_in_one_unit_and_its_clause_is_known() -> None:
    for service, one in FIGURES:
        adds = one.adds if isinstance(one, Grouped) else ()
        units = {meaning(one.view, one.columns[n], service).get("unit", "count") for n in adds}
        assert len(units) <= 1, (one.name, units)
        assert one.clause == "" or one.clause in registry().clauses, one.name


def test_a_figure_by_what_may_have_any_value_is_refused() -> None:
    with pytest.raises(TypeError, match="name of fund-ledger may have any value"):
        figure("funds", "资金", of=FundLedger, by=("name",))


def test_a_table_has_two_sides_and_months_on_one_of_them() -> None:
    adds = ("investment_fen", "invested_fen")
    with pytest.raises(TypeError, match="two sides"):
        figure("x", "项目", of=ProjectLedger, by=("town", "stage"), adds=adds)
    with pytest.raises(TypeError, match="months by months"):
        figure("x", "项目", of=ProjectLedger, by=("applied_on", "admitted_on"))


def test_days_are_put_together_to_months_and_what_is_true_is_counted() -> None:
    rows = [
        Parcel("taoluo", date(2026, 3, 1), Decimal("1.50"), True),
        Parcel("taoluo", date(2026, 3, 31), None, False),
        Parcel("jufeng", None, Decimal(2), True),
    ]
    groups = groups_in_memory(rows, ("since", "town"), ("area", "idle"), 7).groups
    assert [(g.values, g.rows, g.sums) for g in groups] == [
        (("2026-03", "taoluo"), 2, (Decimal("1.50"), 1)),
        ((None, "jufeng"), 1, (Decimal(2), 1)),
    ]


def test_a_moment_belongs_to_the_month_of_its_local_day() -> None:
    assert by_month(datetime(2026, 2, 28, 16, 0, tzinfo=UTC)) == "2026-03"
