"""Reads the registry's TOML files, which stand beside this module and at the root."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from shared.policy.model import Clause, County, Organisation, Parameter, Registry, Town
from shared.policy.readings import read_readings
from shared.policy.services import services


@cache
def registry() -> Registry:
    """The registry of this release."""
    places = _read("places.toml")
    organisations: dict[str, tuple[Organisation, ...]] = {}
    listed = _read("organisations.toml")
    for entry in listed["organisation"]:
        known = Organisation(**entry)
        organisations[known.id] = (*organisations.get(known.id, ()), known)
    editions: dict[str, list[Parameter]] = {}
    for entry in _entries("parameters", "parameter"):
        editions.setdefault(entry["name"], []).append(Parameter(**_tuples(entry, but="value")))
    towns = {t["id"]: Town(**t) for t in places["town"]}
    return Registry(
        policy_version=_read("policy.toml")["version"],
        towns=towns,
        counties={c["id"]: County(**c) for c in places["county"]},
        organisations=organisations,
        clauses={c["id"]: Clause(**_tuples(c)).among(towns) for c in _entries("clauses", "clause")},
        parameters={name: known[-1] for name, known in editions.items()},
        earlier={name: tuple(known[:-1]) for name, known in editions.items()},
        operators={s.name: s.operator for s in services().values()},
        readings=read_readings(_read("readings.toml")["reading"]),
        departments={d["id"]: d["name"] for d in listed["department"]},
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("shared.policy").joinpath(name).read_text(encoding="utf-8"))


def _entries(folder: str, table: str) -> Iterator[dict[str, Any]]:
    """The entries of every domain's file in a folder."""
    for file in sorted(files("shared.policy").joinpath(folder).iterdir(), key=lambda f: f.name):
        yield from tomllib.loads(file.read_text(encoding="utf-8")).get(table, ())


def _tuples(entry: dict[str, Any], but: str = "") -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) and k != but else v for k, v in entry.items()}
