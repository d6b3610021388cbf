"""Attached documents, handed on from the service that keeps them."""

from urllib.parse import quote

from requests import Response as Answer
from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.faces import Declined
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit
from shared.workbench.words.saying import PICTURE_BYTES, PICTURES

ALONE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""Of what somebody attached: it stands by itself, and nothing in it runs. The styles are those of
the page that a browser makes of a picture."""


def document(visit: Visit, service: str, sha256: str) -> Response:
    """A document, always as a file to keep: nothing of it runs in our pages' name."""
    name = quote(visit.request.args.get("name", "附件"))
    got = _asked(visit, service, sha256)
    return _handed_on(got, f"attachment; filename*=UTF-8''{name}")


def picture(visit: Visit, service: str, sha256: str) -> Response:
    """The same for a picture, to be looked at. Raises `NotFound` for anything that is none, or is
    too large."""
    got = _asked(visit, service, sha256)
    kind, size = got.headers.get("Content-Type", ""), got.headers.get("Content-Length")
    if kind not in PICTURES or not size or int(size) > PICTURE_BYTES:
        got.close()
        raise NotFound
    return _handed_on(got, "inline")


def _asked(visit: Visit, service: str, sha256: str) -> Answer:
    """What the service answers to this person, by the stream in which the document stands."""
    if service not in visit.bench.settings.services or not sha256.isalnum():
        raise NotFound
    got = visit.bench.faces.ask(
        visit.person, service, "GET", f"/documents/{sha256}", stream=True,
        params={"stream": visit.request.args["stream"]} if "stream" in visit.request.args else {},
    )  # fmt: skip
    if got.status_code != 200:
        raise Declined(service, got.status_code, got.json())
    return got


def _handed_on(got: Answer, disposition: str) -> Response:
    headers = {**ALONE, "Content-Disposition": disposition}
    if "Content-Length" in got.headers:
        headers["Content-Length"] = got.headers["Content-Length"]
    kind = got.headers.get("Content-Type", "application/octet-stream")
    return Response(got.iter_content(1 << 16), 200, headers, content_type=kind)


ROUTES: Routes = [
    Route("GET", "/documents/<service>/<sha256>", document),
    Route("GET", "/pictures/<service>/<sha256>", picture),
]
