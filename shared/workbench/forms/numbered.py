"""The number of a new part of a stream, as a form proposes it, row by row."""

import re
from collections.abc import Mapping
from typing import Any

from shared.workbench.forms.parts import Parts

_ROW = re.compile(r"\.([0-9]+)(?:\.|$)")


def numbered(within: Mapping[str, Any], found: Parts | None, path: str, new: str) -> str:
    """The number after those that the stream has, by as many more as rows stand before; the first
    ones where the command makes the stream, whose field is `new`. Empty where none is known."""
    if found is None and new != within["by"]:
        return ""
    first = (found.next if found else "") or (f"{within['part']}-001" if not found else "")
    beginning, _, number = first.rpartition("-")
    row = _ROW.search(path)
    return f"{beginning}-{int(number) + int(row[1] if row else 0):03d}" if number else ""
