"""What land does when a project enters, changes in or leaves the library (RZ-2.1.a, 2.3.a, d)."""

from collections.abc import Iterable

from services.land.views.key_projects import KeyProjects
from services.land.views.land_requests import LandRequests
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import Rows, reaction
from shared.schemas.land import key_project, land_request
from shared.schemas.land import screening as screenings
from shared.schemas.projects import project as projects


@reaction(projects.ProjectAdmitted)
def stock_is_screened(event: projects.ProjectAdmitted, meta: EventMeta) -> Iterable[object]:
    """The town's stock is screened before the project asks for new land."""
    yield screenings.OpenScreening(
        event.project, name=event.name, town=event.town, county=event.county,
        land_area=event.land_area, land_use=event.land_use, admitted_on=event.admitted_on,
    )  # fmt: skip


@reaction(projects.ProjectAdjusted)
def adjusted_projects_wait(event: projects.ProjectAdjusted, meta: EventMeta) -> Iterable[object]:
    """Every adjustment changes site, scale or estimate: the land it needs is looked at anew."""
    new = event.new
    yield screenings.SuspendNewLand(
        event.project, land_area=new.land_area, land_use=new.land_use, reason=event.reason,
        adjusted_on=event.adjusted_on,
    )  # fmt: skip


@reaction(projects.ProjectAdjusted, needs=LandRequests)
def open_requests_end(
    event: projects.ProjectAdjusted, meta: EventMeta, requests: Rows[LandRequests]
) -> Iterable[object]:
    """Land is asked for anew if area, use or site changed: the stock was screened for the old."""
    old, new = event.old, event.new
    if (old.land_area, old.land_use, old.site) == (new.land_area, new.land_use, new.site):
        return
    for row in requests.find(project=event.project):
        if row.status == "open":
            yield land_request.RefuseLand(row.request, reason=event.reason)


@reaction(projects.ProjectAdjusted, needs=KeyProjects)
def land_coordination_reopens(
    event: projects.ProjectAdjusted, meta: EventMeta, keys: Rows[KeyProjects]
) -> Iterable[object]:
    """City and county solve a municipal key project's land anew, if it moved or needs more."""
    old, new = event.old, event.new
    for row in keys.find(project=event.project):
        elsewhere = new.site != old.site or (new.land_area or 0) > row.found
        if row.municipal == "settled" and elsewhere:
            yield key_project.ReopenLandCoordination(
                project=event.project, reason=event.reason, land_area=new.land_area
            )


@reaction(projects.ProjectExited)
def no_new_land(event: projects.ProjectExited, meta: EventMeta) -> Iterable[object]:
    """Declared before the return, so that nothing is requested or allocated after it."""
    yield screenings.EndScreening(event.project, reason=event.reason)


@reaction(projects.ProjectExited, needs=LandRequests)
def land_returns(
    event: projects.ProjectExited, meta: EventMeta, requests: Rows[LandRequests]
) -> Iterable[object]:
    """Allocated land returns to where it came from; open requests are refused."""
    for row in requests.find(project=event.project):
        if row.status == "allocated":
            yield land_request.ReturnDraw(row.request, reason=event.reason)
        if row.status == "open":
            yield land_request.RefuseLand(row.request, reason=event.reason)


@reaction(projects.ProjectExited, needs=KeyProjects)
def key_project_closes(
    event: projects.ProjectExited, meta: EventMeta, keys: Rows[KeyProjects]
) -> Iterable[object]:
    """A key project that left waits for no land any more."""
    for row in keys.find(project=event.project):
        if row.municipal != "closed":
            yield key_project.CloseKeyProject(row.project, reason=event.reason)
