"""mypy knows of every message what it takes: a name, a type or a value that is wrong is an error."""

from pathlib import Path

import pytest
from mypy import api

HEAD = """\
from datetime import date
from shared.schemas.finance.fund_contract import FundsCommitted, CommitFunds, PaymentMade
from shared.schemas.finance.treasury import ApproveTreasury, TreasuryApproved
from shared.schemas.finance.bond_proceeds import BondTermsRecorded

def decide(cmd: ApproveTreasury, other: CommitFunds, today: date) -> list[object]:
    return [
"""
RIGHT = "TreasuryApproved.of(cmd, basis='policy', approved_on=today)"
WRONG = {
    "by position": ("FundsCommitted('f-1', 'p-1', 'taoluo', 5)", "Too many positional"),
    "a required value left out": ("TreasuryApproved('chaohe', basis='policy')", "Missing named"),
    "a titled value left out": ("BondTermsRecorded('b-1', annual_rate=3)", "Missing named"),
    "another command": ("TreasuryApproved.of(other, basis='policy', approved_on=today)", "Argument 1"),
    "an own value left out": ("TreasuryApproved.of(cmd, basis='policy')", "Missing named"),
    "two values swapped": (
        "TreasuryApproved.of(cmd, basis=today, approved_on='policy')", 'Argument "basis"',
    ),
    "what the command says": (
        "TreasuryApproved.of(cmd, basis='policy', approved_on=today, document='x')", "Unexpected",
    ),
    "an unknown name": ("FundsCommitted.of(other, wrong=1)", "Unexpected keyword"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """What mypy says, by line, of the right call and of every wrong one."""
    file: Path = tmp_path_factory.mktemp("types") / "calls.py"
    calls = [RIGHT, *(call for call, _ in WRONG.values())]
    file.write_text(HEAD + "".join(f"        {call},\n" for call in calls) + "    ]\n")
    out, _, _ = api.run(["--strict", "--no-error-summary", str(file)])
    found: dict[int, str] = {}
    for line in out.splitlines():
        path, number, text = line.split(":", 2)
        assert path.endswith("calls.py"), out
        found[int(number)] = found.get(int(number), "") + text
    return found


def _line(call: int) -> int:
    return HEAD.count("\n") + 1 + call


def test_the_right_call_passes(told: dict[int, str]) -> None:
    assert _line(0) not in told


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_call_is_an_error(what: str, told: dict[int, str]) -> None:
    assert WRONG[what][1] in told.get(_line(1 + list(WRONG).index(what)), ""), told
