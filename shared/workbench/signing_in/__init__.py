"""Signing in and out. Embedded by the local page of the demo's people."""

from contextlib import suppress
from urllib.parse import quote, urlencode

from werkzeug import Response
from werkzeug.exceptions import NotFound

from shared.workbench.forms.entries import kept
from shared.workbench.route import Route, Routes
from shared.workbench.session import cookie
from shared.workbench.session.store import NotKept
from shared.workbench.signing_in import by_provider, local
from shared.workbench.signing_in.by_provider import confirm
from shared.workbench.visit import Visit


def ask(visit: Visit) -> Response:
    """Ask who it is, and come back to where they were. What stood in a form is kept as a draft;
    a sheet stays on its page: it may say something of persons, which no draft does."""
    request = visit.request
    if visit.partial and request.path.startswith("/imports/"):
        return visit.notice("登录已过期，表格仍在本页。", sign_in=True)
    if request.method == "GET":
        back = request.full_path.rstrip("?")
    else:
        stream = request.form.get("stream", "")
        form = request.path.replace("/draft/", "/command/", 1)  # a draft has no page of its own
        back = form + (f"?{urlencode({'stream': stream})}" if stream else "")
        _keep(visit)
    return visit.go("/sign-in", next=safe(back))


def _keep(visit: Visit) -> None:
    """Keep what was sent by somebody whose session had ended: as a draft of theirs."""
    parts = visit.request.path.split("/")
    if visit.session is None or len(parts) != 4 or parts[1] not in ("command", "draft"):
        return
    declared = visit.bench.catalogue.all(visit.session.person).get(parts[2])
    if declared is None or parts[3] not in declared.commands:
        return
    form = f"{parts[2]}/{parts[3]}/{visit.request.form.get('stream', '')}"
    schema = declared.commands[parts[3]]["schema"]
    entries = kept(dict(visit.request.form.lists()), schema)
    with suppress(NotKept):  # it may stand in the browser still
        visit.bench.store.keep_draft(visit.session.person.owner, form, entries)


def safe(path: str) -> str:
    """A path of ours; anything else is the first page, also what browsers would read otherwise:
    they pass over tabs."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\", "/sign-"))
    return path if ours and path.isprintable() else "/"


def sign_out(visit: Visit) -> Response:
    """End the session here, in the browser, and where it was proven who that is."""
    if visit.bench.door is not None:
        return by_provider.sign_out(visit)
    if visit.session is not None:
        visit.bench.store.end(visit.session.key)
    return cookie.take_back(visit.go("/sign-in"))


def _page(visit: Visit) -> Response:
    back = safe(visit.request.args.get("next", "/"))
    return by_provider.page(visit, back) if visit.bench.door else local.page(visit, back)


def _to_provider(visit: Visit) -> Response:
    return by_provider.go(visit, safe(visit.request.args.get("next", "/")))


def _sign_in(visit: Visit) -> Response:
    if visit.bench.door is not None:
        raise NotFound  # the local page proves nothing
    person, error = local.person(visit)
    if person is None:
        return local.page(visit, safe(visit.request.form.get("next", "/")), error)
    if visit.session is not None:
        visit.bench.store.end(visit.session.key)  # a session's key never outlives who it was for
    key = visit.bench.store.begin(person)
    visit.bench.catalogue.refresh(person)
    back = safe(visit.request.form.get("next", "/"))
    return cookie.give(visit.go(quote(back, safe="/?=&%-_.~:")), key)


ROUTES: Routes = [
    Route("GET", "/sign-in", _page, open=True),
    Route("POST", "/sign-in", _sign_in, open=True),
    Route("GET", "/sign-in/people", local.people, open=True),
    Route("POST", "/sign-out", sign_out, open=True),
    Route("GET", "/sign-in/provider", _to_provider, open=True),
    *by_provider.ROUTES,
]

__all__ = ["ROUTES", "ask", "confirm", "safe", "sign_out"]
