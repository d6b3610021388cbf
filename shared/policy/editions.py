"""Versions of the policy's text: what each changes of the one before it, from a day on.

A version is a folder: `policy.toml` with its name and the day `from` which it holds, and, as far as
it changes them, `clauses/*.toml` and `parameters/*.toml` in the form of the first version's. Of a
sentence or parameter it says what is other; `was` is the earlier number of a sentence that has
moved, `replaces` which lead took the place of which.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from shared.policy.edition import Edition
from shared.policy.model import Clause, Parameter
from shared.policy.sentences import Sentences

SETTING = "ZHENXING_POLICY_VERSIONS"
"""Folders of versions beside those of the release, separated as the system separates paths."""


class BadVersion(ValueError):
    """A version's folder says what can't hold; says which folder, which entry, and why."""


def folders(release: Path) -> list[Path]:
    """The folders of later versions: the release's own, then those that the setting names."""
    own = sorted(release.iterdir()) if release.is_dir() else []
    named = [Path(text) for text in os.environ.get(SETTING, "").split(os.pathsep) if text]
    for folder in named:
        if not (folder / "policy.toml").is_file():
            raise BadVersion(
                f"{SETTING}: {folder} 不是政策版本目录，缺少 policy.toml has no policy.toml"
            )
    return [folder for folder in own if (folder / "policy.toml").is_file()] + named


def read_edition(
    folder: Path, before: Edition, parameters: Mapping[str, Parameter], known: Mapping[str, Any]
) -> Edition:
    """The version that a folder holds, on the one before it. Raises `BadVersion`."""
    try:
        head = tomllib.loads((folder / "policy.toml").read_text(encoding="utf-8"))
        version, since = str(head["version"]), head["from"]
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise BadVersion(f"{folder}: policy.toml 须写明 version 和 from: {error}") from None
    if not isinstance(since, date) or since <= before.since:
        raise BadVersion(f"{folder}: from 须晚于上一版本 must lie after {before.since}")
    clauses, moved = dict(before.clauses.own), dict(before.clauses.moved)
    successors = {id: dict(of) for id, of in before.successors.items()}
    changed = []
    for entry in _entries(folder / "clauses", "clause"):
        clause = _clause(folder, entry, before, known)
        if was := entry.get("was"):
            moved = {old: clause.id if new == was else new for old, new in moved.items()}
            moved[was] = clause.id
            del clauses[was]
            successors[clause.id] = successors.pop(was, {})
        of = dict(entry.get("replaces", {}))
        if of:
            taken = successors.get(clause.id, {})
            taken = {old: of.get(new, new) for old, new in taken.items()}
            successors[clause.id] = {**taken, **of}
        clauses[clause.id] = clause
        changed.append(clause.id)
    return Edition(
        version,
        str(head.get("title", version)),
        since,
        Sentences(clauses, moved),
        successors,
        tuple(changed),
        tuple(
            _parameter(folder, e, parameters, since)
            for e in _entries(folder / "parameters", "parameter")
        ),
    )


def _clause(
    folder: Path, entry: Mapping[str, Any], before: Edition, known: Mapping[str, Any]
) -> Clause:
    id, was = str(entry["id"]), entry.get("was")
    base = before.clauses.own.get(was or id)
    if was and base is None:
        raise BadVersion(f"{folder}: {id} 移自 {was}，上一版本没有这一条 was never there")
    if was and (id in before.clauses.own or id in before.clauses.moved):
        raise BadVersion(f"{folder}: {id} 已是另一条的编号 is another sentence's number")
    names = {f.name for f in fields(Clause)}
    said: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in entry.items()}
    replaces = said.pop("replaces", {})
    said.pop("was", None)
    if strange := said.keys() - names:
        raise BadVersion(f"{folder}: {id} 有未知项 has unknown entries {sorted(strange)}")
    try:
        clause = replace(base, **said, follows=()) if base else Clause(**said)
    except TypeError as error:
        raise BadVersion(f"{folder}: {id} 须有 zh、en 和 lead: {error}") from None
    if base and "scope" not in said:
        clause = replace(clause, follows=base.follows)
    lead = tuple(dict.fromkeys(replaces.get(one, one) for one in clause.lead))
    for organisation in (*lead, *clause.participants):
        if organisation != "county" and organisation not in known:
            raise BadVersion(f"{folder}: {id} 的单位 {organisation} 未登记 is not registered")
    return replace(clause, lead=lead)


def _parameter(
    folder: Path, entry: Mapping[str, Any], parameters: Mapping[str, Parameter], since: date
) -> Parameter:
    base = parameters.get(str(entry.get("name")))
    if base is None:
        raise BadVersion(f"{folder}: 没有参数 there is no parameter {entry.get('name')}")
    said: dict[str, Any] = {n: tuple(v) if n == "choices" else v for n, v in entry.items()}
    try:
        changed = replace(base, **(said | {"since": since}))
    except TypeError as error:
        raise BadVersion(f"{folder}: {base.name}: {error}") from None
    if type(changed.value) is not type(base.value):
        raise BadVersion(f"{folder}: {base.name} 的值须与原值同类 must be of the same kind")
    if (
        changed.most
        and isinstance(changed.value, int)
        and not changed.least <= changed.value <= changed.most
    ):
        raise BadVersion(f"{folder}: {base.name} 须在 {changed.least} 至 {changed.most} 之间")
    return changed


def _entries(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    if folder.is_dir():
        for file in sorted(folder.glob("*.toml")):
            yield from tomllib.loads(file.read_text(encoding="utf-8")).get(table, ())
