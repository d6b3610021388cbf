"""What takes an award round off its course (RZ-2.2.f): 换评审, 取消资格, 流标."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.award_round import Reviewer
from shared.schemas.kinds import (
    DocumentRef,
    Identifier,
    OrganisationId,
    Reason,
    TownId,
    titled,
)

CLAUSE = "RZ-2.2.f"


@event("finance", clause=CLAUSE, title="更换评审人")
class ReviewerReplaced:
    """`by` reviews from now on in place of `reviewer`, whose lawful scores stand."""

    round: Identifier
    reviewer: Identifier
    by: Reviewer
    reason: Reason
    replaced_on: date


@command_data
class ReplaceReviewer:
    round: Identifier
    reviewer: Identifier = titled("原评审人编号")
    by: Reviewer = titled("新评审人")
    reason: Reason = titled("更换理由")


@command_data
class DisqualifyBid:
    """For false material."""

    round: Identifier
    town: TownId
    reason: Reason = titled("取消资格的事实和理由")
    document: DocumentRef = titled("文号")


@event("finance", clause=CLAUSE, title="取消奖补资格")
class AwardBidDisqualified(DisqualifyBid):
    """The bid is out of the round; a ranking that counted it is made anew."""

    decided_by: OrganisationId
    decided_on: date


@command_data
class CancelRound:
    round: Identifier
    reason: Reason = titled("流标理由")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="奖补评选流标")
class AwardRoundCancelled(CancelRound):
    """The round ends without awards."""

    cancelled_on: date


Event = ReviewerReplaced | AwardBidDisqualified | AwardRoundCancelled
