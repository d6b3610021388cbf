"""Figures of the programme are grouped by what has few values, and say so when they are declared."""

from dataclasses import replace
from datetime import date

import pytest

from deploy.grafana.all import FOLDER
from services.finance.views.fund_ledger import FundLedger
from services.projects.views.permit_ledger import PermitLedger, limit_used
from shared.kernel.views.gauge import totals
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES


@pytest.mark.parametrize("column", ["fund", "name"])
def test_a_figure_by_what_may_have_any_value_is_refused(column: str) -> None:
    with pytest.raises(TypeError, match=f"{column} of fund-ledger may have any value"):
        totals("funds", "Funds", of=FundLedger, by=(column,))


def test_only_numbers_are_added_up() -> None:
    with pytest.raises(TypeError, match="no numbers"):
        totals("funds", "Funds", of=FundLedger, by=("county",), sums="name")


def test_no_two_figures_have_one_name() -> None:
    names = [g.name for s in SERVICES for g in declaration(service_class(s)).gauges]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_tells_how_its_part_of_the_programme_stands(service: str) -> None:
    assert declaration(service_class(service)).gauges


def test_every_figure_of_the_programme_is_on_its_dashboard() -> None:
    drawn = (FOLDER / "zhenxing-programme.json").read_text(encoding="utf-8")
    declared = [g.name for s in SERVICES for g in declaration(service_class(s)).gauges]
    assert [name for name in declared if f"zhenxing_programme_{name}" not in drawn] == []


def test_a_limit_that_does_not_run_uses_nothing() -> None:
    idle = PermitLedger(entry="p:x")
    row = replace(idle, accepted_on=date(2026, 3, 2), green_channel_working_days=10)
    assert limit_used(row, date(2026, 3, 9)) == 0.5
    assert limit_used(replace(row, paused_for="correction"), date(2026, 3, 9)) is None
    assert limit_used(idle, date(2026, 3, 9)) is None
