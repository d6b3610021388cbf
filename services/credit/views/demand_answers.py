"""需求对接台账: a demand and one institution; it reads its own rows, by the borrower's consent (RZ-2.4.a)."""

from datetime import date
from typing import Any

from services.credit.domain.demand.state import DEMAND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit.stages import BorrowerKind, DemandStage, Industry, RefusalReason
from shared.schemas.kinds import OrganisationId, TownId


def answer_key(event: Any, _: EventMeta) -> str:
    return f"{event.demand}.{event.institution}"


@view(
    "demand-answers",
    title="需求对接台账",
    key="demand_institution",
    version=1,
    of=DEMAND,
    part="answer",
    carried={"referred": ()},
)
class DemandAnswers(Row):
    """`reader` is the institution while it may read what it was told; `referred` is not kept here."""

    demand_institution: str = column("需求与机构")
    demand: str = column("需求编号")
    institution: str = column("金融机构")
    reader: OrganisationId = column("可查看机构")
    town: TownId = column("镇")
    borrower: str = column("经营主体代号")
    borrower_kind: BorrowerKind = column("经营主体类别")
    industry: Industry = column("行业")
    purpose: str = column("资金用途")
    amount_fen: int = column("需求金额（分）")
    months: int = column("期限（月）")
    stage: DemandStage = column("进度")
    refusal: RefusalReason | None = column("不予授信理由", None)
    credit_fen: int = column("授信（分）")
    annual_rate: int = column("年利率（万分之一）")
    lent_fen: int = column("放款（分）")
    pushed_on: date | None = column("推送日期", None)
    contacted_on: date | None = column("对接日期", None)
    decided_on: date | None = column("决定日期", None)
    until: date | None = column("授信有效期至", None)


UNANSWERED = totals(
    "financing_demands_unanswered",
    "Demands that institutions have been told of and not decided, by stage and town",
    of=DemandAnswers,
    by=("stage", "town"),
    where={"stage": ("pushed", "contacted")},
)


@DemandAnswers.on(demands.DemandPushed, key=answer_key)
def pushed(row: DemandAnswers, event: demands.DemandPushed) -> DemandAnswers:
    return replace(
        row,
        demand=event.demand,
        institution=event.institution,
        reader=event.institution,
        town=event.town,
        borrower=event.borrower,
        borrower_kind=event.borrower_kind,
        industry=event.industry,
        purpose=event.purpose,
        amount_fen=event.amount_fen,
        months=event.months,
        stage="pushed",
        pushed_on=event.pushed_on,
    )


@DemandAnswers.on(demands.ConsentRecorded, key=answer_key)
def consented_again(row: DemandAnswers, event: demands.ConsentRecorded) -> DemandAnswers | None:
    """Before the push there is no row yet."""
    return replace(row, reader=event.institution) if row.pushed_on else None


@DemandAnswers.on(demands.ConsentWithdrawn, demands.ConsentExpired, key=answer_key)
def consent_ended(row: DemandAnswers, event: Any) -> DemandAnswers | None:
    if row.pushed_on is None:
        return None
    return row if row.credit_fen else replace(row, reader="")


@DemandAnswers.on(answers.BorrowerContacted, key=answer_key)
def contacted(row: DemandAnswers, event: answers.BorrowerContacted) -> DemandAnswers:
    stage: DemandStage = "contacted" if row.stage == "pushed" else row.stage
    return replace(row, stage=stage, contacted_on=event.contacted_on)


@DemandAnswers.on(answers.CreditApproved, key=answer_key)
def credited(row: DemandAnswers, event: answers.CreditApproved) -> DemandAnswers:
    return replace(
        row,
        stage="credited",
        credit_fen=event.amount_fen,
        annual_rate=event.annual_rate,
        until=event.until,
        decided_on=event.decided_on,
    )


@DemandAnswers.on(answers.CreditDeclined, key=answer_key)
def declined(row: DemandAnswers, event: answers.CreditDeclined) -> DemandAnswers:
    return replace(row, stage="unmet", refusal=event.refusal, decided_on=event.decided_on)


@DemandAnswers.on(answers.LoanMade, key=answer_key)
def lent(row: DemandAnswers, event: answers.LoanMade) -> DemandAnswers:
    return replace(row, stage="lent", lent_fen=row.lent_fen + event.amount_fen)
