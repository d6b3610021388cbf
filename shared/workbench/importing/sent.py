"""What a page sends of an import, and as what it goes on to the service.

A file is new until it was tried: from then on the page's grid stands for it, and a file of which the
grid holds a part comes again, with what was mended there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any

from werkzeug import Request

from shared.workbench.importing.grid import MOST_BYTES, Grid, most_rows, pasted, posted
from shared.workbench.importing.mended import Mended

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class NotSent(Exception):
    """It can't go on; the message says in Chinese why. `grid` stays on the page."""

    def __init__(self, why: str, grid: Grid) -> None:
        super().__init__(why)
        self.grid = grid


@dataclass(frozen=True)
class Sent:
    """A sheet for a service. `digest` is of the file that the grid stands for, if there is one;
    what is `new` was never tried; of a `file` the service tells the cells."""

    grid: Grid
    sheet: bytes | Iterable[bytes]
    digest: str = ""
    new: bool = False
    file: bool = False

    @property
    def content_type(self) -> str:
        return self.sheet.content_type if isinstance(self.sheet, Mended) else XLSX


def sent(template: Mapping[str, Any], request: Request) -> Sent:
    """What was chosen, pasted or corrected. Raises `NotSent`."""
    form, file = request.form, request.files.get("file")
    seen, text = form.get("_file", ""), form.get("pasted", "")
    stream = file.stream if file is not None and file.filename else None
    digest = _digest(stream) if stream else seen
    if stream and digest != seen:
        return Sent(Grid((), (), part=True), stream, digest, new=True, file=True)
    corrected = posted(template, form)
    if text.strip():
        grid = pasted(template, text)
        if not grid.fits:
            most = f"一次最多粘贴 {most_rows(grid.heads)} 行，所粘贴的有 {len(grid.rows)} 行"
            if grid.few:
                most = f"一次最多粘贴 {MOST_BYTES >> 20} MB 文字，所粘贴的更多"
            raise NotSent(f"{most}；请填入模板后上传文件", corrected)
        return Sent(grid, grid.workbook(), digest, new=True)
    if not corrected.part:
        return Sent(corrected, corrected.workbook(), digest)
    if not stream:
        raise NotSent("表格中只有文件的一部分：请再次选择该文件，所改的仍在", corrected)
    if corrected.rows and not template["cells"]:  # its service would take the file as it is
        raise NotSent("该业务现在不能接受表格中的改正：请在文件中改正后重新选择", corrected)
    return Sent(corrected, Mended(stream, corrected.mends()), digest, file=True)


def _digest(file: IO[bytes]) -> str:
    """What tells a file from others."""
    hashed = sha256()
    while piece := file.read(1 << 16):
        hashed.update(piece)
    file.seek(0)
    return hashed.hexdigest()
