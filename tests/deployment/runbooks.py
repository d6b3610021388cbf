"""The commands that runbooks tell: lines of their blocks of shell, statements of their blocks of SQL.

Words in capitals stand for what an operator puts there.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.deployment.programs import ROOT

RUNBOOKS = sorted((ROOT / "docs" / "runbooks").glob("*.md"))
_BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(file: Path, language: str) -> Iterator[str]:
    for found, text in _BLOCK.findall(file.read_text(encoding="utf-8")):
        if found == language:
            yield text


def lines() -> list[str]:
    """Every line of shell, once."""
    told = (
        line.strip()
        for file in RUNBOOKS
        for block in blocks(file, "sh")
        for line in block.split("\n")
    )
    return list(dict.fromkeys(line for line in told if line))


def statements(*without: str) -> list[str]:
    """Every statement of SQL, once, but those of some runbooks."""
    told = (
        " ".join(statement.split())
        for file in RUNBOOKS
        if file.name not in without
        for block in blocks(file, "sql")
        for statement in block.split(";\n")
    )
    return list(dict.fromkeys(statement for statement in told if statement))
