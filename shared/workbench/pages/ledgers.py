"""台账: the list of them, one of them, its sums, and it as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.catalogue import Declared
from shared.workbench.faces import FILE_PATIENCE_SECONDS, Declined
from shared.workbench.forms.options import MOST_AT_A_GLANCE, registered
from shared.workbench.ledgers.asked import Asked, asked, chips
from shared.workbench.ledgers.sums import sums
from shared.workbench.ledgers.table import Column, columns_of, rows_of
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.units import past

OF_OPERATIONS = ("dossiers", "policy-streams")
"""Ledgers by which other pages are drawn."""


def ledgers(visit: Visit) -> Response:
    """Every service's ledgers."""
    known = visit.declared
    everywhere = set.intersection(*(set(d.views) for d in known.values())) if known else set()
    return visit.page(
        "ledgers.html",
        everywhere=everywhere,
        listed=[
            (
                place.title,
                name,
                [v for v in known[name].views.values() if v["name"] not in OF_OPERATIONS],
            )
            for name, place in visit.bench.settings.services.items()
            if name in known
        ],
        away=[p.title for n, p in visit.bench.settings.services.items() if n not in known],
    )


def ledger(visit: Visit, service: str, name: str) -> Response:
    """A page of one ledger."""
    opened = OpenedLedger(visit, service, name)
    query = {**opened.asked.query, "limit": opened.asked.limit}
    if opened.asked.after:
        query["after"] = opened.asked.after
    page = visit.get(service, f"/views/{name}", **query)
    shown = opened.shown
    rows = rows_of(visit, opened.declared, opened.view, shown, page["rows"])
    return visit.page(
        "ledger.html",
        service=service,
        view=opened.view,
        asked=opened.asked,
        columns=shown,
        all_columns=opened.columns,
        hidden=opened.hidden,
        rows=rows,
        next=page["next"],
        chips=list(opened.chips),
        choices=_choices(visit, opened),
        named=opened.named,
        stale=page["stopped"],
        incomplete=page["incomplete"],
        on=opened.asked.as_of,
        later=not rows and _recorded_later(visit, service, name, opened.asked),
        source=visit.bench.settings.services.get(opened.view["source"]),
    )


def _recorded_later(visit: Visit, service: str, name: str, asked: Asked) -> bool:
    """Whether of a ledger that was empty then something had happened, and was recorded later."""
    if not asked.as_of or asked.happened or asked.after:
        return False
    query = {**replace(asked, happened=True).query, "limit": 1}
    return bool(visit.get(service, f"/views/{name}", **query)["rows"])


def totals(visit: Visit, service: str, name: str) -> Response:
    """The sums of all rows that are asked for, and how often each word occurs."""
    opened = OpenedLedger(visit, service, name)
    shown = opened.shown
    found = sums(visit, service, name, opened.asked)
    return visit.page(
        "totals.html", sums=found, columns=shown, asked=opened.asked, view=opened.view,
        service=service,
    )  # fmt: skip


def file(visit: Visit, service: str, name: str, form: str) -> Response:
    """All rows that are asked for, in the columns that their reader has not hidden, as XLSX or CSV, as
    the service writes them."""
    if form not in ("xlsx", "csv"):
        raise NotFound
    opened = OpenedLedger(visit, service, name)
    only = ",".join(column.name for column in opened.shown)
    got = visit.bench.faces.ask(
        visit.person, service, "GET", f"/views/{name}",
        params={**opened.asked.query, "format": form, "only": only}, stream=True,
        patience=FILE_PATIENCE_SECONDS,
    )  # fmt: skip
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    day = past(opened.asked.as_of).replace(":", "-") or visit.bench.today().isoformat()
    called = quote(f"{opened.view['title']}-{day}.{form}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}"}
    kind = got.headers.get("Content-Type", "application/octet-stream")
    return Response(got.iter_content(1 << 16), 200, headers, content_type=kind)


def choose_columns(visit: Visit, service: str, name: str) -> Response:
    """Remember which columns somebody wants to see."""
    opened = OpenedLedger(visit, service, name)
    wanted = set(visit.request.form.getlist("column"))
    hidden = [c.name for c in opened.columns if c.name not in wanted]
    visit.bench.store.prefer(visit.person.owner, opened.preference, hidden)
    back = quote(visit.request.form.get("back", ""), safe="?&=%+-_.~")
    return visit.go(f"/ledgers/{service}/{name}" + (back if back.startswith("?") else ""))


class OpenedLedger:
    """A ledger, what is asked of it, and how its reader likes it."""

    def __init__(self, visit: Visit, service: str, name: str) -> None:
        if service not in visit.bench.settings.services:
            raise NotFound
        self._visit = visit
        self.declared: Declared = visit.bench.catalogue.of(visit.person, service)
        if name not in self.declared.views:
            raise NotFound
        self.view = self.declared.views[name]
        self.columns: list[Column] = columns_of(self.declared, self.view)
        self.meanings = {c.name: c.meaning for c in self.columns if c.filtered}
        self.asked: Asked = asked(visit.request.args, self.meanings, visit.bench.today())
        self.preference = f"{service}/{name}"
        self.hidden = set(visit.bench.store.preferred(visit.person.owner, self.preference))

    @cached_property
    def named(self) -> dict[tuple[str, str], str]:
        """The names of the things that are filtered by."""
        asked = (
            (self.meanings[n], texts) for n, texts in self.asked.typed.items() if "__" not in n
        )
        return self._visit.names(
            (m.reference, t) for m, texts in asked for t in texts if m.reference
        )

    @property
    def chips(self) -> Iterator[tuple[str, str]]:
        """What is filtered by, in words, each with the address without it."""
        return chips(self.asked, self.meanings, self.named)

    @property
    def shown(self) -> list[Column]:
        """The columns that its reader has not hidden."""
        return [column for column in self.columns if column.name not in self.hidden]


def _choices(visit: Visit, opened: OpenedLedger) -> list[tuple[Column, str, Mapping[str, str]]]:
    """The columns that one may filter by, the handiest first: each with its widget and choices."""
    references: Any = visit.bench.catalogue.references(visit.person)
    made = []
    for column in opened.columns:
        if not column.filtered:
            continue
        meaning = column.meaning
        options = meaning.labels or registered(meaning.reference, references)
        if meaning.kind == "flag":
            options = {"true": "是", "false": "否"}
        if options and (meaning.labels or len(options) <= MOST_AT_A_GLANCE):
            made.append((0 if meaning.kind == "town" else 1, column, "choice", options))
        elif meaning.reference in references:
            made.append((1 if options else 2, column, "picker", {}))
        elif meaning.kind == "date" or meaning.unit in ("fen", "square-metres", "count"):
            made.append((2, column, "range", {}))
        elif meaning.kind in ("year", "name", "party", "document-number", "id", "key", "person"):
            made.append((3, column, "text", {}))
    return [one[1:] for one in sorted(made, key=lambda one: one[0])]


ROUTES: Routes = [
    Route("GET", "/ledgers", ledgers),
    Route("GET", "/ledgers/<service>/<name>", ledger),
    Route("GET", "/ledgers/<service>/<name>/totals", totals),
    Route("GET", "/ledgers/<service>/<name>/file.<form>", file),
    Route("POST", "/ledgers/<service>/<name>/columns", choose_columns),
]
