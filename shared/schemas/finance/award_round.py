"""竞争性奖补 (RZ-2.2.f): a round from its criteria to the awards. Money in fen.

Scores are weighted means of points from 0 to 100, in thousandths of a point.
"""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.fund import FundKind
from shared.schemas.kinds import (
    Count,
    DocumentRef,
    Fen,
    FenOrZero,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    ProjectId,
    Reason,
    TownId,
    Year,
    titled,
)

CLAUSE = "RZ-2.2.f"


@command_data
class Criterion:
    """One with an `assessed_year` is not judged anew: its points are the town's assessment of it."""

    criterion: Identifier
    title: Name
    weight: Percent
    assessed_year: Year | None = titled("取年度评估得分的年度", None)


@command_data
class Reviewer:
    """A named person of an organisation; `reviewer` is the id within the round."""

    reviewer: Identifier
    person: Name
    organisation: OrganisationId


@command_data
class CriterionScore:
    criterion: Identifier
    points: Percent = titled("得分（0—100）", unit="points")


@command_data
class CriterionMean:
    """The mean of all reviewers' points, in thousandths."""

    criterion: Identifier
    weight: Percent
    mean_thousandths: int


@command_data
class RankedBid:
    """A bid's place, the values it follows from, and how a tie was decided."""

    rank: Count
    town: TownId
    score_thousandths: int
    reviewers: Count
    means: tuple[CriterionMean, ...]
    why: Reason


@command_data
class Award:
    town: TownId
    rank: Count
    amount_fen: FenOrZero
    why: Reason


@event("finance", clause=CLAUSE, title="评分结束")
class AwardScoringClosed:
    """Every bid in its order, with the values it follows from."""

    round: Identifier
    ranking: tuple[RankedBid, ...]
    scores_required: Count
    closed_on: date


@command_data
class OpenRound:
    """The pool is reserved in the fund."""

    round: Identifier
    name: Name
    pool_fen: Fen = titled("奖补总额（分）")
    prizes_fen: tuple[Fen, ...] = titled("各名次奖补（分）")
    criteria: tuple[Criterion, ...] = titled("评分标准")
    towns: tuple[TownId, ...] = titled("参评镇")
    reviewers: tuple[Reviewer, ...] = titled("评审人")
    bids_until: date = titled("申报截止日期")
    minimum_score: Percent = titled("最低得分", 0, unit="points")
    fund: Identifier | None = titled("资金编号", None)
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="启动奖补评选")
class AwardRoundOpened(OpenRound):
    """`prizes_fen` by rank, the first for rank 1; weights add up to 100. The pool is reserved in
    `fund`. Every bid needs `scores_required` scores, whatever the parameter says later."""

    minimum_score: Percent = titled("最低得分", unit="points")
    opened_on: date
    scores_required: Count | None = None
    fund_kind: FundKind | None = None


@command_data
class SubmitBid:
    round: Identifier
    town: TownId
    title: Name = titled("申报内容")
    wanted_fen: Fen = titled("申请金额（分）")
    project: ProjectId | None = None


@event("finance", clause=CLAUSE, title="提交奖补申报")
class AwardBidSubmitted(SubmitBid):
    project: ProjectId | None
    submitted_on: date


@command_data
class DeclareConflict:
    round: Identifier
    town: TownId
    reviewer: Identifier = titled("评审人编号")
    reason: Reason = titled("回避理由")


@event("finance", clause=CLAUSE, title="评审回避")
class ReviewerRecused(DeclareConflict):
    """A reviewer with a conflict does not score this town's bid; a score already given falls. The
    round's first ones did not say the `person`."""

    declared_by: OrganisationId
    score_dropped: Flag
    person: Name | None = None


@command_data
class ScoreBid:
    """The scoring reviewer is the person who gives the command."""

    round: Identifier
    town: TownId
    scores: tuple[CriterionScore, ...] = titled("各项得分")


@event("finance", clause=CLAUSE, title="评分")
class AwardBidScored(ScoreBid):
    reviewer: Identifier


@command_data
class CloseScoring:
    round: Identifier


Event = AwardScoringClosed | AwardRoundOpened | AwardBidSubmitted | ReviewerRecused | AwardBidScored
