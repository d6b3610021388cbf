"""机构服务统计: what each institution was asked in a year and how it answered (RZ-2.4.a, RZ-2.4.g).

From here the figures of the assessment are taken, with the log position up to which they count.
"""

from typing import Any

from shared.kernel.aggregate import to_organisation, to_party
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.credit import demand as demands
from shared.schemas.credit import demand_answers as answers
from shared.schemas.credit import product as products


def year_key(event: Any, meta: EventMeta) -> str:
    return f"{event.institution}.{meta.effective_at.astimezone(LOCAL_TIME).year}"


def late_keys(event: answers.DemandUnanswered, meta: EventMeta) -> list[str]:
    """A push that is late is no institution's."""
    return [] if event.stage == "push" else [year_key(event, meta)]


@view(
    "institution-answers",
    title="机构服务统计",
    key="institution_year",
    version=1,
    sight=[
        to_party("institution"),
        to_organisation("local-finance"),
        to_organisation("pboc"),
        to_organisation("nfra"),
    ],
)
class InstitutionAnswers(Row):
    institution_year: str = column("机构与年度")
    institution: str = column("金融机构")
    year: int = column("年度")
    pushed: int = column("收到需求数")
    contacted: int = column("已对接数")
    granted: int = column("授信数")
    declined: int = column("不予授信数")
    late: int = column("逾期次数")
    credit_fen: int = column("授信（分）")
    lent_fen: int = column("放款（分）")
    product_reports: int = column("产品使用报告数")


@InstitutionAnswers.on(demands.DemandPushed, key=year_key)
def pushed(row: InstitutionAnswers, event: demands.DemandPushed) -> InstitutionAnswers:
    return replace(_of(row), pushed=row.pushed + 1)


@InstitutionAnswers.on(answers.BorrowerContacted, key=year_key)
def contacted(row: InstitutionAnswers, event: answers.BorrowerContacted) -> InstitutionAnswers:
    return replace(_of(row), contacted=row.contacted + 1)


@InstitutionAnswers.on(answers.CreditApproved, key=year_key)
def granted(row: InstitutionAnswers, event: answers.CreditApproved) -> InstitutionAnswers:
    return replace(_of(row), granted=row.granted + 1, credit_fen=row.credit_fen + event.amount_fen)


@InstitutionAnswers.on(answers.CreditDeclined, key=year_key)
def declined(row: InstitutionAnswers, event: answers.CreditDeclined) -> InstitutionAnswers:
    return replace(_of(row), declined=row.declined + 1)


@InstitutionAnswers.on(answers.LoanMade, key=year_key)
def lent(row: InstitutionAnswers, event: answers.LoanMade) -> InstitutionAnswers:
    return replace(_of(row), lent_fen=row.lent_fen + event.amount_fen)


@InstitutionAnswers.on(answers.DemandUnanswered, key=late_keys)
def unanswered(row: InstitutionAnswers, event: answers.DemandUnanswered) -> InstitutionAnswers:
    return replace(_of(row), late=row.late + 1)


@InstitutionAnswers.on(products.ProductUseReported, key=year_key)
def used(row: InstitutionAnswers, event: products.ProductUseReported) -> InstitutionAnswers:
    return replace(_of(row), product_reports=row.product_reports + 1)


def _of(row: InstitutionAnswers) -> InstitutionAnswers:
    institution, _, year = row.institution_year.rpartition(".")
    return replace(row, institution=institution, year=int(year))
