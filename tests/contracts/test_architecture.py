"""The map of the rooms shows rooms that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAP = ROOT / "docs" / "architecture.md"
ROOMS = ("", "shared", "shared/kernel")
"""Where the map's paths begin: within the way of a command it leaves out `shared/`."""


def named() -> set[str]:
    """The paths that the map names, but those with a part to be filled in."""
    quoted = re.findall(r"`([a-z_/.]+/[a-z_/.]*)`", MAP.read_text(encoding="utf-8"))
    return {path for path in quoted if "<" not in path}


def test_every_path_on_the_map_is_there() -> None:
    lost = {p for p in named() if not any((ROOT / room / p).exists() for room in ROOMS)}
    assert not lost
    assert len(named()) > 30


def test_the_map_shows_every_room_of_the_kernel() -> None:
    rooms = {p.name for p in (ROOT / "shared" / "kernel").iterdir() if (p / "__init__.py").exists()}
    text = MAP.read_text(encoding="utf-8")
    assert {room for room in rooms if room not in text} == set()
