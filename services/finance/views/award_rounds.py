"""奖补评选台账: each round with its criteria, stage, who bid, objections and what was granted."""

from datetime import date

from services.finance.domain.award_round.state import AWARD_ROUND
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import award_round, award_round_result
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.finance.stages import AwardStage
from shared.schemas.kinds import TownId


@view("award-rounds", title="奖补评选台账", key="round", version=7, of=AWARD_ROUND)
class AwardRounds(Row):
    round: str = column("评选编号")
    name: str = column("名称")
    stage: AwardStage = column("阶段")
    pool_fen: int = column("奖补总额（分）")
    fund: str = column("资金编号")
    bids_until: date | None = column("申报截止日期")
    bids: int = column("申报数")
    published: bool = column("结果已公示")
    publicised_on: date | None = column("公示日期")
    open_objections: int = column("未处理异议")
    objections: int = column("异议数")
    granted_fen: int = column("授予合计（分）")
    granted_on: date | None = column("授予日期")
    disqualified: int = column("取消资格数")
    revoked: int = column("撤销奖补数")
    owed_fen: int = column("待追回（分）")
    cancelled_because: str = column("流标理由")
    criteria: tuple[award_round.Criterion, ...] = column("评分标准与权重", ())
    towns: tuple[TownId, ...] = column("参评镇", ())


@AwardRounds.on(award_round.AwardRoundOpened)
def opened(row: AwardRounds, event: award_round.AwardRoundOpened) -> AwardRounds:
    return replace(
        row,
        name=event.name,
        stage="scoring",
        pool_fen=event.pool_fen,
        fund=event.fund or "",
        bids_until=event.bids_until,
        criteria=event.criteria,
        towns=event.towns,
    )


@AwardRounds.on(award_round.AwardBidSubmitted)
def bid(row: AwardRounds, event: award_round.AwardBidSubmitted) -> AwardRounds:
    return replace(row, bids=row.bids + 1)


@AwardRounds.on(award_round.AwardScoringClosed)
def scored(row: AwardRounds, event: award_round.AwardScoringClosed) -> AwardRounds:
    return replace(row, stage="scored")


@AwardRounds.on(award_round_result.AwardResultPublicised)
def publicised(row: AwardRounds, event: award_round_result.AwardResultPublicised) -> AwardRounds:
    return replace(row, stage="publicised", published=True, publicised_on=event.publicised_on)


@AwardRounds.on(award_round_result.AwardPublicityEnded)
def publicity_ended(row: AwardRounds, event: award_round_result.AwardPublicityEnded) -> AwardRounds:
    return replace(row, stage="publicity-ended")


@AwardRounds.on(award_round_result.AwardObjectionLodged)
def objected(row: AwardRounds, event: award_round_result.AwardObjectionLodged) -> AwardRounds:
    return replace(row, objections=row.objections + 1, open_objections=row.open_objections + 1)


@AwardRounds.on(award_round_result.AwardObjectionResolved)
def resolved(row: AwardRounds, event: award_round_result.AwardObjectionResolved) -> AwardRounds:
    stage: AwardStage = "scoring" if event.rescored else row.stage
    return replace(row, stage=stage, open_objections=row.open_objections - 1)


@AwardRounds.on(award_round_result.AwardsGranted)
def granted(row: AwardRounds, event: award_round_result.AwardsGranted) -> AwardRounds:
    return replace(
        row,
        stage="granted",
        granted_fen=event.total_fen,
        granted_on=event.granted_on,
        fund=event.fund or row.fund,
    )


@AwardRounds.on(award_changes.AwardBidDisqualified)
def disqualified(row: AwardRounds, event: award_changes.AwardBidDisqualified) -> AwardRounds:
    return replace(row, stage="scoring", disqualified=row.disqualified + 1)


@AwardRounds.on(award_changes.AwardRoundCancelled)
def cancelled(row: AwardRounds, event: award_changes.AwardRoundCancelled) -> AwardRounds:
    return replace(row, stage="cancelled", cancelled_because=event.reason)


@AwardRounds.on(award_changes.AwardRevoked)
def revoked(row: AwardRounds, event: award_changes.AwardRevoked) -> AwardRounds:
    """What was granted is told as it now stands."""
    return replace(
        row,
        revoked=row.revoked + 1,
        granted_fen=row.granted_fen - event.awarded_fen,
        owed_fen=row.owed_fen + event.owed_fen,
    )


@AwardRounds.on(award_changes.AwardRecovered)
def recovered(row: AwardRounds, event: award_changes.AwardRecovered) -> AwardRounds:
    return replace(row, owed_fen=row.owed_fen - event.amount_fen)
