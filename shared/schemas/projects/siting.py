"""项目落地优选 (RZ-2.1.c): pilot towns that bid come first, and why not where they don't."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    Count,
    CountyId,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    Percent,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.projects.project import ProjectKind
from shared.schemas.words import words

CLAUSE = "RZ-2.1.c"

WonBy = Annotated[
    Literal["none", "city", "county"], words("招引主体", none="非招引", city="市级", county="区县")
]


@command_data
class RankedBid:
    """Eligible pilot towns rank first, then other eligible ones, each by score; equal ones share a
    rank."""

    rank: Count
    town: TownId
    pilot: Flag
    eligible: Flag
    score: Percent = titled("得分", unit="points")
    remark: Reason


@command_data
class OpenSiting:
    siting: Identifier
    name: Name
    kind: ProjectKind
    criteria: Text = titled("评估标准")
    bids_until: date = titled("申报截止")
    won_by: WonBy = titled("招引主体", "none")
    county: CountyId | None = titled("招引区县", None)


@event("projects", clause=CLAUSE, title="启动选址")
class SitingOpened(OpenSiting):
    """`county`: only its towns bid, where a county won the project."""

    won_by: WonBy
    county: CountyId | None
    opened_on: date


@command_data
class BidForSiting:
    siting: Identifier
    town: TownId
    offer: Text = titled("承接条件")


@event("projects", clause=CLAUSE, title="申报承接")
class SitingBid(BidForSiting):
    bid_on: date


@command_data
class AssessEligibility:
    siting: Identifier
    bidder: TownId = titled("申报镇")
    eligible: Flag = titled("是否符合条件")
    score: Percent = titled("评估得分", unit="points")
    remark: Reason = titled("评估说明")


@event("projects", clause=CLAUSE, title="评估承接条件")
class EligibilityAssessed(AssessEligibility):
    pass


@command_data
class DecideSiting:
    siting: Identifier
    chosen: TownId = titled("落地镇")
    deviation: Reason | None = titled("未按次序的理由", None)
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="确定选址")
class SitingDecided(DecideSiting):
    """`deviation`: why the first in the ranking was passed over, or one that ranks with the chosen."""

    considered: tuple[RankedBid, ...]
    deviation: Reason | None
    decided_on: date
    document: DocumentRef | None


@command_data
class WithdrawSitingBid:
    siting: Identifier
    town: TownId
    reason: Reason = titled("撤回理由")


@event("projects", clause=CLAUSE, title="撤回承接申报")
class SitingBidWithdrawn(WithdrawSitingBid):
    withdrawn_on: date


@command_data
class CloseSiting:
    siting: Identifier
    reason: Reason = titled("终止理由")
    document: DocumentRef | None = None


@event("projects", clause=CLAUSE, title="终止选址")
class SitingClosed(CloseSiting):
    """Nobody was chosen: no bid, no eligible one, or the project itself came to nothing."""

    closed_on: date


Event = (
    SitingOpened | SitingBid | EligibilityAssessed | SitingDecided | SitingBidWithdrawn
    | SitingClosed
)  # fmt: skip
