"""工作台: what this organisation must do, is about to miss, has missed, and has done."""

from werkzeug import Response

from shared.workbench import tasks
from shared.workbench.route import Route, Routes
from shared.workbench.tasks import DONE, OPEN, STATES, TITLES
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.saying import organisation

SHOWN = 200


def desk(visit: Visit) -> Response:
    """The list of one state, with the numbers of all."""
    args = visit.request.args
    state = args.get("state", OPEN)
    state = state if state in STATES else OPEN
    found = tasks.done(visit) if state == DONE else tasks.waiting(visit)
    listed = found.of(state)
    town, service = args.get("town", ""), args.get("service", "")
    towns = {t["town"]: organisation(t["town"]) for t in listed if t["town"]}
    own = {t["service"] for t in listed}
    rows = [
        {**task, "path": matter_path(task["service"], task["stream"])}
        for task in listed
        if town in ("", task["town"]) and service in ("", task["service"])
    ]
    return visit.page(
        "desk.html",
        state=state,
        titles=TITLES,
        counts=tasks.counted(visit),
        rows=rows[:SHOWN],
        left_out=max(0, len(rows) - SHOWN),
        towns=towns,
        own=own,
        town=town,
        service=service,
        away=[visit.bench.settings.services[s].title for s in found.away],
    )


def following(visit: Visit) -> Response:
    """Go to the next thing that waits, after one that was done."""
    task = tasks.following(visit, visit.request.args.get("after", ""))
    return visit.go(matter_path(task["service"], task["stream"]) if task else "/")


ROUTES: Routes = [
    Route("GET", "/", desk),
    Route("GET", "/next", following),
]
