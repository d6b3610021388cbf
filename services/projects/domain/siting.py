"""项目落地优选 (RZ-2.1.c): bids, their assessment, and a decision that explains itself."""

from dataclasses import dataclass, replace
from datetime import date

from immutables import Map

from services.projects.domain.organisations import HOUSING
from services.projects.domain.siting_rules import (
    ALL_BIDS_ARE_ASSESSED,
    BIDDING_IS_OVER,
    BIDS_ARE_TAKEN_A_WHILE,
    BIDS_IN_TIME,
    CHOSEN_IS_ELIGIBLE,
    CLAUSE,
    COUNTY_OF_WINNER,
    DEVIATION_HAS_A_REASON,
    NO_BID_NO_CLAIM,
    SITING_IS_OPEN,
    TOWN_MAY_BID,
    WINNER_DECIDES,
)
from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Aggregate,
    Context,
    part,
    refuse,
    to_county,
    to_everyone,
    to_named,
    to_party,
    to_region,
)
from shared.schemas.projects.siting import (
    AssessEligibility,
    BidForSiting,
    CloseSiting,
    DecideSiting,
    EligibilityAssessed,
    OpenSiting,
    RankedBid,
    SitingBid,
    SitingBidWithdrawn,
    SitingClosed,
    SitingDecided,
    SitingOpened,
    WithdrawSitingBid,
)

SitingEvent = (
    SitingOpened
    | SitingBid
    | SitingBidWithdrawn
    | EligibilityAssessed
    | SitingDecided
    | SitingClosed
)


@dataclass(frozen=True)
class Siting:
    """`county` where a county won the project; `bids` by town, with the assessment if any;
    `closed` if it ended without a choice."""

    county: str = ""
    bids_until: date = date.min
    bids: Map[str, EligibilityAssessed | None] = Map()
    chosen: str = ""
    closed: bool = False

    @property
    def citywide(self) -> bool:
        """Whether any town may bid, so that the call and the decision concern all of them."""
        return self.county == ""

    @property
    def decided(self) -> bool:
        return self.chosen != ""


SITING = Aggregate(
    "siting",
    Siting(),
    key="siting",
    title="项目选址",
    sight=[to_named(), to_region(), to_everyone(once="citywide")],
    parts=[
        part(
            "bid",
            to_party("town"),
            to_named(),
            to_county(),
            events=[SitingBid, SitingBidWithdrawn],
            until="decided",
        ),
        part(
            "assessment",
            to_named(),
            to_county(),
            events=[EligibilityAssessed],
            until="decided",
        ),
    ],
)


@SITING.evolve
def evolve(siting: Siting, event: SitingEvent) -> Siting:
    match event:
        case SitingOpened(county=county, bids_until=until):
            return Siting(county or "", until)
        case SitingBid(town=town):
            return replace(siting, bids=siting.bids.set(town, None))
        case EligibilityAssessed(bidder=town):
            return replace(siting, bids=siting.bids.set(town, event))
        case SitingBidWithdrawn(town=town):
            return replace(siting, bids=siting.bids.delete(town))
        case SitingDecided(chosen=town):
            return replace(siting, chosen=town)
        case SitingClosed():
            return replace(siting, closed=True)


@SITING.command(title="启动选址", clause=CLAUSE, by=[HOUSING, COUNTY], creates=True)
def open_siting(_: Siting, cmd: OpenSiting, context: Context) -> list[object]:
    if (cmd.won_by == "county") != (cmd.county in context.registry.counties):
        refuse(COUNTY_OF_WINNER)
    if cmd.bids_until <= context.today:
        refuse(BIDS_ARE_TAKEN_A_WHILE, today=context.today)
    return [
        SitingOpened(
            cmd.siting, cmd.name, cmd.kind, cmd.won_by, cmd.county,
            cmd.criteria, cmd.bids_until, context.today,
        )
    ]  # fmt: skip


@SITING.command(title="申报承接", clause=CLAUSE, by=[TOWN])
def bid_for_siting(siting: Siting, cmd: BidForSiting, context: Context) -> list[object]:
    _require_open(siting)
    if context.today > siting.bids_until:
        refuse(BIDS_IN_TIME, bids_until=siting.bids_until)
    town = context.town(cmd.town)
    outside = town is None or not town.active or siting.county not in ("", town.county)
    if outside or cmd.town in siting.bids:
        refuse(TOWN_MAY_BID, town=cmd.town)
    return [SitingBid(cmd.siting, cmd.town, cmd.offer, context.today)]


@SITING.command(title="撤回承接申报", clause=CLAUSE, by=[TOWN])
def withdraw_siting_bid(siting: Siting, cmd: WithdrawSitingBid, context: Context) -> list[object]:
    _require_open(siting)
    _require_bid(siting, cmd.town)
    return [SitingBidWithdrawn(cmd.siting, cmd.town, cmd.reason, context.today)]


@SITING.command(title="评估承接条件", clause=CLAUSE, by=[HOUSING, COUNTY])
def assess_eligibility(siting: Siting, cmd: AssessEligibility, context: Context) -> list[object]:
    _require_open(siting)
    _require_winner(siting, context)
    _require_bid(siting, cmd.bidder)
    return [EligibilityAssessed(cmd.siting, cmd.bidder, cmd.eligible, cmd.score, cmd.remark)]


@SITING.command(title="确定选址", clause=CLAUSE, by=[HOUSING, COUNTY])
def decide_siting(siting: Siting, cmd: DecideSiting, context: Context) -> list[object]:
    _require_open(siting)
    _require_winner(siting, context)
    if context.today <= siting.bids_until:
        refuse(BIDDING_IS_OVER, bids_until=siting.bids_until)
    _require_bid(siting, cmd.chosen)
    missing = sorted(town for town, found in siting.bids.items() if found is None)
    if missing:
        refuse(ALL_BIDS_ARE_ASSESSED, missing=", ".join(missing))
    ranked = _ranked(siting, context)
    if not any(bid.town == cmd.chosen and bid.eligible for bid in ranked):
        refuse(CHOSEN_IS_ELIGIBLE, town=cmd.chosen)
    if ranked[0].town != cmd.chosen and cmd.deviation is None:
        refuse(DEVIATION_HAS_A_REASON, first=ranked[0].town)
    deviation = cmd.deviation if ranked[0].town != cmd.chosen else None
    today = context.today
    return [SitingDecided(cmd.siting, cmd.chosen, ranked, deviation, today, cmd.document)]


@SITING.command(title="终止选址", clause=CLAUSE, by=[HOUSING, COUNTY])
def close_siting(siting: Siting, cmd: CloseSiting, context: Context) -> list[object]:
    """Without a choice: nobody bid, nobody was eligible, or the project came to nothing."""
    _require_open(siting)
    _require_winner(siting, context)
    return [SitingClosed(cmd.siting, cmd.reason, context.today, cmd.document)]


def _ranked(siting: Siting, context: Context) -> tuple[RankedBid, ...]:
    def pilot(town: str) -> bool:
        known = context.town(town)
        return known is not None and known.pilot

    assessed = [found for found in siting.bids.values() if found is not None]
    assessed.sort(key=lambda a: (not a.eligible, not pilot(a.bidder), -a.score, a.bidder))
    return tuple(
        RankedBid(rank, a.bidder, pilot(a.bidder), a.eligible, a.score, a.remark)
        for rank, a in enumerate(assessed, start=1)
    )


def _require_open(siting: Siting) -> None:
    if siting.chosen or siting.closed:
        refuse(SITING_IS_OPEN, chosen=siting.chosen or "—")


def _require_winner(siting: Siting, context: Context) -> None:
    """A county's project is sited by that county, any other by housing."""
    winner = siting.county or HOUSING.id
    if context.actor.organisation != winner:
        name = context.registry.name_of(winner, context.today)
        refuse(WINNER_DECIDES, winner=name, winner_en=winner)


def _require_bid(siting: Siting, town: str) -> None:
    if town not in siting.bids:
        refuse(NO_BID_NO_CLAIM, town=town)
