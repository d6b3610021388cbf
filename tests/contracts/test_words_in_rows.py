"""Rows hold values; the words for them stand beside the schema, and the face says them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.projects.views.project_ledger import ProjectLedger
from shared.face.exports.cells import cells_of
from shared.face.http.view_filters import parameter
from shared.kernel.views.row import Row, column, view
from shared.schemas.kinds import OrganisationId
from shared.schemas.land.stages import RequestStage
from shared.schemas.projects.stages import OpinionSaid
from shared.schemas.words import words_of

ROOT = Path(__file__).parents[2]
CJK = re.compile("[\u3400-\u9fff]")
DECLARES = {"column", "view", "figure", "ranked"}
"""What gives a column, a ledger or a figure its title."""
FOLDING = [
    *ROOT.glob("services/*/views/*.py"),
    ROOT / "shared/kernel/deadlines/table.py",
    ROOT / "shared/kernel/tasks/holding.py",
    ROOT / "shared/kernel/documents/undocumented.py",
    ROOT / "shared/kernel/documents/late_records.py",
    *(ROOT / "shared/kernel/exercise").glob("*.py"),
]


def words_in(source: str) -> Iterator[str]:
    """Chinese texts that are neither docstrings nor titles."""
    tree = ast.parse(source)
    titles: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            titles.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DECLARES:
            titles |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in titles else None
        if isinstance(text, str) and CJK.search(text):
            yield f"line {node.lineno}: {text}"


def words_compared(source: str) -> Iterator[str]:
    """Chinese texts with which something is compared, or by which rows are found."""
    for node in ast.walk(ast.parse(source)):
        found = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "find"
        if found or isinstance(node, ast.Compare | ast.MatchValue):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and CJK.search(str(inner.value)):
                    yield f"line {inner.lineno}: {inner.value}"


@pytest.mark.parametrize("file", FOLDING, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_no_fold_puts_words_into_a_row(file: Path) -> None:
    assert list(words_in(file.read_text(encoding="utf-8"))) == []


def test_no_reaction_decides_on_words() -> None:
    files = list(ROOT.glob("services/*/reactions/*.py"))
    assert files
    assert not [w for f in files for w in words_compared(f.read_text(encoding="utf-8"))]


def test_words_in_folds_and_reactions_are_found() -> None:
    assert list(words_in('"""说明"""\nstage: str = column("阶段")\nreplace(row, stage="公示")'))
    assert list(words_compared('rows.find(status="待办")'))
    assert list(words_compared('if row.status == "待办": pass'))


@view("of-test", title="", key="request", version=1)
class Requests(Row):
    request: str = column("申请编号")
    status: RequestStage = column("状态")
    opinions: dict[OrganisationId, OpinionSaid] = column("意见", factory=dict)


def test_a_ledger_says_the_words_of_what_its_rows_hold() -> None:
    row = Requests(request="r-1", status="allocated", opinions={"finance": "objects-by-law"})
    said = [cell.value(getattr(row, cell.column)) for cell in cells_of(Requests.definition, "", {})]
    assert said == ["r-1", "已安排", "市财政局：不同意（法定）"]


def test_a_query_takes_the_value_and_the_word() -> None:
    status = next(c for c in Requests.definition.columns if c.name == "status")
    read = parameter(status, "status").value_of
    assert [read(given) for given in ("allocated", "已安排")] == ["allocated"] * 2
    assert read("nothing of the kind") == "nothing of the kind"


def test_what_was_reached_when_is_said_of_each_milestone_by_its_word() -> None:
    hints = {column.name: column.hint for column in ProjectLedger.definition.columns}
    assert words_of(hints["milestones"])["started"] == "开工"
