"""时光, two days that are compared: which, and what of one thing changed between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from shared.policy.local_time import LOCAL_TIME
from shared.workbench.catalogue import Declared
from shared.workbench.faces import Away, Declined
from shared.workbench.forms import typed
from shared.workbench.ledgers.asked import HAPPENED
from shared.workbench.ledgers.changes import Line, lines
from shared.workbench.ledgers.table import columns_of
from shared.workbench.visit import Visit


@dataclass(frozen=True)
class TwoDays:
    """The days compared, as ISO, or instants; `until` is empty for now; `happened` where they are
    about what had happened by then, recorded whenever. `error` says what can't be read."""

    since: str = ""
    until: str = ""
    error: str = ""
    happened: bool = False

    @property
    def query(self) -> dict[str, str]:
        """What a service is asked by."""
        return {"effective_since" if self.happened else "compared_with": self.since, **self.past}

    @property
    def address(self) -> dict[str, str]:
        """How a page's address says them; what is empty is left out there."""
        by = HAPPENED if self.happened and (self.since or self.until) else ""
        return {"compared_with": self.since, "as_of": self.until, "by_day_of": by}

    @property
    def then(self) -> dict[str, str]:
        """How the address of another page says the last of them."""
        return {n: v for n, v in replace(self, since="").address.items() if v}

    @property
    def past(self) -> dict[str, str]:
        """The last of them, as everything that is read at a time takes it."""
        return {"effective" if self.happened else "as_of": self.until} if self.until else {}

    @property
    def by_the_other(self) -> str:
        """The same days by the other time, as the address of a page."""
        told = replace(self, happened=not self.happened).address
        return "?" + urlencode({name: value for name, value in told.items() if value})

    def between(self, event: Mapping[str, Any]) -> bool:
        """Whether an event was recorded, or happened, after the first of them, if there is one."""
        if not self.since:
            return True
        at = event["effective_at" if self.happened else "recorded_at"]
        moment = datetime.fromisoformat(at).astimezone(LOCAL_TIME)
        if "T" in self.since:
            return moment > datetime.fromisoformat(self.since)
        return moment.date() > date.fromisoformat(self.since)


NOW = TwoDays()
"""No day of the past, and nothing to compare with."""


def two_days(visit: Visit) -> TwoDays:
    """The days that a page's address names; the earlier one first, however they were typed."""
    args, today = visit.request.args, visit.bench.today()
    try:
        since, until = (_day(args, name, today) for name in ("compared_with", "as_of"))
    except typed.Unreadable as error:
        return TwoDays(error=f"时光：{error}")
    if since and until and until < since:
        since, until = until, since
    return TwoDays(since, until, happened=args.get("by_day_of") == HAPPENED)


def one_day(visit: Visit) -> TwoDays:
    """The one day, as `until`, that the address of a page names on which days are not compared."""
    args = visit.request.args
    text = args.get("as_of", "").strip()
    try:
        until = typed.past(text, visit.bench.today()) if text else ""
    except typed.Unreadable as error:
        return TwoDays(error=f"时光：{error}")
    return TwoDays("", until, happened=bool(until) and args.get("by_day_of") == HAPPENED)


def row_changes(visit: Visit, declared: Declared, thing: str, id: str, days: TwoDays) -> list[Line]:
    """What the ledger that lists such things says that changed of one between two days."""
    told = declared.references.get(thing, {})
    if not days.since or told.get("service") != declared.service or told.get("within"):
        return []
    view: Mapping[str, Any] = declared.views[told["view"]]
    columns = columns_of(declared, view)
    query = {**days.query, told["column"]: id, "only": ",".join(c.name for c in columns)}
    try:
        found = visit.get(declared.service, f"/changes/{view['name']}", **query)
    except (Away, Declined):
        return []
    return lines(visit, declared, view, columns, found["changes"])


def _day(args: MultiDict[str, str], name: str, today: Any) -> str:
    text = args.get(name, "").strip()
    return typed.past(text, today, typed.moment) if text else ""
