"""The type checker knows each view's row and events: a fold or a reaction of others is an error."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from shared.kernel.views.row import Row, column, view
from shared.schemas.finance.fund_contract import PaymentMade

ROOT = Path(__file__).parents[2]

DECLARED = """
from collections.abc import Iterable

from services.finance.views.fund_ledger import FundLedger
from services.finance.views.fee_ledger import FeeLedger
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.kernel.views.row import replace
from shared.schemas.finance.fund_contract import AdvancePaid, PaymentMade
"""

RIGHT = """
@FundLedger.on(PaymentMade)
def paid(row: FundLedger, event: PaymentMade) -> FundLedger:
    return replace(row, paid_fen=row.paid_fen + event.amount_fen)

@FundLedger.on(PaymentMade, AdvancePaid)
def one_of_two(row: FundLedger, event: PaymentMade | AdvancePaid, meta: EventMeta) -> FundLedger:
    return replace(row, name=meta.id)

@reaction(PaymentMade, needs=FundLedger)
def answered(event: PaymentMade, meta: EventMeta, funds: Rows[FundLedger]) -> Iterable[object]:
    yield from (row.paid_fen for row in funds.find(fund=event.fund))
"""

WRONG = """
@FundLedger.on(PaymentMade)
def another_event(row: FundLedger, event: AdvancePaid) -> FundLedger:
    return row

@FeeLedger.on(PaymentMade)
def another_row(row: FundLedger, event: PaymentMade) -> FundLedger:
    return row

@FundLedger.on(PaymentMade, AdvancePaid)
def only_one_of_two(row: FundLedger, event: PaymentMade) -> FundLedger:
    return row

@FundLedger.on(PaymentMade)
def no_such_column(row: FundLedger, event: PaymentMade) -> FundLedger:
    return replace(row, payed_fen=event.amount_fen)

@FundLedger.on(PaymentMade)
def no_such_value(row: FundLedger, event: PaymentMade) -> FundLedger:
    return replace(row, paid_fen=event.fund)

@reaction(PaymentMade, needs=FundLedger)
def another_view(event: PaymentMade, meta: EventMeta, fees: Rows[FeeLedger]) -> Iterable[object]:
    return ()

@reaction(AdvancePaid)
def another_cause(event: PaymentMade, meta: EventMeta) -> Iterable[object]:
    return ()
"""


def errors_in(source: str, folder: Path) -> list[str]:
    """The functions in which the project's own settings of the type checker find errors."""
    written = folder / "declared_by_a_test.py"
    written.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(written)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    lines = source.splitlines()
    found = [int(e.split(":")[1]) for e in said.splitlines() if written.name in e and "error:" in e]
    return [_function_at(lines, number) for number in found]


def _function_at(lines: list[str], number: int) -> str:
    """The function whose decorator, head or body a line belongs to."""
    head = lines[number - 1] if lines[number - 1].startswith("@") else ""
    heads = lines[number:] if head else lines[number - 1 :: -1]
    return next(line for line in heads if line.startswith("def ")).split("(")[0][4:]


def test_folds_and_reactions_of_another_row_or_event_are_type_errors(tmp_path: Path) -> None:
    assert errors_in(DECLARED + RIGHT, tmp_path) == []
    declared = [line.split("(")[0][4:] for line in WRONG.splitlines() if line.startswith("def ")]
    assert errors_in(DECLARED + WRONG, tmp_path) == declared


def test_an_event_has_one_fold_in_a_view() -> None:
    @view("of-test", title="", key="fund", version=1)
    class Paid(Row):
        fund: str = column("资金编号")

    def paid(row: Paid, event: PaymentMade) -> Paid:
        return row

    Paid.on(PaymentMade)(paid)
    with pytest.raises(ValueError, match="of-test folds PaymentMade twice"):
        Paid.on(PaymentMade)(paid)


def test_no_column_takes_the_name_by_which_folds_are_declared() -> None:
    with pytest.raises(TypeError, match="of-test: {'on'} can't be columns"):

        @view("of-test", title="", key="fund", version=1)
        class Paid(Row):
            fund: str = column("资金编号")
            on: str = column("日期", "")  # type: ignore[assignment]


def test_no_code_is_kept_from_the_type_checker() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert settings["strict"]
    assert {"shared", "services"} <= {*settings["packages"]}
    assert not [o for o in settings["overrides"] if {*o} - {"module", "ignore_missing_imports"}]
