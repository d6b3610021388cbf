"""工商资本台账: investments, and of leased farmland its review, risk fund and yearly check (RZ-2.4.d)."""

from datetime import date
from decimal import Decimal

from services.credit.domain.capital.state import CAPITAL
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import capital as capitals
from shared.schemas.credit.stages import CapitalStage, CapitalUse
from shared.schemas.kinds import CountyId, LimitKey, TownId


@view("capital-entries", title="工商资本台账", key="capital", version=1, of=CAPITAL)
class CapitalEntries(Row):
    capital: str = column("投资编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    enterprise: str = column("企业")
    use: CapitalUse = column("投资方向")
    stage: CapitalStage = column("进度")
    investment_fen: int = column("意向投资（分）")
    agreed_fen: int = column("约定投资（分）")
    paid_fen: int = column("到位投资（分）")
    leases: bool = column("流转农地")
    villages: tuple[str, ...] = column("村", ())
    area: Decimal = column("流转面积（平方米）")
    households: int = column("流出农户数")
    years: int = column("期限（年）")
    rent_fen: int = column("每亩年租金（分）")
    reviewed_on: date | None = column("审查日期", None)
    review: str = column("审查文号")
    risk_fund_fen: int = column("风险保障金（分）")
    signed_on: date | None = column("签约日期", None)
    checked_on: date | None = column("最近检查日期", None)
    farmed: bool = column("按约定用于农业")
    warnings: tuple[LimitKey, ...] = column("预警", ())
    registered_on: date | None = column("登记日期", None)
    exited_on: date | None = column("退出日期", None)


@CapitalEntries.on(capitals.CapitalIntentRegistered)
def registered(row: CapitalEntries, event: capitals.CapitalIntentRegistered) -> CapitalEntries:
    row = replace(
        row,
        town=event.town,
        county=event.county,
        enterprise=event.enterprise,
        use=event.use,
        stage="intended",
        investment_fen=event.investment_fen,
        registered_on=event.registered_on,
    )
    lease = event.lease
    if lease is None:
        return row
    return replace(
        row,
        leases=True,
        villages=tuple(lease.villages),
        area=lease.area,
        households=lease.households,
        years=lease.years,
        rent_fen=lease.rent_fen,
    )


@CapitalEntries.on(capitals.LeaseReviewRequested)
def applied(row: CapitalEntries, event: capitals.LeaseReviewRequested) -> CapitalEntries:
    return replace(row, stage="applied")


@CapitalEntries.on(capitals.LeaseReviewAccepted)
def accepted(row: CapitalEntries, event: capitals.LeaseReviewAccepted) -> CapitalEntries:
    return replace(row, stage="accepted")


@CapitalEntries.on(capitals.LeaseReviewDecided)
def decided(row: CapitalEntries, event: capitals.LeaseReviewDecided) -> CapitalEntries:
    stage: CapitalStage = "passed" if event.passed else "failed"
    return replace(row, stage=stage, reviewed_on=event.decided_on, review=event.document)


@CapitalEntries.on(capitals.CapitalAgreementSigned)
def signed(row: CapitalEntries, event: capitals.CapitalAgreementSigned) -> CapitalEntries:
    return replace(row, stage="signed", agreed_fen=event.agreed_fen, signed_on=event.signed_on)


@CapitalEntries.on(capitals.RiskFundDeposited)
def deposited(row: CapitalEntries, event: capitals.RiskFundDeposited) -> CapitalEntries:
    return replace(row, risk_fund_fen=row.risk_fund_fen + event.amount_fen)


@CapitalEntries.on(capitals.LandUseChecked)
def checked(row: CapitalEntries, event: capitals.LandUseChecked) -> CapitalEntries:
    return replace(row, checked_on=event.checked_on, farmed=event.farmed)


@CapitalEntries.on(capitals.CapitalPaid)
def paid(row: CapitalEntries, event: capitals.CapitalPaid) -> CapitalEntries:
    return replace(row, paid_fen=event.paid_fen)


@CapitalEntries.on(capitals.CapitalExited)
def exited(row: CapitalEntries, event: capitals.CapitalExited) -> CapitalEntries:
    return replace(row, stage="exited", exited_on=event.exited_on)


@CapitalEntries.on(capitals.LeaseReviewOverdue, capitals.LandUseCheckOverdue)
def overdue(
    row: CapitalEntries, event: capitals.LeaseReviewOverdue | capitals.LandUseCheckOverdue
) -> CapitalEntries:
    return replace(row, warnings=(*row.warnings, event.key))


@CapitalEntries.on(capitals.CapitalFlagCleared)
def flag_cleared(row: CapitalEntries, event: capitals.CapitalFlagCleared) -> CapitalEntries:
    return replace(row, warnings=tuple(key for key in row.warnings if key != event.key))
