"""The rows of a sheet as they were read, for whoever mends them: as many as there is room for."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.face.imports.import_run import Taken, breathing


def rows_read(
    texts: Path, headings: Sequence[str], taken: Taken, most: int, largest: int
) -> dict[str, Any]:
    """All rows, or where they have more than `most` cells or `largest` bytes, the first bad ones.

    `texts` has a line a row: its number in the sheet, a tab, and its texts as JSON.
    """
    whole = taken.rows * len(headings) <= most and texts.stat().st_size <= largest
    bad = {reason.row for reason in taken.bad}
    rows: list[dict[str, Any]] = []
    with texts.open("rb") as lines:
        for line in breathing(lines):
            number, _, told = line.partition(b"\t")
            if not whole and int(number) not in bad:
                continue
            largest -= len(line)
            if largest < 0 or (len(rows) + 1) * len(headings) > most:
                break
            rows.append({"row": int(number), "texts": json.loads(told)})
    return {"headings": headings, "whole": whole, "rows": rows}
