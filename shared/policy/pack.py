"""Where the policy's data stand: beside this module, or in a city's own folder.

A pack are the TOML files of this folder: places, organisations, clauses, parameters, readings, the
sheets of imports and the policy's version. ZHENXING_POLICY names a folder that was copied from here and changed.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

VARIABLE = "ZHENXING_POLICY"
CITY = re.compile("[a-z][a-z0-9-]{0,30}")
"""What a city may be called in addresses: small letters, digits and hyphens."""


class PackIncomplete(Exception):
    """A city's pack lacks what the rules of this release ask for; the message says what."""


class BadCity(Exception):
    """A pack calls its city by what no address can hold."""


class Pack:
    """The data of a policy, read as they stand."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    def read(self, name: str) -> dict[str, Any]:
        return tomllib.loads(self._folder.joinpath(name).read_text(encoding="utf-8"))

    def path(self, name: str) -> Path:
        """Where a folder of the pack stands, if it has it."""
        return Path(str(self._folder.joinpath(name)))

    def entries(self, folder: str, table: str) -> Iterator[dict[str, Any]]:
        """The entries of every domain's file in a folder."""
        for file in sorted(self._folder.joinpath(folder).iterdir(), key=lambda f: f.name):
            yield from tomllib.loads(file.read_text(encoding="utf-8")).get(table, ())

    def names(self) -> set[tuple[str, str]]:
        """What rules may ask for by name: clauses, parameters, departments, readings."""
        return {
            *(("clause", one["id"]) for one in self.entries("clauses", "clause")),
            *(("parameter", one["name"]) for one in self.entries("parameters", "parameter")),
            *(("department", one["id"]) for one in self.read("organisations.toml")["department"]),
            *(("reading", str(one["number"])) for one in self.read("readings.toml")["reading"]),
        }


def released() -> Pack:
    """The pack that comes with this release."""
    return Pack(files("shared.policy"))


def pack() -> Pack:
    """The pack in force here. Raises `PackIncomplete`, `FileNotFoundError`."""
    chosen = os.environ.get(VARIABLE)
    if not chosen:
        return released()
    own = Pack(Path(chosen))
    missing = sorted(released().names() - own.names())
    if missing:
        told = ", ".join(" ".join(one) for one in missing)
        raise PackIncomplete(
            f"{VARIABLE}={chosen} 缺少本版规则所需的条目；this release's rules ask for: {told}"
        )
    return own


def city_of(head: Mapping[str, Any]) -> str:
    """What a pack's `policy.toml` calls the city; empty where it does not say. Raises `BadCity`."""
    city = head.get("city", "")
    if city and not (isinstance(city, str) and CITY.fullmatch(city)):
        raise BadCity(
            f"policy.toml: city = {city!r} 只能由小写字母、数字和连字符组成，以字母开头；"
            "a city is called by small letters, digits and hyphens, a letter first"
        )
    return str(city)


def copy(to: Path, of: Traversable | None = None) -> None:
    """Copy this release's pack, or another, into a new folder, to be changed there. Raises
    `FileExistsError`."""
    to.mkdir(parents=True)
    _copy(of or files("shared.policy"), to)


def _copy(source: Traversable, to: Path) -> None:
    for one in source.iterdir():
        if one.is_file() and one.name.endswith(".toml"):
            to.mkdir(parents=True, exist_ok=True)
            (to / one.name).write_bytes(one.read_bytes())
        elif one.is_dir():
            _copy(one, to / one.name)
