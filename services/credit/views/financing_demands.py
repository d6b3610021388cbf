"""融资需求台账: what borrowers of the towns ask for, and how far it has come (RZ-2.4.a)."""

from datetime import date
from typing import Any

from services.credit.domain.demand.state import DEMAND
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit.stages import BorrowerKind, DemandStage, Industry
from shared.schemas.kinds import CountyId, LimitKey, TownId


@view("financing-demands", title="融资需求台账", key="demand", version=1, of=DEMAND)
class FinancingDemands(Row):
    """`stage` is the furthest that any institution has come."""

    demand: str = column("需求编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    borrower: str = column("经营主体代号")
    borrower_kind: BorrowerKind = column("经营主体类别")
    industry: Industry = column("行业")
    purpose: str = column("资金用途")
    amount_fen: int = column("需求金额（分）")
    months: int = column("期限（月）")
    stage: DemandStage = column("进度")
    consented: int = column("有效同意数")
    pushed: int = column("已推送机构数")
    declined: int = column("不予授信数")
    credit_fen: int = column("授信（分）")
    lent_fen: int = column("放款（分）")
    referred: bool = column("已转介担保")
    guarantee: str = column("担保编号")
    late: int = column("逾期次数")
    warnings: tuple[LimitKey, ...] = column("预警", ())
    registered_on: date | None = column("登记日期", None)
    reason: str = column("撤回或未达成理由", "")


DEMANDS_FIGURE = figure(
    "financing-demands", "融资需求", of=FinancingDemands, by=("town", "stage"), counts="需求数",
)  # fmt: skip
MET = figure(
    "financing-met", "融资对接", of=FinancingDemands, by=("town",),
    adds=("amount_fen", "credit_fen", "lent_fen"),
)  # fmt: skip

DEMANDS = totals(
    "financing_demands",
    "Demands for credit by stage and town",
    of=FinancingDemands,
    by=("stage", "town"),
)
CREDIT = totals(
    "financing_fen",
    "Money of the demands by step, from wanted to lent, and town",
    of=FinancingDemands,
    by=("town",),
    sums={"wanted": "amount_fen", "credited": "credit_fen", "lent": "lent_fen"},
)


@FinancingDemands.on(demands.DemandRegistered)
def registered(row: FinancingDemands, event: demands.DemandRegistered) -> FinancingDemands:
    return replace(
        row,
        town=event.town,
        county=event.county,
        borrower=event.borrower,
        borrower_kind=event.borrower_kind,
        industry=event.industry,
        purpose=event.purpose,
        amount_fen=event.amount_fen,
        months=event.months,
        stage="registered",
        registered_on=event.registered_on,
    )


@FinancingDemands.on(demands.ConsentRecorded)
def consented(row: FinancingDemands, event: demands.ConsentRecorded) -> FinancingDemands:
    return replace(row, consented=row.consented + 1)


@FinancingDemands.on(demands.ConsentWithdrawn, demands.ConsentExpired)
def consent_ended(row: FinancingDemands, event: Any) -> FinancingDemands:
    return replace(row, consented=row.consented - 1)


@FinancingDemands.on(demands.DemandPushed)
def pushed(row: FinancingDemands, event: demands.DemandPushed) -> FinancingDemands:
    return _further(replace(row, pushed=row.pushed + 1), "pushed")


@FinancingDemands.on(answers.BorrowerContacted)
def contacted(row: FinancingDemands, event: answers.BorrowerContacted) -> FinancingDemands:
    return _further(row, "contacted")


@FinancingDemands.on(answers.CreditApproved)
def credited(row: FinancingDemands, event: answers.CreditApproved) -> FinancingDemands:
    return _further(replace(row, credit_fen=row.credit_fen + event.amount_fen), "credited")


@FinancingDemands.on(answers.CreditDeclined)
def declined(row: FinancingDemands, event: answers.CreditDeclined) -> FinancingDemands:
    return replace(row, declined=row.declined + 1)


@FinancingDemands.on(answers.LoanMade)
def lent(row: FinancingDemands, event: answers.LoanMade) -> FinancingDemands:
    return _further(replace(row, lent_fen=row.lent_fen + event.amount_fen), "lent")


@FinancingDemands.on(demands.DemandReferred)
def referred(row: FinancingDemands, event: demands.DemandReferred) -> FinancingDemands:
    return replace(row, guarantee=event.guarantee, referred=True)


@FinancingDemands.on(demands.DemandWithdrawn)
def withdrawn(row: FinancingDemands, event: demands.DemandWithdrawn) -> FinancingDemands:
    return replace(row, stage="withdrawn", reason=event.reason)


@FinancingDemands.on(demands.DemandClosedUnmet)
def unmet(row: FinancingDemands, event: demands.DemandClosedUnmet) -> FinancingDemands:
    return replace(row, stage="unmet", reason=event.reason)


@FinancingDemands.on(answers.DemandUnanswered)
def unanswered(row: FinancingDemands, event: answers.DemandUnanswered) -> FinancingDemands:
    return replace(row, late=row.late + 1, warnings=(*row.warnings, event.key))


@FinancingDemands.on(answers.DemandFlagCleared)
def flag_cleared(row: FinancingDemands, event: answers.DemandFlagCleared) -> FinancingDemands:
    return replace(row, warnings=tuple(key for key in row.warnings if key != event.key))


ORDER: tuple[DemandStage, ...] = ("registered", "pushed", "contacted", "credited", "lent")


def _further(row: FinancingDemands, stage: DemandStage) -> FinancingDemands:
    ahead = ORDER.index(stage) > ORDER.index(row.stage)
    return replace(row, stage=stage) if ahead else row
