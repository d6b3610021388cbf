"""Attached documents, handed on from the service that keeps them."""

from urllib.parse import quote

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import Declined
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit


def document(visit: Visit, service: str, sha256: str) -> Response:
    """A document, always as a file to keep: nothing of it runs in our pages' name."""
    if service not in visit.bench.settings.services or not sha256.isalnum():
        raise NotFound
    got = visit.bench.faces.ask(
        visit.person, service, "GET", f"/documents/{sha256}", stream=True,
        params={"stream": visit.request.args["stream"]} if "stream" in visit.request.args else {},
    )  # fmt: skip
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    name = quote(visit.request.args.get("name", "附件"))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    if "Content-Length" in got.headers:
        headers["Content-Length"] = got.headers["Content-Length"]
    kind = got.headers.get("Content-Type", "application/octet-stream")
    return Response(got.iter_content(1 << 16), 200, headers, content_type=kind)


ROUTES: Routes = [Route("GET", "/documents/<service>/<sha256>", document)]
