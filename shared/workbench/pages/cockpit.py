"""驾驶舱: what services declare as figures, as far as somebody may see their rows."""

from werkzeug import Response

from shared.workbench.figures.asked import figures
from shared.workbench.figures.sketch import measures, sketch
from shared.workbench.ledgers.two_days import one_day
from shared.workbench.pages.beginning import may
from shared.workbench.route import Route, Routes
from shared.workbench.visit import Visit


def cockpit(visit: Visit) -> Response:
    """Every figure, the ones of one's own business first, and a sketch of the places coloured by
    one of them."""
    services, args = visit.bench.settings.services, visit.request.args
    service = args.get("service", "")
    day = one_day(visit)
    found = figures(visit, _own_first(visit), day)
    choices = measures(table for tables in found.tables.values() for table in tables)
    chosen = next((m for m in choices if m.id == args.get("measure", "")), None)
    telling = (m for m in choices if len({cell.number for cell in m.cells.values()}) > 1)
    chosen = chosen or next(telling, next(iter(choices), None))
    return visit.page(
        "cockpit.html",
        tables={s: t for s, t in found.tables.items() if service in ("", s)},
        known=list(found.tables),
        service=service,
        choices=choices,
        chosen=chosen,
        sketch=sketch(chosen),
        empty=list(dict.fromkeys(found.empty)),
        untold=found.untold,
        away=[services[s].title for s in found.away],
        on=day.until,
        happened=day.happened,
        error=day.error,
    )


def _own_first(visit: Visit) -> list[str]:
    """The services in the order of how many of their commands somebody's organisation may give:
    whose business it is sees it first."""
    given = {
        service: sum(may(visit.person, command) for command in declared.commands.values())
        for service, declared in visit.declared.items()
    }
    return sorted(visit.bench.settings.services, key=lambda service: -given.get(service, 0))


ROUTES: Routes = [Route("GET", "/cockpit", cockpit)]
