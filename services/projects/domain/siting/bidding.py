"""A siting is opened, and towns bid for it (RZ-2.1.c)."""

from services.projects.domain.organisations import HOUSING
from services.projects.domain.siting.rules import (
    BIDS_ARE_TAKEN_A_WHILE,
    BIDS_IN_TIME,
    CLAUSE,
    COUNTY_OF_WINNER,
    NO_BID_NO_CLAIM,
    SITING_IS_OPEN,
    TOWN_MAY_BID,
)
from services.projects.domain.siting.state import SITING, Siting
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.projects import siting as sitings


def _bids_in_time(siting: Siting, context: Context) -> None:
    if context.today > siting.bids_until:
        refuse(BIDS_IN_TIME, bids_until=siting.bids_until)


def require_open(siting: Siting) -> None:
    """Refuse once the siting is decided or closed."""
    if siting.chosen or siting.closed:
        refuse(SITING_IS_OPEN, chosen=siting.chosen or "—")


@SITING.command(
    title="启动选址", clause=CLAUSE, by=[HOUSING, COUNTY], creates=True, numbered="siting-{year}"
)
def open_siting(_: Siting, cmd: sitings.OpenSiting, context: Context) -> Events:
    if (cmd.won_by == "county") != (cmd.county in context.registry.counties):
        refuse(COUNTY_OF_WINNER)
    if cmd.bids_until <= context.today:
        refuse(BIDS_ARE_TAKEN_A_WHILE, today=context.today)
    return [sitings.SitingOpened.of(cmd, opened_on=context.today)]


@SITING.command(
    title="申报承接", clause=CLAUSE, by=[TOWN], when=[holds(require_open), _bids_in_time]
)
def bid_for_siting(siting: Siting, cmd: sitings.BidForSiting, context: Context) -> Events:
    town = context.town(cmd.town)
    outside = town is None or not town.active or siting.county not in ("", town.county)
    if outside or cmd.town in siting.bids:
        refuse(TOWN_MAY_BID, town=cmd.town)
    return [sitings.SitingBid.of(cmd, bid_on=context.today)]


@SITING.command(title="撤回承接申报", clause=CLAUSE, by=[TOWN], when=[holds(require_open)])
def withdraw_siting_bid(siting: Siting, cmd: sitings.WithdrawSitingBid, context: Context) -> Events:
    require_bid(siting, cmd.town)
    return [sitings.SitingBidWithdrawn.of(cmd, withdrawn_on=context.today)]


def require_bid(siting: Siting, town: str) -> None:
    """Refuse a town that has not bid."""
    if town not in siting.bids:
        refuse(NO_BID_NO_CLAIM, town=town)
