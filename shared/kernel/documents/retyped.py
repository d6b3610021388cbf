"""重复填报台账: what a town typed though its service knew it. Every service has it.

What is known is what fields say of themselves (`known`): the last event of a stream with that field.
A row is such a value from its first telling on, with how often a town had to say it since, and how
often it said the same. What another service may know stands in `known_elsewhere`. No value is shown:
a row holds what tells two of them apart.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from shared.kernel.aggregate import to_category, to_party, to_town
from shared.kernel.documents.known_fields import KnownField, fact, known_fields
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.last_asked import last_asked
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.kinds import Category, ClauseId, OrganisationId, Sha256, TownId
from shared.schemas.known import digest_of


@view(
    "retyped-values",
    title="重复填报台账",
    key="fact",
    version=3,
    sight=[to_town(), to_party("organisation"), to_category()],
)
class RetypedValue(Row):
    """`asked` counts the times that a town typed it though it was known, `same` those of them that
    told nothing new; `clause` is of the last."""

    fact: str = column("已知事项")
    field: str = column("填报项目")
    stream: str = column("案卷")
    digest: Sha256 | None = column("现值摘要", None)
    told: str = column("最近来源")
    told_on: date | None = column("来源日期")
    town: TownId = column("镇")
    organisation: OrganisationId = column("填报单位")
    clause: ClauseId = column("条款")
    asked: int = column("已知仍要次数")
    same: int = column("其中未变次数")
    asked_on: date | None = column("最近要求日期")
    category: Category = column("类别")


RETYPED = figure(
    "retyped", "已知仍要填报的项目", of=RetypedValue, by=("town",), adds=("asked", "same"),
    where={"town": tuple(registry().towns)},
)  # fmt: skip


class _Touch(NamedTuple):
    """What an event does to a value on a day: tells it, asks for it though it may be known, or
    both."""

    field: str
    stream: str
    value: Any
    on: date
    asks: bool


def typed(row: RetypedValue, event: Any, meta: EventMeta) -> RetypedValue | None:
    touch = _touches(event, meta)[row.fact]
    on = touch.on
    digest = digest_of(touch.value)
    if touch.asks and row.digest and meta.organisation in registry().towns:
        row = replace(
            row, asked=row.asked + 1, same=row.same + (digest == row.digest), asked_on=on,
            organisation=meta.organisation, town=meta.organisation, clause=meta.clause,
        )  # fmt: skip
    if meta.stream == touch.stream:
        row = replace(
            row, field=touch.field, stream=touch.stream, digest=digest, told_on=on,
            told=event_type(meta.type).title, category=meta.stream.removesuffix(f"-{meta.id}"),
        )  # fmt: skip
    return row if row.stream else None


@last_asked
def _touches(event: Any, meta: EventMeta) -> Mapping[str, _Touch]:
    """By the rows' keys."""
    kind: Any = type(event)
    category, found = meta.stream.removesuffix(f"-{meta.id}"), {}
    on = meta.effective_at.astimezone(LOCAL_TIME).date()
    for field, title, known in _asked(kind):
        by, value = getattr(event, known["by"], None), getattr(event, field)
        if isinstance(by, str) and by and value is not None:
            stream = f"{known['stream']}-{by}"
            key = fact(stream, known, event)
            found[key] = _Touch(title, stream, value, on, True)
    for title, known in _sources.get(category, {}).values():
        value = getattr(event, known["field"], None)
        if value is not None:
            key = fact(meta.stream, known, event)
            found.setdefault(key, _Touch(title, meta.stream, value, on, False))
    return found


@cache
def _asked(event: Any) -> tuple[KnownField, ...]:
    """The fields that an event's command was typed with and that may be known, here."""
    return tuple(one for one in known_fields(event) if "service" not in one.known)


_sources: dict[str, dict[str, tuple[str, Mapping[str, Any]]]] = {}
"""What streams of a category are asked for, each with its title, by the services that run in this
process."""


def _keys(event: Any, meta: EventMeta) -> Iterable[str]:
    return _touches(event, meta)


def take(events: Iterable[Any]) -> None:
    """Fold from now on those of these events, by their classes, that ask for what is known or may
    tell it."""
    events = list(events)
    for event in events:
        for _, title, known in _asked(event):
            _sources.setdefault(known["stream"], {})[fact("", known, None)] = title, known
    fields = {known["field"] for of in _sources.values() for _, known in of.values()}
    for event in events:
        concerned = bool(_asked(event)) or not fields.isdisjoint(event.__dataclass_fields__)
        if concerned and event.__name__ not in RetypedValue.definition.folds:
            RetypedValue.on(event, key=_keys)(typed)
