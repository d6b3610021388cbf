"""我发起, 抄送我: lists beside the tasks of the desk, and how long each is."""

from markupsafe import escape
from werkzeug import Response

from shared.workbench.involved import BEGUN, CONCERNED, COPIED, MOST, TITLES, involved
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit


def begun(visit: Visit) -> Response:
    """What this person began."""
    return _listed(visit, BEGUN)


def copied(visit: Visit) -> Response:
    """What this organisation was sent a copy of."""
    return _listed(visit, COPIED)


def concerned(visit: Visit) -> Response:
    """What others began under a sentence in which this organisation takes part."""
    return _listed(visit, CONCERNED)


def count(visit: Visit, kind: str) -> Response:
    """How many there are, for the desk."""
    found = involved(visit, kind if kind in TITLES else BEGUN)
    number = f"{len(found.rows)}{'+' if found.more else ''}"
    return Response(escape(number), content_type="text/html; charset=utf-8")


def _listed(visit: Visit, kind: str) -> Response:
    found = involved(visit, kind)
    return visit.page(
        "involved.html",
        kind=kind,
        titles=TITLES,
        rows=found.rows[:MOST],
        more=found.more or len(found.rows) > MOST,
        away=[visit.bench.settings.services[s].title for s in found.away],
    )


ROUTES: Routes = [
    Route("GET", "/begun", begun),
    Route("GET", "/copied", copied),
    Route("GET", "/concerned", concerned),
    Route("GET", "/involved/<kind>/count", count),
]
