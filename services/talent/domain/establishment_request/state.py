"""EstablishmentRequest (`establishment-request-<request>`): 动议, 论证, 审议, 批复, 落实 (RZ-3.2.a)."""

from dataclasses import dataclass
from typing import Literal, assert_never

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.talent import establishment_request as requests

CLAUSE = requests.CLAUSE

Stage = Literal[
    "none", "requested", "returned", "decided", "forwarded", "approved", "refused", "implemented"
]
STAGES: dict[Stage, str] = {
    "none": "未提出",
    "requested": "待论证审议",
    "returned": "已退回",
    "decided": "已审议",
    "forwarded": "已上报",
    "approved": "已批复待落实",
    "refused": "不予增编",
    "implemented": "已落实",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EstablishmentRequest:
    """`number` are the posts asked for, all of one kind."""

    town: str = ""
    county: str = ""
    stage: Stage = "none"
    requested: requests.PostsRequested | None = None
    number: int = 0
    argued: requests.RequestArgued | None = None
    fiscal: requests.FiscalOpinionGiven | None = None
    commission: requests.CommissionDecided | None = None
    approved: requests.PostsApproved | None = None
    late: frozenset[requests.EstablishmentStep] = frozenset()
    flags: frozenset[str] = frozenset()


ESTABLISHMENT_REQUEST = Aggregate(
    "establishment-request",
    EstablishmentRequest(),
    key="request",
    title="增编申请",
    sight=[to_town(), to_named()],
)


@ESTABLISHMENT_REQUEST.evolve
def evolve(request: EstablishmentRequest, event: requests.Event) -> EstablishmentRequest:
    match event:
        case requests.PostsRequested(town=town, county=county) as asked:
            number = asked.administrative + asked.institution
            return EstablishmentRequest(town, county, "requested", event, number)
        case requests.RequestArgued():
            return replace(request, argued=event)
        case requests.FiscalOpinionGiven():
            return replace(request, fiscal=event)
        case requests.RequestReturned():
            return replace(request, stage="returned")
        case requests.RequestAmended(number=number):
            # What was argued was argued of other numbers.
            return replace(request, stage="requested", number=number, argued=None, fiscal=None)
        case requests.CommissionDecided():
            return replace(request, stage="decided", commission=event)
        case requests.RequestForwarded():
            return replace(request, stage="forwarded")
        case requests.PostsApproved():
            return replace(request, stage="approved", approved=event)
        case requests.PostsRefused():
            return replace(request, stage="refused")
        case requests.PostsImplemented():
            return replace(request, stage="implemented")
        case requests.EstablishmentStepOverdue(step=step):
            return replace(request, late=request.late | {step}, flags=request.flags | {step})
        case requests.EstablishmentRequestFlagCleared(key=key):
            return replace(request, flags=request.flags - {key})
    assert_never(event)
