"""The programs of docs/joining.md, word for word."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.programs import ROOT

TEXT = (ROOT / "docs" / "joining.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Example:
    """A program, the file it goes to, and the lines of shell that start it."""

    file: str
    program: str
    script: str

    def write(self, folder: Path) -> None:
        (folder / self.file).write_text(self.program, encoding="utf-8")


def _example(heading: str, file: str, language: str) -> Example:
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    [program] = _blocks(section, language)
    [script] = _blocks(section, "sh")
    assert f"`{file}`" in section
    return Example(file, program, script)


def _blocks(section: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


NAMEKO = _example("Plain nameko", "notices.py", "python")
NODEJS = _example("Node.js, without Python", "follower.js", "js")
HERE = _example("A service here", "services/culture/views/applied.py", "python")
