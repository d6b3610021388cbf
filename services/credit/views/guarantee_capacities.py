"""担保能力: a company's net assets, what it has outstanding, and what is taken here (RZ-2.4.e)."""

from datetime import date

from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import guarantee_capacity as capacities


@view(
    "guarantee-capacities",
    title="担保能力",
    key="company",
    version=1,
    of=GUARANTEE_CAPACITY,
)
class GuaranteeCapacities(Row):
    company: str = column("担保公司")
    net_assets_fen: int = column("净资产（分）")
    outstanding_fen: int = column("担保责任余额（分）")
    mainly_farm: bool = column("主要服务小微和农业")
    taken: dict[str, int] = column("本系统占用（分）", factory=dict)
    taken_fen: int = column("本系统占用合计（分）")
    as_of: date | None = column("基准日", None)
    document: str = column("文号")


@GuaranteeCapacities.on(capacities.GuaranteeCapacityReported)
def reported(
    row: GuaranteeCapacities, event: capacities.GuaranteeCapacityReported
) -> GuaranteeCapacities:
    return replace(
        row,
        net_assets_fen=event.net_assets_fen,
        outstanding_fen=event.outstanding_fen,
        mainly_farm=event.mainly_farm,
        as_of=event.as_of,
        document=event.document,
    )


@GuaranteeCapacities.on(capacities.GuaranteeCapacityTaken)
def taken(
    row: GuaranteeCapacities, event: capacities.GuaranteeCapacityTaken
) -> GuaranteeCapacities:
    return _with(row, {**row.taken, event.guarantee: event.guaranteed_fen})


@GuaranteeCapacities.on(capacities.GuaranteeCapacityFreed)
def freed(
    row: GuaranteeCapacities, event: capacities.GuaranteeCapacityFreed
) -> GuaranteeCapacities:
    return _with(row, {id: fen for id, fen in row.taken.items() if id != event.guarantee})


def _with(row: GuaranteeCapacities, taken: dict[str, int]) -> GuaranteeCapacities:
    return replace(row, taken=taken, taken_fen=sum(taken.values()))
