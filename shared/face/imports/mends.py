"""Cells of a sheet that were mended after it was read: what stands in their place."""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.face.imports.book import Headings
from shared.face.imports.marks import Marks
from shared.face.workers import Declined
from shared.policy.languages import Text

Mends = Mapping[int, Mapping[str, str]]
"""Texts by the row's number in the sheet and the heading."""


def mends_of(told: bytes) -> Mends:
    """Of `{"12": {"镇": "涛雒镇"}}`. Raises `Declined`."""
    try:
        return msgspec.json.decode(told, type=dict[int, dict[str, str]])
    except (msgspec.DecodeError, RecursionError):
        raise Declined(
            Text(
                "改正的单元格须按行号、列名写成文字",
                "The mended cells are texts by row and heading.",
            ),
        ) from None


def mend(
    lines: list[list[Any]], marks: Marks, headings: Headings, places: dict[str, int], mends: Mends
) -> None:
    """Put the mended texts in their places. Raises `Declined` for one that the sheet has not."""
    for row, texts in mends.items():
        for title, text in texts.items():
            if not headings.line < row <= len(lines) or title not in places:
                raise Declined(
                    Text(
                        f"文件没有第 {row} 行“{title[:50]}”，与改正时的不是同一文件，请重新核对",
                        f"The file has no {title[:50]} in row {row}: it is another than was mended.",
                    ),
                )
            lines[row - 1][places[title]] = text
            marks.cells.get(row, {}).pop(places[title] + 1, None)
