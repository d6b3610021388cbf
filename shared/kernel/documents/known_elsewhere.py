"""跨业务填报台账: what a town typed that another service may have been told before. Services whose forms
ask for such have it.

Whether the other had been told it by then, and the same, its own log knows: who reads both asks it
there (`/streams/<stream>/known`), so that nobody learns here what is not opened to him there. No value
is shown: a row holds what tells two of them apart.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from shared.kernel.aggregate import to_category, to_town
from shared.kernel.documents.known_fields import KnownField, fact, known_fields
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.kinds import Category, ClauseId, RowKey, ServiceName, Sha256, TownId
from shared.schemas.known import digest_of


@view(
    "known-elsewhere",
    title="跨业务填报台账",
    key="entry",
    version=1,
    sight=[to_town(), to_category()],
)
class TypedValue(Row):
    """`entry` is the field and the event that told it; `fact` what `service` may know, as its own
    ledger of such calls it; `recorded_at` and `happened_at` are when it was typed."""

    entry: RowKey = column("条目")
    title: str = column("填报事项")
    field: str = column("填报项目")
    stream: str = column("案卷")
    town: TownId = column("镇")
    typed_on: date | None = column("填报日期", None)
    service: ServiceName = column("可知业务")
    fact: RowKey = column("可知事项")
    digest: Sha256 | None = column("所填摘要", None)
    clause: ClauseId = column("条款")
    category: Category = column("类别")
    recorded_at: datetime | None = column("记录时刻", None)
    happened_at: datetime | None = column("发生时刻", None)


def typed(row: TypedValue, event: Any, meta: EventMeta) -> TypedValue:
    kind: Any = type(event)
    name, _, _ = row.entry.partition("@")
    [one] = (one for one in _elsewhere(kind) if one.name == name)
    return TypedValue(
        entry=row.entry,
        title=event_type(meta.type).title,
        field=one.title,
        stream=meta.stream,
        town=meta.organisation,
        typed_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
        service=one.known["service"],
        fact=fact(f"{one.known['stream']}-{getattr(event, one.known['by'])}", one.known, event),
        digest=digest_of(getattr(event, name)),
        clause=meta.clause,
        category=meta.stream.removesuffix(f"-{meta.id}"),
        recorded_at=meta.recorded_at,
        happened_at=meta.effective_at,
    )


def _entries(event: Any, meta: EventMeta) -> Iterable[str]:
    """Of what towns type."""
    if meta.organisation not in registry().towns:
        return ()
    kind: Any = type(event)
    return [
        f"{one.name}@{meta.event_id}"
        for one in _elsewhere(kind)
        if getattr(event, one.known["by"], None) and getattr(event, one.name) is not None
    ]


@cache
def _elsewhere(event: Any) -> tuple[KnownField, ...]:
    return tuple(one for one in known_fields(event) if "service" in one.known)


def take(events: Iterable[Any]) -> bool:
    """Fold from now on those of these events, by their classes, that say what another service may
    know; whether there are any."""
    asking = [event for event in events if _elsewhere(event)]
    new = [event for event in asking if event.__name__ not in TypedValue.definition.folds]
    if new:
        TypedValue.on(*new, key=_entries)(typed)
    return bool(asking)
