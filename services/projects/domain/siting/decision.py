"""The bids are assessed, and the siting is decided, or closed without a choice (RZ-2.1.c)."""

from services.projects.domain.organisations import HOUSING
from services.projects.domain.siting.bidding import require_bid, require_open
from services.projects.domain.siting.rules import (
    ALL_BIDS_ARE_ASSESSED,
    BIDDING_IS_OVER,
    CHOSEN_IS_ELIGIBLE,
    CLAUSE,
    DEVIATION_HAS_A_REASON,
    PILOTS_ALONE,
    WINNER_DECIDES,
)
from services.projects.domain.siting.state import SITING, Siting
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    holds,
    refuse,
)
from shared.schemas.projects import siting as sitings


def _bidding_is_over(siting: Siting, context: Context) -> None:
    if context.today <= siting.bids_until:
        refuse(BIDDING_IS_OVER, bids_until=siting.bids_until)


def _require_winner(siting: Siting, context: Context) -> None:
    """A county's project is sited by that county, any other by housing."""
    winner = siting.county or HOUSING.id
    if context.actor.organisation != winner:
        name = context.registry.name_of(winner, context.today)
        refuse(WINNER_DECIDES, winner=name, winner_en=winner)


@SITING.command(
    title="评估承接条件",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(require_open), _require_winner],
)
def assess_eligibility(siting: Siting, cmd: sitings.AssessEligibility, context: Context) -> Events:
    require_bid(siting, cmd.bidder)
    return [sitings.EligibilityAssessed.of(cmd)]


@SITING.command(
    title="确定选址",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(require_open), _require_winner, _bidding_is_over],
)
def decide_siting(siting: Siting, cmd: sitings.DecideSiting, context: Context) -> Events:
    require_bid(siting, cmd.chosen)
    missing = sorted(town for town, found in siting.bids.items() if found is None)
    if missing:
        refuse(ALL_BIDS_ARE_ASSESSED, missing=", ".join(missing))
    ranked = _rank(siting, context)
    if not any(bid.town == cmd.chosen and bid.eligible for bid in ranked):
        refuse(CHOSEN_IS_ELIGIBLE, town=cmd.chosen)
    _check_exclusive(ranked, cmd.chosen, context)
    passed = [bid.town for bid in ranked if bid.rank == 1 and bid.town != cmd.chosen]
    if passed and cmd.deviation is None:
        refuse(DEVIATION_HAS_A_REASON, first="、".join(passed))
    deviation = cmd.deviation if passed else None
    today = context.today
    return [sitings.SitingDecided.of(cmd, considered=ranked, deviation=deviation, decided_on=today)]


@SITING.command(
    title="终止选址",
    clause=CLAUSE,
    by=[HOUSING, COUNTY],
    when=[holds(require_open), _require_winner],
)
def close_siting(siting: Siting, cmd: sitings.CloseSiting, context: Context) -> Events:
    """Without a choice: nobody bid, nobody was eligible, or the project came to nothing."""
    return [sitings.SitingClosed.of(cmd, closed_on=context.today)]


def _check_exclusive(ranked: tuple[sitings.RankedBid, ...], chosen: str, context: Context) -> None:
    """Reading 3: 优先 ranks pilots first; read as exclusive, no reason passes an eligible one over."""
    pilots = [bid.town for bid in ranked if bid.pilot and bid.eligible]
    if not pilots or chosen in pilots:
        return
    if context.parameter("projects.priority_reading") == "exclusive":
        refuse(PILOTS_ALONE, pilots=", ".join(pilots))


def _rank(siting: Siting, context: Context) -> tuple[sitings.RankedBid, ...]:
    """Equal bids share a rank: that one stands before the other decides nothing."""

    def is_pilot(town: str) -> bool:
        known = context.town(town)
        return known is not None and known.pilot

    def merit(found: sitings.EligibilityAssessed) -> tuple[bool, bool, int]:
        return not found.eligible, not is_pilot(found.bidder), -found.score

    assessed = [found for found in siting.bids.values() if found is not None]
    merits = sorted(map(merit, assessed))
    return tuple(
        sitings.RankedBid(
            merits.index(merit(a)) + 1, town=a.bidder, pilot=is_pilot(a.bidder),
            eligible=a.eligible, score=a.score, remark=a.remark,
        )
        for a in sorted(assessed, key=lambda a: (merit(a), a.bidder))
    )  # fmt: skip
