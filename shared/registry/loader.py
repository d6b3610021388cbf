"""Reads the registry's TOML files, which stand beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from shared.registry.model import Clause, County, Organisation, Parameter, Registry, Town


@cache
def registry() -> Registry:
    """The registry of this release."""
    places = _read("places.toml")
    clauses = _read("clauses.toml")
    organisations: dict[str, tuple[Organisation, ...]] = {}
    for entry in _read("organisations.toml")["organisation"]:
        known = Organisation(**entry)
        organisations[known.id] = (*organisations.get(known.id, ()), known)
    editions: dict[str, list[Parameter]] = {}
    for entry in _read("parameters.toml")["parameter"]:
        editions.setdefault(entry["name"], []).append(Parameter(**entry))
    return Registry(
        policy_version=clauses["policy_version"],
        towns={t["id"]: Town(**t) for t in places["town"]},
        counties={c["id"]: County(**c) for c in places["county"]},
        organisations=organisations,
        clauses={c["id"]: Clause(**_tuples(c)) for c in clauses["clause"]},
        parameters={name: known[-1] for name, known in editions.items()},
        earlier={name: tuple(known[:-1]) for name, known in editions.items()},
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("shared.registry").joinpath(name).read_text(encoding="utf-8"))


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
