"""What takes an award round off its course (RZ-2.2.f): 换评审, 取消资格, 流标, 撤销, 追回. In fen."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.finance.award_round import Reviewer
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    OrganisationId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-2.2.f"

RecoveryWay = Annotated[
    Literal["recall", "treasury"], words(recall="收回未承诺资金", treasury="缴回国库")
]


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


@command_data
class RevokeAward:
    """After the grant: what an award rests on proves to be false."""

    round: Identifier
    town: TownId
    reason: Reason = titled("撤销奖补的事实和理由")
    document: DocumentRef = titled("文号")


@event("finance", clause=CLAUSE, title="撤销奖补")
class AwardRevoked(RevokeAward):
    """What of the award is not committed comes back at once; the town owes the rest, and must have
    returned it `recovery_days` after the decision."""

    county: CountyId
    awarded_fen: Fen = titled("原奖补（分）")
    recalled_fen: FenOrZero = titled("已收回（分）")
    owed_fen: FenOrZero = titled("待追回（分）")
    recovery_days: Days = titled("追回时限（天）")
    decided_by: OrganisationId
    decided_on: date


@command_data
class RecoverAward:
    round: Identifier
    town: TownId
    amount_fen: Fen
    way: RecoveryWay = titled("追回方式")
    document: DocumentRef = titled("文号")


@event("finance", clause=CLAUSE, title="追回奖补")
class AwardRecovered(RecoverAward):
    """`owed_fen` is what the town still owes."""

    owed_fen: FenOrZero = titled("待追回（分）")
    recovered_on: date = titled("追回日期")


@event("finance", clause=CLAUSE, title="奖补追回超期")
class AwardRecoveryOverdue:
    """`amount_fen` of a revoked award had not been returned at the end of `due_on`."""

    round: Identifier
    town: TownId
    county: CountyId
    organisation: OrganisationId
    key: str
    amount_fen: Fen
    due_on: date


Event = (
    ReviewerReplaced | AwardBidDisqualified | AwardRoundCancelled | AwardRevoked | AwardRecovered
    | AwardRecoveryOverdue
)  # fmt: skip
