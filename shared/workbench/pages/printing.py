"""A ledger or a dossier as a sheet to print: 交接单 of whatever somebody hands over, at a date."""

from urllib.parse import quote, urlencode

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.dossiers.asked import TITLES
from shared.workbench.dossiers.whole import whole_of
from shared.workbench.ledgers.table import rows_of
from shared.workbench.ledgers.two_days import two_days
from shared.workbench.pages.ledgers import OpenedLedger
from shared.workbench.pages.papers import sent, shown
from shared.workbench.papers.printing import MOST, of_dossier, of_ledger
from shared.workbench.papers.sheet import Sheet
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.saying import organisation
from shared.workbench.words.units import past_end

PAGE = 500


def ledger(visit: Visit, service: str, name: str) -> Response:
    """The rows that are asked for, as the ledger's own page has them."""
    sheet, address = _ledger(visit, service, name)
    return shown(visit, sheet, draft=f"/print/ledgers/{service}/{name}/draft.docx{address}")


def ledger_draft(visit: Visit, service: str, name: str) -> Response:
    return sent(_ledger(visit, service, name)[0])


def dossier(visit: Visit, kind: str, id: str) -> Response:
    """All that happened about one thing."""
    told = urlencode({name: value for name, value in two_days(visit).address.items() if value})
    draft = f"/print/dossier/{kind}/{quote(id)}.docx{'?' + told if told else ''}"
    return shown(visit, _dossier(visit, kind, id), draft=draft)


def dossier_draft(visit: Visit, kind: str, id: str) -> Response:
    return sent(_dossier(visit, kind, id))


def _ledger(visit: Visit, service: str, name: str) -> tuple[Sheet, str]:
    opened = OpenedLedger(visit, service, name)
    asked = {**opened.asked.query, "limit": PAGE}
    page = visit.get(service, f"/views/{name}", **asked)
    rows, position = list(page["rows"]), page["position"]
    while page["next"] and len(rows) < MOST:
        page = visit.get(service, f"/views/{name}", **asked, after=page["next"])
        rows += page["rows"]
    columns = opened.shown
    sheet = of_ledger(
        visit,
        service,
        str(opened.view["title"]),
        columns,
        rows_of(visit, opened.declared, opened.view, columns, rows[:MOST]),
        about="，".join(
            [*(text for text, _ in opened.chips), *_by(opened.asked.as_of, opened.asked.happened)]
        ),
        position=position,
        more=bool(page["next"]) or len(rows) > MOST,
    )
    return sheet, opened.asked.address()


def _by(as_of: str, happened: bool) -> list[str]:
    """Of which day a sheet is, and by which of the two times."""
    return [f"截至 {past_end(as_of)}时所{'发生' if happened else '记录'}"] if as_of else []


def _dossier(visit: Visit, kind: str, id: str) -> Sheet:
    days = two_days(visit)
    if kind not in TITLES:
        raise NotFound
    lines, absent = whole_of(visit, kind, id, days, MOST)
    name = visit.names([(kind, id)]).get((kind, id)) or organisation(id)
    about = "，".join([name, *_by(days.until, days.happened)])
    return of_dossier(visit, TITLES[kind], about, lines, absent)


ROUTES: Routes = [
    Route("GET", "/print/ledgers/<service>/<name>", ledger),
    Route("GET", "/print/ledgers/<service>/<name>/draft.docx", ledger_draft),
    Route("GET", "/print/dossier/<kind>/<id>", dossier),
    Route("GET", "/print/dossier/<kind>/<id>.docx", dossier_draft),
]
