"""增编台账: each request for posts, by its route, and how far it is (RZ-3.2.a)."""

from datetime import date

from services.talent.domain.establishment_request.state import ESTABLISHMENT_REQUEST
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent.stages import RequestStage


@view(
    "establishment-requests", title="增编台账", key="request", version=1, of=ESTABLISHMENT_REQUEST
)
class EstablishmentRequests(Row):
    request: str = column("增编申请编号")
    town: TownId = column("镇", "")
    county: CountyId = column("区县", "")
    kind: requests.PostKind = column("编制类别", "institution")
    route: requests.PostRoute = column("编制来源", "own-total")
    number: int = column("申请数（名）", 0)
    status: RequestStage = column("状态", "requested")
    argued_on: date | None = column("论证日期", None)
    affordable: bool | None = column("财力可否承担", None)
    decided_number: int = column("审议数（名）", 0)
    approved_number: int = column("批复数（名）", 0)
    document: str | None = column("批复文号", None)
    implemented_on: date | None = column("落实日期", None)
    reason: str | None = column("退回或不予理由", None)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    overdue_step: requests.EstablishmentStep | None = column("超期环节", None)


REQUESTS = totals(
    "establishment_requests",
    "Requests for posts by state and town",
    of=EstablishmentRequests,
    by=("status", "town"),
)


@EstablishmentRequests.on(requests.PostsRequested)
def requested(row: EstablishmentRequests, event: requests.PostsRequested) -> EstablishmentRequests:
    return replace(
        row, town=event.town, county=event.county, kind=event.kind, route=event.route,
        number=event.administrative + event.institution,
    )  # fmt: skip


@EstablishmentRequests.on(requests.RequestArgued)
def argued(row: EstablishmentRequests, event: requests.RequestArgued) -> EstablishmentRequests:
    return replace(row, argued_on=event.argued_on, overdue_since=None, overdue_step=None)


@EstablishmentRequests.on(requests.FiscalOpinionGiven)
def heard(row: EstablishmentRequests, event: requests.FiscalOpinionGiven) -> EstablishmentRequests:
    return replace(row, affordable=event.affordable)


@EstablishmentRequests.on(requests.RequestReturned)
def returned(row: EstablishmentRequests, event: requests.RequestReturned) -> EstablishmentRequests:
    return replace(
        row, status="returned", reason=event.reason, overdue_since=None, overdue_step=None
    )


@EstablishmentRequests.on(requests.RequestAmended)
def amended(row: EstablishmentRequests, event: requests.RequestAmended) -> EstablishmentRequests:
    return replace(
        row, status="requested", number=event.number, argued_on=None, affordable=None, reason=None
    )


@EstablishmentRequests.on(requests.CommissionDecided)
def decided(row: EstablishmentRequests, event: requests.CommissionDecided) -> EstablishmentRequests:
    return replace(row, status="decided", decided_number=event.number)


@EstablishmentRequests.on(requests.RequestForwarded)
def forwarded(
    row: EstablishmentRequests, event: requests.RequestForwarded
) -> EstablishmentRequests:
    return replace(row, status="forwarded")


@EstablishmentRequests.on(requests.PostsApproved)
def approved(row: EstablishmentRequests, event: requests.PostsApproved) -> EstablishmentRequests:
    return replace(row, status="approved", approved_number=event.number, document=event.document)


@EstablishmentRequests.on(requests.PostsRefused)
def refused(row: EstablishmentRequests, event: requests.PostsRefused) -> EstablishmentRequests:
    return replace(row, status="refused", reason=event.reason)


@EstablishmentRequests.on(requests.PostsImplemented)
def implemented(
    row: EstablishmentRequests, event: requests.PostsImplemented
) -> EstablishmentRequests:
    return replace(
        row, status="implemented", implemented_on=event.implemented_on, overdue_since=None,
        overdue_step=None,
    )  # fmt: skip


@EstablishmentRequests.on(requests.EstablishmentStepOverdue)
def late(
    row: EstablishmentRequests, event: requests.EstablishmentStepOverdue
) -> EstablishmentRequests:
    return replace(row, overdue_since=event.due_on, overdue_step=event.step)


@EstablishmentRequests.on(requests.EstablishmentRequestFlagCleared)
def flag_fell(
    row: EstablishmentRequests, event: requests.EstablishmentRequestFlagCleared
) -> EstablishmentRequests:
    return (
        replace(row, overdue_since=None, overdue_step=None)
        if event.key == row.overdue_step
        else row
    )
