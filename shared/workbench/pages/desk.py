"""工作台: what this organisation must do, is about to miss, has missed, and has done."""

from werkzeug import Response
from werkzeug.exceptions import BadRequest

from shared.policy.loader import registry
from shared.workbench import done, involved, kept_filters, tasks
from shared.workbench.kept_filters import LONGEST, LONGEST_ID, KeptFilter
from shared.workbench.pages.onward import ways
from shared.workbench.route import Route, Routes
from shared.workbench.tasks import DONE, LATE, OPEN, SOON, STATES, TITLES
from shared.workbench.visit import Visit, matter_path
from shared.workbench.words.concerned import with_names
from shared.workbench.words.saying import organisation

SHOWN = 200
LONGEST_PLACE = 400


def desk(visit: Visit) -> Response:
    """The list of one state, with the numbers of all."""
    args = visit.request.args
    state = args.get("state", OPEN)
    if state == DONE:
        return _done(visit)
    state = state if state in STATES else OPEN
    visit.foresee(tasks.listing(visit), tasks.counting(visit))
    found, counts = tasks.waiting(visit), tasks.counted(visit)
    listed = found.of(state)
    town, service = args.get("town", ""), args.get("service", "")
    towns = {t["town"]: organisation(t["town"]) for t in listed if t["town"]}
    own = {t["service"] for t in listed}
    rows = [
        {**task, "path": matter_path(task["service"], task["stream"])}
        for task in listed
        if kept_filters.takes(task, town, service)
    ]
    return visit.page(
        "desk.html",
        filters=[(one, one.count(found)) for one in kept_filters.kept(visit)],
        involved=involved.TABS,
        state=state,
        titles=TITLES,
        counts=counts,
        ways=[] if any(counts.values()) or found.away else list(ways(visit.person, visit.declared)),
        rows=with_names(visit, rows[:SHOWN]),
        left_out=max(0, len(rows) - SHOWN),
        more=found.more,
        incomplete=found.incomplete,
        following="",
        towns=towns,
        own=own,
        town=town,
        service=service,
        line=KeptFilter("", state, town, service).line,
        away=[visit.bench.settings.services[s].title for s in found.away],
    )


def _done(visit: Visit) -> Response:
    """What was done of late, a page at a time."""
    args = visit.request.args
    town, service = args.get("town", "")[:LONGEST_ID], args.get("service", "")[:LONGEST_ID]
    asked = args.get("after", "")[:LONGEST_PLACE], town, service
    filters = kept_filters.kept(visit)
    waiting = tasks.listing(visit) if filters else ()
    visit.foresee(done.foreseen(visit, *asked), tasks.counting(visit), waiting)
    page = done.done(visit, *asked)
    known = registry().towns.values() if page.tasks or town else ()
    opened = visit.openable((task["service"], task["stream"]) for task in page.tasks)
    return visit.page(
        "desk.html",
        filters=[(one, one.count(tasks.waiting(visit))) for one in filters],
        involved=involved.TABS,
        state=DONE,
        titles=TITLES,
        counts=tasks.counted(visit),
        ways=[],
        rows=[
            {**t, "path": matter_path(*of) if (of := (t["service"], t["stream"])) in opened else ""}
            for t in with_names(visit, page.tasks)
        ],
        left_out=0,
        more=False,
        incomplete=0,
        following=page.following,
        towns={town.id: town.name for town in known if town.active},
        own=set(visit.bench.settings.services),
        town=town,
        service=service,
        line="",
        away=[visit.bench.settings.services[s].title for s in page.away],
    )


def following(visit: Visit) -> Response:
    """Go to the next thing that waits in the list from which one that was done was opened; back to
    the list where nothing does."""
    line = visit.request.args.get("line", "")
    opened, at = kept_filters.of_line(visit, line), kept_filters.place_of(line)
    task = tasks.following(visit, visit.request.args.get("after", ""), at, opened.of)
    if task is None:
        return visit.go(opened.address)
    told = {"line": opened.line} if opened.line else {}
    return visit.go(matter_path(task["service"], task["stream"]), **told)


def keep(visit: Visit) -> Response:
    """Keep the filter that is looked at, under a name."""
    form = visit.request.form
    name, state = form.get("name", "").strip()[:LONGEST], form.get("state", "")
    if not name or state not in (OPEN, SOON, LATE):
        visit.say_once("筛选须有名称；已办不能存为筛选")
        return visit.go("/")
    town, service = (form.get(part, "") for part in ("town", "service"))
    if len(town) > LONGEST_ID or service not in {"", *visit.bench.settings.services}:
        raise BadRequest
    new = KeptFilter(name, state, town, service)
    kept_filters.keep(visit, new)
    return visit.go(new.address)


def drop(visit: Visit) -> Response:
    """Keep a filter no longer."""
    kept_filters.drop(visit, visit.request.form.get("name", ""))
    return visit.go("/")


ROUTES: Routes = [
    Route("POST", "/filters", keep),
    Route("POST", "/filters/drop", drop),
    Route("GET", "/", desk),
    Route("GET", "/next", following),
]
