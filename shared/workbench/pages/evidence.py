"""证据包: of one matter, or of all that an auditor asks about in a ledger."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound
from werkzeug.wsgi import FileWrapper

from shared.workbench.catalogue import Declared
from shared.workbench.evidence.pack import write
from shared.workbench.ledgers.table import stream_of
from shared.workbench.pages.auditing import true_of
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit

PAGE = 500
_BLOCK = 1 << 16


def of_matter(visit: Visit, service: str, stream: str) -> Response:
    """The evidence of one matter."""
    if service not in visit.bench.settings.services:
        raise NotFound
    title = visit.get(service, f"/streams/{stream}", limit=1)["title"]
    return _sent(visit, f"{title} {stream}", {service: [stream]})


def of_doubt(visit: Visit, service: str, name: str) -> Response:
    """The evidence of the matters that a ledger names for its doubt."""
    if service not in visit.bench.settings.services:
        raise NotFound
    declared = visit.bench.catalogue.of(visit.person, service)
    if not (view := declared.views.get(name)) or not view.get("doubt"):
        raise NotFound
    return _sent(visit, str(view["doubt"]), {service: _doubted(visit, declared, view)})


def _doubted(visit: Visit, declared: Declared, view: Mapping[str, Any]) -> Iterator[str]:
    """What a ledger names for its doubt, a page at a time: it may have no end of rows."""
    asked = {**true_of(view), "limit": PAGE}
    while True:
        page = visit.get(declared.service, f"/views/{view['name']}", **asked)
        yield from filter(None, (stream_of(declared, view, row) for row in page["rows"]))
        if not page["next"]:
            return
        asked["after"] = page["next"]


def _sent(visit: Visit, about: str, streams: Mapping[str, Iterable[str]]) -> Response:
    file = tempfile.TemporaryFile(prefix="zhenxing-evidence-")  # noqa: SIM115 — closed when sent
    try:
        write(visit, about, streams, file)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    name = quote(f"证据包-{about}-{visit.bench.today()}.zip")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Length": str(size),
    }
    body = FileWrapper(file, _BLOCK)
    return Response(body, 200, headers, content_type="application/zip", direct_passthrough=True)


ROUTES: Routes = [
    Route("GET", "/evidence/matter/<service>/<stream>", of_matter),
    Route("GET", "/evidence/doubt/<service>/<name>", of_doubt),
]
