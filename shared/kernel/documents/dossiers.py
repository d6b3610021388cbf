"""档案: which events of a service concern a project, a town, an issue or a fund.

An event says so by a field whose kind is a reference to one; a stream whose own id is one concerns
it as a whole. A row is an event of a dossier, so that a page of one is read by its place, however
much happened before.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import Category, OrganisationId
from shared.schemas.marshalling import json_schema

KINDS = ("project", "town", "issue", "fund")


@view(
    "dossiers",
    title="档案",
    key="entry",
    version=2,
    sight=[],
    indexed=(("dossier", "effective_at", "position"),),
)
class DossierEntry(Row):
    """`dossier` is the kind and the id, `entry` that and the event's id. Nobody reads the rows as
    such: a dossier shows of each stream what the stream itself shows."""

    entry: str = column("条目")
    dossier: str = column("档案编号")
    stream: str = column("案卷")
    category: Category = column("类别")
    organisation: OrganisationId = column("办理单位")
    position: int = column("位置")
    effective_at: datetime | None = column("发生时刻", default=None)
    recorded_at: datetime | None = column("记录时刻", default=None)


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
    return {f"{dossier}/{meta.event_id}" for dossier in concerns(event, meta)}


def _refers(row: DossierEntry, _: Any, meta: EventMeta) -> DossierEntry:
    return replace(
        row,
        dossier=row.entry.removesuffix(f"/{meta.event_id}"),
        stream=meta.stream,
        category=meta.stream.removesuffix(f"-{meta.id}"),
        organisation=meta.organisation,
        position=meta.position,
        effective_at=meta.effective_at,
        recorded_at=meta.recorded_at,
    )


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on."""
    new = [event for event in events if event.__name__ not in DossierEntry.definition.folds]
    if new:
        DossierEntry.on(*new, key=_keys)(_refers)
