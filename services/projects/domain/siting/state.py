"""项目落地优选 (RZ-2.1.c): bids, their assessment, and a decision that explains itself."""

from datetime import date
from typing import assert_never

import msgspec
from immutables import Map

from shared.kernel.aggregate import (
    Aggregate,
    part,
    to_county,
    to_everyone,
    to_named,
    to_party,
    to_region,
)
from shared.schemas.copying import replace
from shared.schemas.projects import siting as sitings


class Siting(msgspec.Struct, frozen=True):
    """`county` where a county won the project; `bids` by town, with the assessment if any;
    `closed` if it ended without a choice."""

    county: str = ""
    bids_until: date = date.min
    bids: Map[str, sitings.EligibilityAssessed | None] = Map()
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
            events=[sitings.SitingBid, sitings.SitingBidWithdrawn],
            until="decided",
        ),
        part(
            "assessment",
            to_named(),
            to_county(),
            events=[sitings.EligibilityAssessed],
            until="decided",
        ),
    ],
)


@SITING.evolve
def evolve(siting: Siting, event: sitings.Event) -> Siting:
    match event:
        case sitings.SitingOpened(county=county, bids_until=until):
            return Siting(county or "", until)
        case sitings.SitingBid(town=town):
            return replace(siting, bids=siting.bids.set(town, None))
        case sitings.EligibilityAssessed(bidder=town):
            return replace(siting, bids=siting.bids.set(town, event))
        case sitings.SitingBidWithdrawn(town=town):
            return replace(siting, bids=siting.bids.delete(town))
        case sitings.SitingDecided(chosen=town):
            return replace(siting, chosen=town)
        case sitings.SitingClosed():
            return replace(siting, closed=True)
    assert_never(event)
