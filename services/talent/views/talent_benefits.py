"""人才待遇台账: each benefit from its publicity to what came back of it (RZ-2.5.e)."""

from datetime import date
from typing import Any

from shared.kernel.aggregate import to_named, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import TownId
from shared.schemas.talent import introduced_talent as talents
from shared.schemas.talent.stages import BenefitStage


def _benefit(event: Any, meta: EventMeta) -> str:
    return f"{meta.id}/{event.benefit_policy}"


@view(
    "talent-benefits",
    title="人才待遇台账",
    key="benefit",
    version=1,
    sight=[to_town(), to_named("RZ-2.5.e")],
)
class TalentBenefits(Row):
    benefit: str = column("待遇")
    talent: str = column("人才编号")
    town: TownId = column("镇")
    benefit_policy: str = column("政策")
    basis: str = column("依据")
    stage: BenefitStage = column("状态")
    publicised_fen: int = column("公示金额（分）", 0)
    publicised_on: date | None = column("公示日期", None)
    granted_fen: int = column("兑现金额（分）", 0)
    granted_on: date | None = column("兑现日期", None)
    recovered_fen: int = column("追回金额（分）", 0)
    reason: str = column("停发理由", "")


@TalentBenefits.on(talents.BenefitPublicised, key=_benefit)
def publicised(
    row: TalentBenefits, event: talents.BenefitPublicised, meta: EventMeta
) -> TalentBenefits:
    return replace(
        row,
        talent=meta.id,
        town=event.town,
        benefit_policy=event.benefit_policy,
        basis=event.basis,
        stage="publicised",
        publicised_fen=event.amount_fen,
        publicised_on=event.publicised_on,
    )


@TalentBenefits.on(talents.BenefitPublicityOver, key=_benefit)
def over(row: TalentBenefits, event: talents.BenefitPublicityOver) -> TalentBenefits:
    return replace(row, stage="over")


@TalentBenefits.on(talents.BenefitGranted, key=_benefit)
def granted(row: TalentBenefits, event: talents.BenefitGranted) -> TalentBenefits:
    return replace(row, stage="granted", granted_fen=event.amount_fen, granted_on=event.granted_on)


@TalentBenefits.on(talents.BenefitStopped, key=_benefit)
def stopped(row: TalentBenefits, event: talents.BenefitStopped) -> TalentBenefits:
    return replace(row, stage="stopped", reason=event.reason)


@TalentBenefits.on(talents.BenefitRecovered, key=_benefit)
def recovered(row: TalentBenefits, event: talents.BenefitRecovered) -> TalentBenefits:
    return replace(row, recovered_fen=row.recovered_fen + event.amount_fen)
