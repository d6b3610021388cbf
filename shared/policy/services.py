"""The services of this release, from services.toml at the project's root."""

import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = "services.toml"
BASE_PORT = 8000
"""What the ports in the file are counted from."""


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service: its Chinese `title`, its `port` above `BASE_PORT`, the organisation that operates
    it, and what it is `about`, in a line."""

    name: str
    port: int
    title: str
    operator: str
    about: str = ""


@cache
def services() -> dict[str, ServiceEntry]:
    """Every service by its name, in the file's order. Raises `FileNotFoundError`."""
    entries = tomllib.loads(_file().read_text(encoding="utf-8"))["service"]
    return {entry["name"]: ServiceEntry(**entry) for entry in entries}


def _file() -> Path:
    """The file of the tree that this module stands in; of an installed one, what came with it."""
    here = Path(__file__).resolve().parents[2] / FILE
    return here if here.exists() else Path(sys.prefix) / "share" / "zhenxing" / FILE
