"""Makes the registry of the policy's data, and of the services at the root."""

from datetime import date, datetime
from functools import cache
from typing import Any

from shared.policy.edition import Edition
from shared.policy.editions import folders, read_edition
from shared.policy.local_time import LOCAL_TIME
from shared.policy.model import Clause, County, Organisation, Parameter, Town
from shared.policy.pack import city_of, pack
from shared.policy.readings import read_readings
from shared.policy.registry import Registry
from shared.policy.sentences import Sentences
from shared.policy.services import services


@cache
def registry() -> Registry:
    """The registry of this release, or of the city's own pack. With the later versions of the text
    that it is given. Raises `PackIncomplete`, `BadCity`, `BadVersion`."""
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
    sentences = {c["id"]: Clause(**_tuples(c)) for c in own.entries("clauses", "clause")}
    head = own.read("policy.toml")
    first = Edition(
        head["version"],
        head.get("title", head["version"]),
        date.min,
        Sentences(sentences, {}).among(towns),
    )
    versions = [first]
    for folder in folders(own.path("versions")):
        latest = {name: known[-1] for name, known in editions.items()}
        versions.append(read_edition(folder, versions[-1], latest, organisations))
        for changed in versions[-1].parameters:
            editions[changed.name].append(changed)
    return Registry(
        policy_version=first.version,
        towns=towns,
        counties={c["id"]: County(**c) for c in places["county"]},
        organisations=organisations,
        clauses=first.clauses,
        parameters={name: known[-1] for name, known in editions.items()},
        earlier={name: tuple(known[:-1]) for name, known in editions.items()},
        operators={s.name: s.operator for s in services().values()},
        readings=read_readings(own.read("readings.toml")["reading"]),
        departments={d["id"]: d["name"] for d in listed["department"]},
        editions=tuple(versions),
        city=city_of(head),
    )


def present() -> Registry:
    """The registry by the text that holds today."""
    return registry().on(datetime.now(LOCAL_TIME).date())


def _tuples(entry: dict[str, Any], but: str = "") -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) and k != but else v for k, v in entry.items()}
