"""竞争性奖补 (RZ-2.2.f): a round from its criteria to the awards. Money in fen.

Scores are weighted means of points from 0 to 100, in thousandths of a point.
"""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.fund import FundKind
from shared.schemas.kinds import (
    Count,
    CountyId,
    Days,
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
    Text,
    TownId,
    titled,
)

CLAUSE = "RZ-2.2.f"


@command_data
class Criterion:
    criterion: Identifier
    title: Name
    weight: Percent


@command_data
class Reviewer:
    """A named person of an organisation; `reviewer` is the id within the round."""

    reviewer: Identifier
    person: Name
    organisation: OrganisationId


@command_data
class CriterionScore:
    criterion: Identifier
    points: Percent = titled("得分（0—100）")


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


@event("finance", clause=CLAUSE, title="公示结果")
class AwardResultPublicised:
    """`publicity` counts the publicities of the round from 1; days are working days."""

    round: Identifier
    publicity: Count
    ranking: tuple[RankedBid, ...]
    awards: tuple[Award, ...]
    publicised_on: date
    working_days: Days


@event("finance", clause=CLAUSE, title="公示期满")
class AwardPublicityEnded:
    round: Identifier
    publicity: Count
    last_day: date


@event("finance", clause=CLAUSE, title="异议升级")
class AwardObjectionEscalated:
    """It was not decided by `due_on`; now `escalated_to` decides. `key` is the objection."""

    round: Identifier
    objection: Identifier
    key: str
    organisation: OrganisationId
    escalated_to: OrganisationId
    town: TownId | None
    county: CountyId | None
    due_on: date


@event("finance", clause=CLAUSE, title="授予奖补")
class AwardsGranted:
    """Who was considered, in which order, by which values, and what each receives; it is allocated
    out of `fund` in the same append."""

    round: Identifier
    ranking: tuple[RankedBid, ...]
    awards: tuple[Award, ...]
    total_fen: FenOrZero
    pool_fen: Fen
    granted_on: date
    document: DocumentRef | None = None
    fund: Identifier | None = None


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
    minimum_score: Percent = titled("最低得分", 0)
    fund: Identifier | None = titled("资金编号", None)
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="启动奖补评选")
class AwardRoundOpened(OpenRound):
    """`prizes_fen` by rank, the first for rank 1; weights add up to 100. The pool is reserved in
    `fund`. Every bid needs `scores_required` scores, whatever the parameter says later."""

    minimum_score: Percent
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
    """A reviewer with a conflict does not score this town's bid; a score already given falls."""

    declared_by: OrganisationId
    score_dropped: Flag


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


@command_data
class PubliciseResult:
    round: Identifier


@command_data
class LodgeObjection:
    round: Identifier
    objection: Identifier = titled("异议编号")
    text: Text = titled("异议内容")
    about: TownId | None = titled("所涉镇", None)
    complainant: Name | None = titled("异议人（群众或企业）", None)


@event("finance", clause=CLAUSE, title="提出异议")
class AwardObjectionLodged(LodgeObjection):
    """`about` is the town whose bid it concerns, if one; it is decided within working days.

    `organisation` lodged it; for a `complainant` outside of government it only took it down.
    """

    organisation: OrganisationId
    about: TownId | None
    lodged_on: date
    working_days: Days


@command_data
class ResolveObjection:
    round: Identifier
    objection: Identifier = titled("异议编号")
    upheld: Flag = titled("是否成立")
    reason: Reason = titled("处理理由")
    document: DocumentRef | None = None


@event("finance", clause=CLAUSE, title="异议处理")
class AwardObjectionResolved(ResolveObjection):
    """An upheld objection takes the round back to scoring; the scores of `rescored` fall."""

    rescored: tuple[TownId, ...]
    decided_by: OrganisationId
    decided_on: date


@command_data
class GrantAwards:
    """A round that was opened without a fund names it here."""

    round: Identifier
    document: DocumentRef | None = None
    fund: Identifier | None = titled("资金编号", None)


Event = (
    AwardScoringClosed | AwardResultPublicised | AwardPublicityEnded | AwardObjectionEscalated
    | AwardsGranted | AwardRoundOpened | AwardBidSubmitted | ReviewerRecused | AwardBidScored
    | AwardObjectionLodged | AwardObjectionResolved
)  # fmt: skip
