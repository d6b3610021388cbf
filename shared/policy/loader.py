"""Makes the registry of the policy's data, and of the services at the root."""

from functools import cache
from typing import Any

from shared.policy.model import Clause, County, Organisation, Parameter, Registry, Town
from shared.policy.pack import pack
from shared.policy.readings import read_readings
from shared.policy.services import services


@cache
def registry() -> Registry:
    """The registry of this release, or of the city's own pack. Raises `PackIncomplete`."""
    own = pack()
    places = own.read("places.toml")
    organisations: dict[str, tuple[Organisation, ...]] = {}
    listed = own.read("organisations.toml")
    for entry in listed["organisation"]:
        known = Organisation(**entry)
        organisations[known.id] = (*organisations.get(known.id, ()), known)
    editions: dict[str, list[Parameter]] = {}
    for entry in own.entries("parameters", "parameter"):
        editions.setdefault(entry["name"], []).append(Parameter(**_tuples(entry, but="value")))
    towns = {t["id"]: Town(**t) for t in places["town"]}
    return Registry(
        policy_version=own.read("policy.toml")["version"],
        towns=towns,
        counties={c["id"]: County(**c) for c in places["county"]},
        organisations=organisations,
        clauses={
            c["id"]: Clause(**_tuples(c)).among(towns) for c in own.entries("clauses", "clause")
        },
        parameters={name: known[-1] for name, known in editions.items()},
        earlier={name: tuple(known[:-1]) for name, known in editions.items()},
        operators={s.name: s.operator for s in services().values()},
        readings=read_readings(own.read("readings.toml")["reading"]),
        departments={d["id"]: d["name"] for d in listed["department"]},
    )


def _tuples(entry: dict[str, Any], but: str = "") -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) and k != but else v for k, v in entry.items()}
