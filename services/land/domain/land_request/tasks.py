"""待办: a request for new land is decided (RZ-2.3.d)."""

from services.land.domain.land_request.decisions import allocate_land, refuse_land
from services.land.domain.land_request.limits import DECISION, decision_limit
from services.land.domain.land_request.state import CLAUSE, LAND_REQUEST, LandRequest
from services.land.domain.organisations import COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import (
    Answers,
    Over,
    Task,
    Tasks,
    organisation,
)


@LAND_REQUEST.tasks
def tasks(request: LandRequest) -> Tasks:
    """The decision, by whom the request was made to."""
    if request.status != "requested":
        yield Over("已作出决定或已撤回")
        return
    decider = request.requested.decider if request.requested else None
    who = [organisation(decider)] if decider else [NATURAL_RESOURCES, COUNTY_LAND]
    about = f"对新增用地{request.area:,.2f}平方米的申请作出决定"
    answers: Answers = [allocate_land, refuse_land]
    yield Task(DECISION, who, about, answers, decision_limit(request), clause=CLAUSE)
