"""镇用人需求台账: what towns asked for, and what they were answered (RZ-2.5.d)."""

from datetime import date

from services.talent.domain.post_demand import POST_DEMAND
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.kinds import CountyId, TownId
from shared.schemas.talent import post_demand as demands


@view("post-demands", title="镇用人需求台账", key="demand", version=1, of=POST_DEMAND)
class PostDemands(Row):
    demand: str = column("需求编号")
    town: TownId = column("镇")
    county: CountyId = column("区县")
    year: int = column("年度")
    recruitment: demands.RecruitmentKind = column("招录类别")
    number: int = column("需求人数")
    speciality: str = column("专业要求")
    submitted_on: date | None = column("提出日期", None)
    late: bool = column("逾期提出", False)
    answer: demands.DemandAnswer | None = column("答复", None)
    granted: int = column("安排人数", 0)
    reason: str = column("理由", "")
    answered_on: date | None = column("答复日期", None)
    overdue: bool = column("答复逾期", False)


DEMANDS = totals(
    "post_demands",
    "Towns' demands for staff, by what was answered; without an answer, by nothing",
    of=PostDemands,
    by=("answer", "town"),
)


@PostDemands.on(demands.PostDemandSubmitted)
def submitted(row: PostDemands, event: demands.PostDemandSubmitted) -> PostDemands:
    return replace(
        row,
        town=event.town,
        county=event.county,
        year=event.year,
        recruitment=event.recruitment,
        number=event.number,
        speciality=event.speciality,
        submitted_on=event.submitted_on,
        late=event.late,
    )


@PostDemands.on(demands.PostDemandAnswered)
def answered(row: PostDemands, event: demands.PostDemandAnswered) -> PostDemands:
    return replace(
        row,
        answer=event.answer,
        granted=event.granted,
        reason=event.reason or "",
        answered_on=event.answered_on,
        overdue=False,
    )


@PostDemands.on(demands.PostDemandOverdue)
def overdue(row: PostDemands, event: demands.PostDemandOverdue) -> PostDemands:
    return replace(row, overdue=True)


@PostDemands.on(demands.PostDemandFlagCleared)
def flag_fell(row: PostDemands, event: demands.PostDemandFlagCleared) -> PostDemands:
    return replace(row, overdue=False)
