"""奖补排名说明: each bid with its place, the values it follows from, and what it receives."""

from typing import Any

from services.finance.domain.award_round.state import AWARD_ROUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import award_round, award_round_result
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.kinds import Name, TownId


@view(
    "award-ranking",
    title="奖补排名说明",
    key="round_town",
    version=6,
    of=AWARD_ROUND,
    part="bid",
    carried={"towns": (), "judges": ()},
)
class AwardRanking(Row):
    """`amount_fen` is provisional while `granted` is false; a place is told once it is `published`,
    as the points that it follows from."""

    round_town: str = column("评选与镇")
    round: str = column("评选编号")
    town: TownId = column("镇")
    title: str = column("申报内容")
    wanted_fen: int = column("申请金额（分）")
    scores: int = column("有效评分数")
    rank: int = column("名次")
    score_thousandths: int = column("综合得分（千分之一分）")
    ranked_by: str = column("排序依据")
    amount_fen: int = column("奖补（分）")
    awarded_by: str = column("奖补依据")
    published: bool = column("已公示")
    granted: bool = column("已授予")
    disqualified: bool = column("取消资格")
    disqualified_because: str = column("取消资格理由")
    revoked: bool = column("已撤销")
    owed_fen: int = column("待追回（分）")
    rescored: bool = column("异议成立，重新评分")
    means: tuple[award_round.CriterionMean, ...] = column("各项平均得分", ())
    recused: tuple[Name, ...] = column("回避的评审人", ())


def bid_key(event: Any, _: EventMeta) -> str:
    return f"{event.round}.{event.town}"


def ranked_keys(event: Any, _: EventMeta) -> list[str]:
    return [f"{event.round}.{bid.town}" for bid in event.ranking]


@AwardRanking.on(award_round.AwardBidSubmitted, key=bid_key)
def submitted(row: AwardRanking, event: award_round.AwardBidSubmitted) -> AwardRanking:
    return replace(
        row,
        round=event.round,
        town=event.town,
        title=event.title,
        wanted_fen=event.wanted_fen,
    )


@AwardRanking.on(award_round.AwardBidScored, key=bid_key)
def scored(row: AwardRanking, event: award_round.AwardBidScored) -> AwardRanking:
    return replace(row, scores=row.scores + 1)


@AwardRanking.on(award_round.ReviewerRecused, key=bid_key)
def recused(row: AwardRanking, event: award_round.ReviewerRecused) -> AwardRanking:
    return replace(
        row,
        scores=row.scores - event.score_dropped,
        recused=(*row.recused, event.person or event.reviewer),
    )


@AwardRanking.on(
    award_round_result.AwardResultPublicised, award_round_result.AwardsGranted, key=ranked_keys
)
def awarded(
    row: AwardRanking,
    event: award_round_result.AwardResultPublicised | award_round_result.AwardsGranted,
) -> AwardRanking:
    bid = next(b for b in event.ranking if b.town == row.town)
    award = next(a for a in event.awards if a.town == row.town)
    return replace(
        row,
        rank=bid.rank,
        score_thousandths=bid.score_thousandths,
        ranked_by=bid.why,
        rescored=False,
        means=bid.means,
        amount_fen=award.amount_fen,
        awarded_by=award.why,
        published=True,
        granted=isinstance(event, award_round_result.AwardsGranted),
    )


def rescored_keys(event: award_round_result.AwardObjectionResolved, _: EventMeta) -> list[str]:
    return [f"{event.round}.{town}" for town in event.rescored]


@AwardRanking.on(award_round_result.AwardObjectionResolved, key=rescored_keys)
def scores_fall(
    row: AwardRanking, event: award_round_result.AwardObjectionResolved
) -> AwardRanking:
    return replace(
        row,
        scores=0,
        rank=0,
        score_thousandths=0,
        amount_fen=0,
        means=(),
        ranked_by="",
        rescored=True,
    )


@AwardRanking.on(award_changes.AwardBidDisqualified, key=bid_key)
def disqualified(row: AwardRanking, event: award_changes.AwardBidDisqualified) -> AwardRanking:
    return replace(
        row,
        disqualified=True,
        rank=0,
        score_thousandths=0,
        amount_fen=0,
        means=(),
        ranked_by="",
        disqualified_because=event.reason,
        awarded_by="",
    )


@AwardRanking.on(award_changes.AwardRevoked, key=bid_key)
def revoked(row: AwardRanking, event: award_changes.AwardRevoked) -> AwardRanking:
    """Its place stands as it was publicised; the award does not."""
    return replace(
        row,
        revoked=True,
        disqualified=True,
        disqualified_because=event.reason,
        amount_fen=0,
        awarded_by="",
        owed_fen=event.owed_fen,
    )


@AwardRanking.on(award_changes.AwardRecovered, key=bid_key)
def recovered(row: AwardRanking, event: award_changes.AwardRecovered) -> AwardRanking:
    return replace(row, owed_fen=event.owed_fen)
