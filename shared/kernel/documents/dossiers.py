"""档案: which streams of a service concern a project, a town, an issue or a fund.

An event says so by a field whose kind is a reference to one; a stream whose own id is one concerns
it as a whole. A row is a stream of a dossier; it stands from the first event that refers.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.schemas.marshalling import json_schema

KINDS = ("project", "town", "issue", "fund")


@view("dossiers", title="档案", key="entry", version=1, sight=[], indexed=("dossier",), born=True)
class DossierStream(Row):
    """`dossier` is the kind and the id. Nobody reads the rows as such: a dossier shows of each
    stream what the stream itself shows."""

    entry: str = column("条目")
    dossier: str = column("档案编号")
    stream: str = column("案卷")
    since: int = column("起始位置")


def concerns(event: Any, meta: EventMeta) -> set[str]:
    """The dossiers that an event belongs to, each a kind and an id."""
    category = meta.stream.removesuffix(f"-{meta.id}")
    found = {f"{category}/{meta.id}"} if category in KINDS else set()
    for name, kind in references(event.__class__):
        found |= {f"{kind}/{id}" for id in _values(getattr(event, name))}
    return found


@cache
def references(event: Any) -> tuple[tuple[str, str], ...]:
    """The fields of an event, by its class, that name a project, a town, an issue or a fund, and
    which."""
    told = json_schema(event)["properties"]
    return tuple(
        (name, kind)
        for name, about in told.items()
        if (kind := about.get("x-reference") or about.get("items", {}).get("x-reference")) in KINDS
    )


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple | list | frozenset):
        yield from (v for v in value if isinstance(v, str) and v)


def _keys(event: Any, meta: EventMeta) -> set[str]:
    return {f"{dossier}/{meta.stream}" for dossier in concerns(event, meta)}


def _refers(row: DossierStream, _: Any, meta: EventMeta) -> DossierStream:
    if row.stream:
        return row
    dossier = row.entry.removesuffix(f"/{meta.stream}")
    return dataclasses.replace(row, dossier=dossier, stream=meta.stream, since=meta.position)


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on."""
    new = [event for event in events if event.__name__ not in DossierStream.definition.folds]
    if new:
        DossierStream.on(*new, key=_keys)(_refers)
