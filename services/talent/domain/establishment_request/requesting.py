"""动议 and 论证: a town asks for posts, the county's offices argue the request (RZ-3.2.a)."""

from services.talent.domain.establishment_request import rules
from services.talent.domain.establishment_request.requirements import require_stage
from services.talent.domain.establishment_request.state import (
    CLAUSE,
    ESTABLISHMENT_REQUEST,
    EstablishmentRequest,
)
from services.talent.domain.organisations import COUNTY_FINANCE, COUNTY_STAFFING
from shared.kernel.aggregate import TOWN, Context, Events, holds, refuse
from shared.schemas.talent import establishment_request as requests


@ESTABLISHMENT_REQUEST.command(
    title="申请增编", clause=CLAUSE, by=[TOWN], creates=True, numbered="{town}-posts-{year}"
)
def request_posts(_: EstablishmentRequest, cmd: requests.RequestPosts, context: Context) -> Events:
    town = context.town(cmd.town)
    if town is None or not (town.pilot and town.active):
        refuse(rules.POSTS_TOWN_IS_PILOT, town=cmd.town)
    if (cmd.administrative == 0) == (cmd.institution == 0):
        refuse(rules.POSTS_ARE_NOT_MIXED)
    if cmd.administrative and cmd.route not in ("own-total", "from-above"):
        refuse(rules.ROUTE_SUITS_POSTS)
    yield requests.PostsRequested.of(
        cmd,
        county=town.county,
        kind="administrative" if cmd.administrative else "institution",
        requested_on=context.today,
        argument_working_days=context.parameter("talent.posts_argument_working_days"),
    )


@ESTABLISHMENT_REQUEST.command(
    title="论证增编申请",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "requested")],
)
def argue_request(
    request: EstablishmentRequest, cmd: requests.ArgueRequest, context: Context
) -> Events:
    yield requests.RequestArgued.of(
        cmd, town=request.town, argued_by=context.actor.organisation, argued_on=context.today
    )


@ESTABLISHMENT_REQUEST.command(
    title="提出财政意见",
    clause=CLAUSE,
    by=[COUNTY_FINANCE],
    when=[holds(require_stage, "requested")],
)
def give_fiscal_opinion(
    request: EstablishmentRequest, cmd: requests.GiveFiscalOpinion, context: Context
) -> Events:
    yield requests.FiscalOpinionGiven.of(
        cmd, town=request.town, given_by=context.actor.organisation, given_on=context.today
    )


@ESTABLISHMENT_REQUEST.command(
    title="退回增编申请",
    clause=CLAUSE,
    by=[COUNTY_STAFFING],
    when=[holds(require_stage, "requested")],
)
def return_request(
    request: EstablishmentRequest, cmd: requests.ReturnRequest, context: Context
) -> Events:
    yield requests.RequestReturned.of(cmd, town=request.town, returned_on=context.today)


@ESTABLISHMENT_REQUEST.command(
    title="修改增编申请", clause=CLAUSE, by=[TOWN], when=[holds(require_stage, "returned")]
)
def amend_request(
    request: EstablishmentRequest, cmd: requests.AmendRequest, context: Context
) -> Events:
    """Of the same kind and route; it is argued anew."""
    yield requests.RequestAmended.of(cmd, town=request.town, amended_on=context.today)
