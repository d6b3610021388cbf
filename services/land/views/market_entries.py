"""集体土地入市台账: each parcel's way through the gates, and its adjustment fund (RZ-2.3.j)."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.land.domain.market_entry.state import MARKET_ENTRY
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.land import market_entry, market_entry_deal
from shared.schemas.land import screening as screenings
from shared.schemas.land.stages import EntryStage


@view("market-entries", title="集体土地入市台账", key="parcel", version=4, of=MARKET_ENTRY)
class MarketEntries(Row):
    parcel: str = column("地块编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    use: screenings.LandUse = column("用途")
    area: Decimal = column("面积（平方米）")
    registered_area: Decimal = column("登记面积（平方米）")
    stage: EntryStage = column("最近环节")
    plan_revision: int = column("方案稿次")
    total: int = column("全体人数")
    present: int = column("到会人数")
    in_favour: int = column("同意人数")
    comments: str = column("政府意见")
    silent: bool = column("期满未提意见")
    method: market_entry_deal.DealMethod = column("交易方式")
    transferee: str = column("受让方")
    price_fen: int = column("成交价（分）")
    cost_fen: int = column("减：取得和整理成本（分）")
    gain_fen: int = column("增值收益（分）")
    percent: int = column("调节金比例（%）")
    fund_fen: int = column("调节金（分）")
    certificate: str = column("不动产权证号")
    plan_filed_on: date | None = column("方案报送日期", None)
    matured: bool = column("报送期满", False)
    registered_on: date | None = column("登记日期", None)
    reason: str = column("作废或终止理由", "")


WITHOUT_PLAN: dict[str, Any] = {
    "total": 0, "present": 0, "in_favour": 0, "comments": "", "silent": False, "plan_filed_on": None,
    "matured": False, "method": "",
}  # fmt: skip
WITHOUT_DEAL: dict[str, Any] = {
    "transferee": "", "price_fen": 0, "cost_fen": 0, "gain_fen": 0, "percent": 0, "fund_fen": 0,
}  # fmt: skip


@MarketEntries.on(market_entry.PlanningConditionsIssued)
def conditions(row: MarketEntries, event: market_entry.PlanningConditionsIssued) -> MarketEntries:
    return replace(
        row,
        town=event.town,
        county=event.county,
        use=event.use,
        area=event.area,
        stage="conditions",
        **WITHOUT_PLAN,
        **WITHOUT_DEAL,
    )


@MarketEntries.on(market_entry.EntryPlanFiled)
def plan(row: MarketEntries, event: market_entry.EntryPlanFiled) -> MarketEntries:
    return replace(
        row,
        stage="plan",
        plan_revision=event.revision,
        plan_filed_on=event.filed_on,
        comments="",
        silent=False,
        matured=False,
    )


@MarketEntries.on(market_entry.CollectiveDecisionRecorded)
def decided(row: MarketEntries, event: market_entry.CollectiveDecisionRecorded) -> MarketEntries:
    return replace(
        row,
        stage="decision",
        total=event.total,
        present=event.present,
        in_favour=event.in_favour,
    )


@MarketEntries.on(market_entry.GovernmentCommentsRecorded)
def commented(row: MarketEntries, event: market_entry.GovernmentCommentsRecorded) -> MarketEntries:
    stage: EntryStage = "comments" if event.fits else "plan-returned"
    return replace(row, stage=stage, comments=event.comments)


@MarketEntries.on(market_entry.EntryCommentsLapsed)
def silent(row: MarketEntries, event: market_entry.EntryCommentsLapsed) -> MarketEntries:
    return replace(row, silent=True)


@MarketEntries.on(market_entry.EntryPlanMatured)
def matured(row: MarketEntries, event: market_entry.EntryPlanMatured) -> MarketEntries:
    return replace(row, matured=True)


@MarketEntries.on(market_entry_deal.EntryAnnounced)
def announced(row: MarketEntries, event: market_entry_deal.EntryAnnounced) -> MarketEntries:
    return replace(row, stage="announced", method=event.method)


@MarketEntries.on(market_entry_deal.DealConcluded)
def concluded(row: MarketEntries, event: market_entry_deal.DealConcluded) -> MarketEntries:
    return replace(row, stage="concluded", transferee=event.transferee, price_fen=event.price_fen)


@MarketEntries.on(market_entry_deal.EntryContractSigned)
def signed(row: MarketEntries, event: market_entry_deal.EntryContractSigned) -> MarketEntries:
    return replace(row, stage="signed")


@MarketEntries.on(market_entry_deal.EntryContractFiled)
def filed(row: MarketEntries, event: market_entry_deal.EntryContractFiled) -> MarketEntries:
    return replace(row, stage="filed")


@MarketEntries.on(market_entry_deal.AdjustmentFundCollected)
def collected(
    row: MarketEntries, event: market_entry_deal.AdjustmentFundCollected
) -> MarketEntries:
    return replace(
        row,
        stage="collected",
        cost_fen=event.cost_fen,
        gain_fen=event.gain_fen,
        percent=event.percent,
        fund_fen=event.amount_fen,
    )


@MarketEntries.on(market_entry_deal.AdjustmentFundCorrected)
def fund_corrected(
    row: MarketEntries, event: market_entry_deal.AdjustmentFundCorrected
) -> MarketEntries:
    return replace(row, cost_fen=event.cost_fen, gain_fen=event.gain_fen, fund_fen=event.amount_fen)


@MarketEntries.on(market_entry_deal.EntryRegistered)
def registered(row: MarketEntries, event: market_entry_deal.EntryRegistered) -> MarketEntries:
    return replace(
        row,
        stage="registered",
        certificate=event.certificate,
        registered_area=event.area,
        registered_on=event.registered_on,
    )


@MarketEntries.on(market_entry_deal.DealAnnulled)
def annulled(row: MarketEntries, event: market_entry_deal.DealAnnulled) -> MarketEntries:
    return replace(row, stage="annulled", reason=event.reason, **WITHOUT_DEAL)


@MarketEntries.on(market_entry.EntryEnded)
def ended(row: MarketEntries, event: market_entry.EntryEnded) -> MarketEntries:
    return replace(row, stage="ended", reason=event.reason)
