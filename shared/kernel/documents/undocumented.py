"""无文号决定台账: the decisions of a service that cite no document. Every service has it.

Its events are all that have a field `document`; what the system did by itself is no decision.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any

from shared.kernel.aggregate import to_category, to_party, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.events import event_type
from shared.schemas.kinds import Category, ClauseId, CountyId, OrganisationId, TownId

SYSTEM = "system"


@view(
    "decisions-without-document",
    title="无文号决定台账",
    key="event",
    version=3,
    sight=[to_town(), to_party("organisation"), to_category()],
    doubt="决定没有文号",
)
class DecisionWithoutDocument(Row):
    event: str = column("事件编号")
    decided_on: date | None = column("日期")
    title: str = column("决定")
    stream: str = column("案卷")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    organisation: OrganisationId = column("单位")
    person: str = column("经办人")
    clause: ClauseId = column("条款")
    category: Category = column("类别")


def decided(
    row: DecisionWithoutDocument, event: Any, meta: EventMeta
) -> DecisionWithoutDocument | None:
    if event.document or meta.organisation == SYSTEM:
        return None
    return DecisionWithoutDocument(
        event=row.event,
        decided_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
        title=event_type(meta.type).title,
        stream=meta.stream,
        category=meta.stream.removesuffix(f"-{meta.id}"),
        town=getattr(event, "town", "") or "",
        county=getattr(event, "county", "") or "",
        organisation=meta.organisation,
        person=meta.called,
        clause=meta.clause,
    )


def take(events: Iterable[Any]) -> None:
    """Fold from now on those of these events, by their classes, that may cite a document."""
    known = DecisionWithoutDocument.definition.folds
    new = [event for event in events if _may_cite(event) and event.__name__ not in known]
    if new:
        DecisionWithoutDocument.on(*new, key=_event_id)(decided)


def _may_cite(event: Any) -> bool:
    return any(f.name == "document" for f in dataclasses.fields(event))


def _event_id(_: Any, meta: EventMeta) -> str:
    return meta.event_id
