"""一事一档: everything that happened in a matter, in order, with who, when and on what document."""

from dataclasses import fields
from datetime import date
from typing import Any

from services.supervision.domain.issue.state import ISSUE
from services.supervision.views.local_day import local_day
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.events import events_of
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.supervision import issue as issues
from shared.schemas.supervision import issue_course, issue_supervision

MODULES = {module.__name__ for module in (issues, issue_course, issue_supervision)}
TITLES = {e.data: e.title for e in events_of("supervision") if e.data.__module__ in MODULES}
"""Every event of a matter, with its title."""


@view("issue-file", title="一事一档", key="issue", version=2, of=ISSUE)
class IssueFile(Row):
    issue: str = column("事项")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    title: str = column("标题")
    last_on: date | None = column("最近办理日期")
    entries: list[dict[str, Any]] = column("办理经过", factory=list)
    parties: tuple[OrganisationId, ...] = column("有关单位", ())


@IssueFile.on(*TITLES)
def happened(row: IssueFile, event: Any, meta: EventMeta) -> IssueFile:
    entry = {
        "on": local_day(meta).isoformat(),
        "what": TITLES[type(event)],
        "organisation": meta.organisation,
        "person": meta.called,
        "clause": meta.clause,
        **_details(event),
    }
    if isinstance(event, issues.IssueRaised):
        row = replace(row, county=event.county, title=event.title)
    return replace(
        row,
        town=event.town,
        parties=_parties(row, event),
        last_on=local_day(meta),
        entries=[*row.entries, entry],
    )


def _parties(row: IssueFile, event: Any) -> tuple[OrganisationId, ...]:
    """Who had it in hand, had a copy, or was designated to watch over it."""
    match event:
        case issues.IssueAssigned():
            new = {event.handler, *event.co_handlers, *event.copied}
        case issue_supervision.SupervisorDesignated():
            new = {event.supervisor}
        case _:
            return row.parties
    return tuple(sorted({*row.parties, *new}))


def _details(event: Any) -> dict[str, Any]:
    """The event's own fields, as plain values; what it leaves out is left out."""
    values = {f.name: getattr(event, f.name) for f in fields(event)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in ("issue", "town", "clause") and value not in (None, (), "")
    }
