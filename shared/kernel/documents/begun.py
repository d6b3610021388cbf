"""案卷名录: every stream that somebody began, by whom, on which day, under which sentence. Every
service has it.

What the system, or another service's event, began is nobody's.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shared.kernel.aggregate import to_category, to_party, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.kinds import Category, ClauseId, CountyId, OrganisationId, PersonCalled, TownId

SYSTEM = "system"


@view(
    "matters",
    title="案卷名录",
    key="stream",
    version=1,
    sight=[to_town(), to_party("organisation"), to_category()],
    indexed=("person", "clause"),
)
class Matter(Row):
    """`person` is the stable id of who began it, `called` what they were called then."""

    stream: str = column("案卷")
    title: str = column("发起事项")
    begun_on: date | None = column("发起日期")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    organisation: OrganisationId = column("发起单位")
    person: str = column("发起人编号")
    called: PersonCalled = column("发起人")
    clause: ClauseId = column("条款")
    category: Category = column("类别")


def begun(row: Matter, event: Any, meta: EventMeta) -> Matter:
    return Matter(
        stream=row.stream,
        title=event_type(meta.type).title,
        begun_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
        town=getattr(event, "town", "") or "",
        county=getattr(event, "county", "") or "",
        organisation=meta.organisation,
        person=meta.person,
        called=meta.called,
        clause=meta.clause,
        category=meta.stream.removesuffix(f"-{meta.id}"),
    )


def _first(_: Any, meta: EventMeta) -> Iterable[str]:
    """A stream's first event, of a person."""
    return (meta.stream,) if meta.version == 1 and meta.organisation != SYSTEM else ()


def take(events: Iterable[Any]) -> None:
    """Fold these events, by their classes, from now on."""
    new = [event for event in events if event.__name__ not in Matter.definition.folds]
    if new:
        Matter.on(*new, key=_first)(begun)
