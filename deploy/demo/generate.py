"""Writes the demo programme: `python -m deploy.demo.generate`.

The figures stand in `figures/`, a file for each service; the courses that commands take in a
folder for each. The same figures always give the same file.
"""

import tomllib
from pathlib import Path
from typing import Any

from deploy.demo.finance.course import finance_course
from deploy.demo.land.course import land_course
from deploy.demo.projects.course import projects_course
from deploy.demo.story import Programme
from deploy.demo.supervision.course import supervision_course

FOLDER = Path(__file__).parent
PROGRAMME = FOLDER / "programme.jsonl"


def programme_text() -> str:
    """The programme as JSON Lines, sorted by time."""
    programme = Programme(_figures("people")["people"])
    projects = projects_course(programme, _figures("projects"))
    finance_course(
        programme, _figures("finance"), _figures("treasury"), _figures("awards"), projects
    )
    land_course(programme, _figures("land"), projects)
    supervision_course(programme, _figures("supervision"))
    return programme.text()


def _figures(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "figures" / f"{name}.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    PROGRAMME.write_text(programme_text(), encoding="utf-8")
