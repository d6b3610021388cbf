"""Writes the demo programme: `python -m deploy.demo.generate`.

The figures stand in `figures/`; the course that a service's commands take in a folder of its name,
as `course(programme, read, earlier)`: `read` reads figures, `earlier` holds what the courses of
services further up in services.toml answered. The same figures always give the same file.
"""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

from deploy.demo.story import Programme
from shared.policy.services import services

FOLDER = Path(__file__).parent
PROGRAMME = FOLDER / "programme.jsonl"


def programme_text() -> str:
    """The programme as JSON Lines, sorted by time."""
    programme = Programme(_figures("people")["people"])
    earlier: dict[str, Any] = {}
    for name in services():
        chapter = import_module(f"deploy.demo.{name}.course")
        earlier[name] = chapter.course(programme, _figures, earlier)
    return programme.text()


def _figures(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "figures" / f"{name}.toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    PROGRAMME.write_text(programme_text(), encoding="utf-8")
