"""Why a cell can't be taken, as a clerk is told."""

from shared.face.imports.marks import Mark
from shared.policy.languages import Text


class BadCell(Exception):
    """A cell can't be what its column is for; says why.

    `beside` tells that it is the one in the clerks' unit.
    """

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why
        self.beside = False


def not_what_it_seems(mark: Mark) -> BadCell:
    """What to tell of a cell that does not hold what it seems to."""
    if mark.kind == "error":
        return BadCell(
            Text(
                f"单元格为错误值 {mark.text}，请改正公式或填写数值",
                f"holds the error {mark.text}: correct the formula or write the value",
            ),
        )
    if mark.kind == "formula":
        return BadCell(
            Text(
                "公式没有结果，请在表格软件中打开并保存",
                "is a formula without a result: open the file in a spreadsheet program and save it",
            ),
        )
    if mark.kind == "merged":
        return BadCell(
            Text(
                f"属于合并单元格 {mark.text}，请取消合并后逐格填写",
                f"is part of the merged cells {mark.text}: unmerge them and fill in each",
            ),
        )
    return BadCell(
        Text(
            f"显示为“{mark.text}”，保存的却是另一个数字；请将该列设为文本格式后重新填写",
            f"is shown as {mark.text}, but holds another number: make the column text and write it anew",
        ),
    )
