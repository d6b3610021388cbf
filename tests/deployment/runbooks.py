"""The commands that runbooks tell: lines of their blocks of shell, statements of their blocks of SQL, and
those that stand in a sentence.

Words in capitals stand for what an operator puts there. Three dots leave something out: what has them
is no command.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.deployment.programs import ROOT

RUNBOOKS = sorted((ROOT / "docs" / "runbooks").glob("*.md"))
_TOLD_WITHIN = re.compile(r"`((?:zhenxing|rabbitmq[\w-]*|systemctl|journalctl) [^`…]+)`")
_BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(file: Path, language: str) -> Iterator[str]:
    for found, text in _BLOCK.findall(file.read_text(encoding="utf-8")):
        if found == language:
            yield text


def lines() -> list[str]:
    """Every line of shell, once; each page's blocks before its sentences."""
    told = (line.strip() for file in RUNBOOKS for line in _lines_of(file))
    return list(dict.fromkeys(line for line in told if line))


def _lines_of(file: Path) -> Iterator[str]:
    for block in blocks(file, "sh"):
        yield from block.split("\n")
    yield from _TOLD_WITHIN.findall(_BLOCK.sub("", file.read_text(encoding="utf-8")))


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
