"""时光，两个日期: what of a ledger changed between them, on a page and as a file."""

from typing import Any
from urllib.parse import quote

from werkzeug import Response

from shared.workbench.faces import FILE_PATIENCE_SECONDS, Declined
from shared.workbench.ledgers.asked import PAGE
from shared.workbench.ledgers.changes import KINDS, lines
from shared.workbench.ledgers.two_days import TwoDays, two_days
from shared.workbench.pages.ledgers import OpenedLedger
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit


def changes(visit: Visit, service: str, name: str) -> Response:
    """A page of what is new, gone or changed between two days."""
    opened, days = OpenedLedger(visit, service, name), two_days(visit)
    kind, after = (visit.request.args.get(n, "") for n in ("change", "after"))
    kind = kind if kind in KINDS else ""
    found: dict[str, Any] = {"counts": {}, "changes": [], "next": None}
    if days.since:
        more = {"change": kind} if kind else {}
        found = visit.get(
            service, f"/changes/{name}", limit=PAGE, **_asked(opened, days), **more,
            **({"after": after} if after else {}),
        )  # fmt: skip
    return visit.page(
        "changes.html",
        service=service,
        view=opened.view,
        asked=opened.asked,
        chips=list(opened.chips),
        days=days,
        kind=kind,
        kinds=KINDS,
        counts=found["counts"],
        lines=lines(visit, opened.declared, opened.view, opened.shown, found["changes"]),
        next=found["next"],
    )


def file(visit: Visit, service: str, name: str) -> Response:
    """The same as XLSX, as the service writes it."""
    opened, days = OpenedLedger(visit, service, name), two_days(visit)
    if not days.since:
        return visit.go(f"/ledgers/{service}/{name}/changes")
    query = {**_asked(opened, days), "format": "xlsx"}
    if (kind := visit.request.args.get("change", "")) in KINDS:
        query["change"] = kind
    got = visit.bench.faces.ask(
        visit.person, service, "GET", f"/changes/{name}", params=query, stream=True,
        patience=FILE_PATIENCE_SECONDS,
    )  # fmt: skip
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    until = days.until or visit.bench.today().isoformat()
    by = "发生" if days.happened else ""
    called = quote(f"{opened.view['title']}-{days.since}至{until}{by}的变化.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}"}
    type = got.headers.get("Content-Type", "application/octet-stream")
    return Response(got.iter_content(1 << 16), 200, headers, content_type=type)


def _asked(opened: OpenedLedger, days: TwoDays) -> dict[str, Any]:
    """The filters of the ledger, and the columns that its reader sees."""
    only = ",".join(column.name for column in opened.shown)
    return {**opened.asked.filters, **days.query, "only": only}


ROUTES: Routes = [
    Route("GET", "/ledgers/<service>/<name>/changes", changes),
    Route("GET", "/ledgers/<service>/<name>/changes.xlsx", file),
]
