"""待办: who takes the next step of a request for posts (RZ-3.2.a)."""

from services.talent.domain.establishment_request.deciding import (
    approve_posts,
    decide_in_commission,
    forward_request,
    implement_posts,
    refuse_posts,
)
from services.talent.domain.establishment_request.limits import (
    argument_limit,
    implementation_limit,
)
from services.talent.domain.establishment_request.requesting import (
    amend_request,
    argue_request,
    give_fiscal_opinion,
    return_request,
)
from services.talent.domain.establishment_request.state import (
    CLAUSE,
    ESTABLISHMENT_REQUEST,
    STAGES,
    EstablishmentRequest,
)
from services.talent.domain.organisations import COUNTY_FINANCE, COUNTY_STAFFING, STAFFING
from shared.kernel.aggregate import TOWN, Answers, Over, Task, Tasks


@ESTABLISHMENT_REQUEST.tasks
def tasks(request: EstablishmentRequest) -> Tasks:
    match request.stage:
        case "requested":
            yield from _requested(request)
        case "returned":
            yield Task("amendment", [TOWN], "修改退回的增编申请", [amend_request], clause=CLAUSE)
        case "decided":
            route = request.requested.route if request.requested else ""
            onward: Answers = [forward_request if route == "from-above" else approve_posts]
            answers: Answers = [*onward, refuse_posts]
            yield Task("decision", [COUNTY_STAFFING], "批复或上报增编", answers, clause=CLAUSE)
        case "forwarded":
            answers = [approve_posts, refuse_posts]
            yield Task("decision", [STAFFING], "按上级文件登记增编批复", answers, clause=CLAUSE)
        case "approved":
            limit = implementation_limit(request)
            yield Task(
                "implementation", [COUNTY_STAFFING], "落实批复的编制", [implement_posts], limit
            )
        case _:
            yield Over(STAGES[request.stage])


def _requested(request: EstablishmentRequest) -> Tasks:
    if request.argued is None:
        limit = argument_limit(request)
        answers: Answers = [argue_request, return_request]
        yield Task("argument", [COUNTY_STAFFING], "论证镇的增编申请", answers, limit)
    if request.fiscal is None:
        about = "就增编申请提出财政意见"
        yield Task("fiscal", [COUNTY_FINANCE], about, [give_fiscal_opinion], clause=CLAUSE)
    if request.argued and request.fiscal:
        about = "提请机构编制委员会审议增编"
        yield Task("commission", [COUNTY_STAFFING], about, [decide_in_commission], clause=CLAUSE)
