"""A view whose columns or folds change has another version: stores then build its rows anew."""

import datetime as of_days
import json
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from services.finance.views.fund_ledger import FundLedger
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.views.last_asked import last_asked
from shared.kernel.views.row import Row, column, view
from shared.runtime.settings import SERVICES
from shared.schemas.finance import fund_contract
from shared.schemas.finance.fund_contract import PaymentMade
from tests.contracts.snapshot import FOLDER, agreed_shapes, renew
from tests.contracts.source_form import form_of
from tests.contracts.view_shapes import PLATFORM, Shape, shape, shapes, unversioned


@pytest.mark.parametrize("service", [*SERVICES, PLATFORM])
def test_no_view_changes_under_an_unchanged_version(service: str) -> None:
    old, new = agreed_shapes(service), shapes(service)
    found = [
        s for name, was in old.items() if name in new for s in unversioned(name, was, new[name])
    ]
    assert not found, "\n".join(found)


def test_the_shapes_that_every_service_has_do_not_depend_on_what_was_loaded_before() -> None:
    own_ledgers("finance")
    assert shapes(PLATFORM) == agreed_shapes(PLATFORM)


@pytest.mark.parametrize("service", [*SERVICES, PLATFORM])
def test_the_snapshot_holds_the_shape_of_every_view(service: str) -> None:
    hint = "under a raised version: run `python -m tests.contracts.snapshot` and commit"
    assert agreed_shapes(service) == shapes(service), hint


def _counting(version: int = 1, more: bool = False, by: int = 1) -> Shape:
    if more:

        @view("counting", title="", key="fund", version=version)
        class Wider(Row):
            fund: str = column("资金编号")
            paid: int = column("笔数")
            last: str = column("收款人")

        row: type[Row] = Wider
    else:

        @view("counting", title="", key="fund", version=version)
        class Narrow(Row):
            fund: str = column("资金编号")
            paid: int = column("笔数")

        row = Narrow

    def counted(row, event):
        return replace(row, paid=row.paid + by)

    row.on(PaymentMade)(counted)
    return shape(row.definition)


def test_a_new_column_under_the_old_version_is_told_with_what_to_do() -> None:
    assert unversioned("counting", _counting(), _counting(more=True)) == [
        "counting: the column last is new",
        "counting: raise its version from 1 to 2 in its @view(...), so that stores build its rows "
        "anew, and run `python -m tests.contracts.snapshot`",
    ]
    assert unversioned("counting", _counting(), _counting(more=True), same_rows=True)
    assert not unversioned("counting", _counting(), _counting(version=2, more=True))


def test_a_changed_fold_under_the_old_version_is_told_with_what_to_do() -> None:
    told = unversioned("counting", _counting(), _counting(by=2))
    assert told[0] == "counting: the fold of PaymentMade changed"
    assert told[1].endswith(
        "if it makes the same rows as before, run it with `--same-rows counting` instead"
    )
    assert not unversioned("counting", _counting(), _counting(by=2), same_rows=True)
    assert not unversioned("counting", _counting(), _counting(version=2, by=2))


def test_versions_only_rise() -> None:
    [told] = unversioned("counting", _counting(version=3), _counting(version=2))
    assert told == "counting: version 3 became 2; versions only rise: give it 4"


def test_the_snapshot_is_not_renewed_over_a_change_without_a_version(tmp_path: Path) -> None:
    folder = tmp_path / "published"
    shutil.copytree(FOLDER, folder)
    file = folder / "views" / "finance.json"
    known = json.loads(file.read_text(encoding="utf-8"))
    del known["fund-ledger"]["columns"]["surplus_fen"]
    known["treasuries"]["folds"] = dict.fromkeys(known["treasuries"]["folds"], "fund 0")
    file.write_text(json.dumps(known), encoding="utf-8")
    told = renew(["treasuries"], folder)
    assert told[0] == "fund-ledger: the column surplus_fen is new" and len(told) == 2
    assert json.loads(file.read_text(encoding="utf-8")) == known
    known["fund-ledger"] = shape(FundLedger.definition)
    file.write_text(json.dumps(known), encoding="utf-8")
    assert renew(["treasuries"], folder) == []
    assert file.read_text(encoding="utf-8") == (FOLDER / "views" / "finance.json").read_text(
        encoding="utf-8"
    )


def test_layout_imports_and_names_of_variables_do_not_change_what_a_fold_does() -> None:
    def told(row, event: PaymentMade):
        """Says something."""
        more = event.amount_fen
        if isinstance(event, PaymentMade):
            return replace(row, paid=row.paid + more, on=date(2024, 1, 1))

    def said(one, event: "fund_contract.PaymentMade"):
        amount: int = event.amount_fen  # the same
        if isinstance(event, fund_contract.PaymentMade):
            return replace(
                one,
                paid=one.paid + amount,
                on=of_days.date(2024, 1, 1),
            )

    assert form_of(told) == form_of(said)


def test_what_a_fold_does_and_what_it_uses_change_its_form() -> None:
    def folds(start):
        def day(event):
            return max(date(2024, 1, start), event.paid_on)

        def late(row, event):
            return replace(row, paid=day(event))

        def later(row, event):
            return replace(row, paid=min(day(event), row.paid))

        def other(row, event):
            return replace(row, payed=day(event))

        return late, later, other

    assert len({form_of(fold) for start in (1, 2) for fold in folds(start)}) == 6
    assert [form_of(fold) for fold in folds(1)] == [form_of(fold) for fold in folds(1)]


def test_what_a_fold_remembers_counts_with_how_it_is_found() -> None:
    def folds(years, remembered):
        @remembered
        def due(day):
            return day.year + years

        def late(row, event):
            return replace(row, paid=due(event.paid_on))

        return late, due

    for remembered in (cache, last_asked):
        assert form_of(folds(1, remembered)[0]) == form_of(folds(1, remembered)[0])
        for one, other in zip(folds(1, remembered), folds(2, remembered), strict=True):
            assert form_of(one) != form_of(other)
