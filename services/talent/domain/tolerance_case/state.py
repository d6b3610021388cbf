"""ToleranceCase (`tolerance-case-<number>`): seen by the deciding body alone (RZ-3.2.d)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from shared.kernel.aggregate import Aggregate, to_party
from shared.schemas.copying import replace
from shared.schemas.talent import tolerance_case as cases

CLAUSE = cases.CLAUSE

Stage = Literal[
    "none", "applied", "declined", "accepted", "verified", "determined", "told", "review", "closed"
]
STAGES: dict[Stage, str] = {
    "none": "未登记",
    "applied": "待受理",
    "declined": "不予受理",
    "accepted": "核实中",
    "verified": "待认定",
    "determined": "待告知",
    "told": "已告知",
    "review": "复核中",
    "closed": "已结案",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToleranceCase:
    """`since` and `days` are those of the present step's limit; `correction_by` until verified."""

    body: str = ""
    stage: Stage = "none"
    since: date | None = None
    days: int = 0
    result: cases.ToleranceResult | None = None
    told_on: date | None = None
    review_days: int = 0
    reviewed: bool = False
    determined_on: date | None = None
    correction_by: date | None = None
    corrected: bool = False
    late: frozenset[cases.CaseStep] = frozenset()


TOLERANCE_CASE = Aggregate(
    "tolerance-case",
    ToleranceCase(),
    key="tolerance",
    title="容错登记",
    sight=[to_party("body")],
)


@TOLERANCE_CASE.evolve
def evolve(case: ToleranceCase, event: cases.Event) -> ToleranceCase:
    match event:
        case cases.ToleranceApplied(body=body, applied_on=day, acceptance_working_days=days):
            return ToleranceCase(body, "applied", day, days)
        case cases.ToleranceAccepted(accepted_on=day, verification_working_days=days):
            stage: Stage = "accepted" if event.accepted else "declined"
            return replace(case, stage=stage, since=day, days=days)
        case cases.ToleranceVerified(verified_on=day, determination_working_days=days):
            return replace(case, stage="verified", since=day, days=days)
        case cases.ToleranceDetermined(determined_on=day, telling_working_days=days) as found:
            return replace(
                case, stage="determined", since=day, days=days, result=found.result,
                determined_on=day, review_days=found.review_calendar_days,
                correction_by=found.correction_by,
            )  # fmt: skip
        case cases.ToleranceTold(told_on=day):
            return replace(case, stage="told", since=None, told_on=day)
        case cases.ToleranceReviewAsked(asked_on=day, review_decision_calendar_days=days):
            return replace(case, stage="review", since=day, days=days)
        case cases.ToleranceReviewDecided(result=result):
            return replace(case, stage="told", since=None, result=result, reviewed=True)
        case cases.CorrectionVerified():
            return replace(case, corrected=True)
        case cases.ToleranceCaseClosed():
            return replace(case, stage="closed")
        case cases.ToleranceStepOverdue(step=step):
            return replace(case, late=case.late | {step})
    assert_never(event)
