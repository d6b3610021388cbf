"""审议, 批复 and 落实: by the authority that the posts' route has (RZ-3.2.a)."""

from services.talent.domain.establishment_request import rules
from services.talent.domain.establishment_request.requirements import require_stage
from services.talent.domain.establishment_request.state import (
    CLAUSE,
    ESTABLISHMENT_REQUEST,
    EstablishmentRequest,
)
from services.talent.domain.organisations import COUNTY_STAFFING, STAFFING
from services.talent.domain.strength import STRENGTH, Strength
from shared.kernel.aggregate import (
    Context,
    Events,
    elsewhere,
    guard,
    holds,
    refuse,
)
from shared.schemas.talent import establishment_request as requests
from shared.schemas.talent import strength as strengths


@ESTABLISHMENT_REQUEST.command(
    title="机构编制委员会审议",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "requested")],
)
def decide_in_commission(
    request: EstablishmentRequest, cmd: requests.DecideInCommission, context: Context
) -> Events:
    """Recorded by its office, from the minutes."""
    lacking = [
        (zh, en)
        for there, zh, en in (
            (request.argued, "论证报告", "argument"),
            (request.fiscal, "财政意见", "fiscal opinion"),
        )
        if there is None
    ]
    if lacking:
        refuse(
            rules.ARGUED_AND_AFFORDABLE,
            lacking="、".join(zh for zh, _ in lacking),
            lacking_en=", ".join(en for _, en in lacking),
        )
    most = min(request.number, cmd.available) if cmd.agreed else 0
    if cmd.number > most or (cmd.agreed and cmd.number == 0):
        refuse(rules.WITHIN_AVAILABLE, most=most)
    yield requests.CommissionDecided.of(
        cmd, town=request.town, decided_by=context.actor.organisation
    )


@ESTABLISHMENT_REQUEST.command(
    title="上报增编申请",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "decided")],
)
def forward_request(
    request: EstablishmentRequest, cmd: requests.ForwardRequest, context: Context
) -> Events:
    """To whoever may decide; what comes from above is decided above."""
    _require_agreed(request)
    if not _from_above(request):
        refuse(
            rules.APPROVED_BY_WHO_MAY,
            way="该来源由区县批复，无须上报",
            way_en="The county decides on this route",
        )
    yield requests.RequestForwarded.of(cmd, town=request.town, forwarded_on=context.today)


@ESTABLISHMENT_REQUEST.command(
    title="批复增编",
    clause=CLAUSE,
    by=[COUNTY_STAFFING, STAFFING],
    when=[holds(require_stage, "decided", "forwarded")],
)
def approve_posts(
    request: EstablishmentRequest, cmd: requests.ApprovePosts, context: Context
) -> Events:
    asked, decided = request.requested, request.commission
    assert asked is not None and decided is not None
    _require_agreed(request)
    _require_authority(request, context)
    if cmd.number > decided.number:
        refuse(rules.APPROVED_WITHIN_DECIDED, most=decided.number)
    yield requests.PostsApproved.of(
        cmd,
        town=request.town,
        kind=asked.kind,
        route=asked.route,
        implementation_working_days=context.parameter("talent.posts_implementation_working_days"),
    )


@ESTABLISHMENT_REQUEST.command(
    title="不予增编",
    clause=CLAUSE,
    by=[COUNTY_STAFFING, STAFFING],
    when=[holds(require_stage, "decided", "forwarded")],
)
def refuse_posts(
    request: EstablishmentRequest, cmd: requests.RefusePosts, context: Context
) -> Events:
    yield requests.PostsRefused.of(cmd, town=request.town, refused_on=context.today)


@ESTABLISHMENT_REQUEST.command(
    title="落实编制",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    guards=[guard(STRENGTH, lambda request, _: [request.town])],
    when=[holds(require_stage, "approved")],
)
def implement_posts(
    request: EstablishmentRequest, cmd: requests.ImplementPosts, context: Context
) -> Events:
    """The town's strength is raised in the same append."""
    given = request.approved
    assert given is not None
    yield requests.PostsImplemented.of(
        cmd, town=request.town, county=request.county, kind=given.kind, route=given.route,
        number=given.number, implemented_on=context.today,
    )  # fmt: skip
    raised = strengths.ApprovedPostsRaised(
        request.town, posts=given.kind, number=given.number, request=cmd.request,
        raised_on=context.today,
    )  # fmt: skip
    yield from elsewhere(Strength, request.town, [raised])


def _from_above(request: EstablishmentRequest) -> bool:
    return request.requested is not None and request.requested.route == "from-above"


def _require_agreed(request: EstablishmentRequest) -> None:
    if request.commission is None or not request.commission.agreed:
        refuse(rules.AGREED_IN_COMMISSION)


def _require_authority(request: EstablishmentRequest, context: Context) -> None:
    """What was forwarded is recorded by the city's office, from the document from above."""
    by_city = context.actor.organisation == STAFFING.id
    if _from_above(request) and request.stage != "forwarded":
        refuse(rules.APPROVED_BY_WHO_MAY, way="请先上报", way_en="Forward it first")
    if by_city != _from_above(request):
        refuse(
            rules.APPROVED_BY_WHO_MAY,
            way="上级下达的由市委编办按批复文件登记，其余由区县编办批复",
            way_en="From above the city's staffing office records it, else the county's approves",
        )
