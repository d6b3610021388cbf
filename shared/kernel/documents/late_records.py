"""迟登台账: what was recorded long after the day on which it is said to have happened. Every service
has it.

Its events are those that say what a command said; of that, the days that names call one on which
something happened (`…_on`). What the system did by itself, it did in time.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, get_type_hints

from shared.kernel.aggregate import to_category, to_party, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.kinds import Category, ClauseId, CountyId, OrganisationId, TownId

LATE = timedelta(days=30)
"""What is recorded so long after is looked at. Papers take their time."""
SYSTEM = "system"


@view(
    "late-records",
    title="迟登台账",
    key="event",
    version=1,
    sight=[to_town(), to_party("organisation"), to_category()],
    doubt="登记日期比发生日期晚 30 天以上",
)
class LateRecord(Row):
    """`happened_on` is the earliest of the days that were said."""

    event: str = column("事件编号")
    title: str = column("登记事项")
    happened_on: date | None = column("发生日期")
    recorded_on: date | None = column("登记日期")
    days: int = column("相隔天数")
    stream: str = column("案卷")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    organisation: OrganisationId = column("单位")
    person: str = column("经办人")
    clause: ClauseId = column("条款")
    category: Category = column("类别")


def recorded(row: LateRecord, event: Any, meta: EventMeta) -> LateRecord | None:
    happened_on, recorded_on = _first_day(event), _day(meta)
    if happened_on is None or recorded_on - happened_on < LATE:
        return None
    return LateRecord(
        event=row.event,
        title=event_type(meta.type).title,
        happened_on=happened_on,
        recorded_on=recorded_on,
        days=(recorded_on - happened_on).days,
        stream=meta.stream,
        category=meta.stream.removesuffix(f"-{meta.id}"),
        town=getattr(event, "town", "") or "",
        county=getattr(event, "county", "") or "",
        organisation=meta.organisation,
        person=meta.called,
        clause=meta.clause,
    )


def _late(event: Any, meta: EventMeta) -> Iterable[str]:
    """Most events touch no row."""
    first = _first_day(event)
    late = first is not None and meta.organisation != SYSTEM and _day(meta) - first >= LATE
    return (meta.event_id,) if late else ()


def _first_day(event: Any) -> date | None:
    kind: Any = type(event)
    said = (getattr(event, name) for name in _days(kind))
    return min((day for day in said if day is not None), default=None)


def _day(meta: EventMeta) -> date:
    return meta.effective_at.astimezone(LOCAL_TIME).date()


@cache
def _days(event: Any) -> tuple[str, ...]:
    """The days on which something happened, among what the command of an event said."""
    [said] = event.__bases__
    if said is object:
        return ()
    hints = get_type_hints(said)
    return tuple(
        f.name
        for f in dataclasses.fields(said)
        if f.name.endswith("_on") and hints[f.name] in (date, date | None)
    )


def take(events: Iterable[Any]) -> None:
    """Fold from now on those of these events, by their classes, that say such a day."""
    known = LateRecord.definition.folds
    new = [event for event in events if _days(event) and event.__name__ not in known]
    if new:
        LateRecord.on(*new, key=_late)(recorded)
