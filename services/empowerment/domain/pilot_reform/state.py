"""PilotReform (`pilot-reform-<reform>`): a reform that one pilot town tries first."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.empowerment import pilot_reform as reforms

CLAUSE = reforms.CLAUSE

Stage = Literal["none", "proposed", "running", "refused", "ended", "promoted"]
STAGES: dict[Stage, str] = {
    "none": "未提出",
    "proposed": "待审核批准",
    "running": "试点中",
    "refused": "未获批准",
    "ended": "已终止",
    "promoted": "已推广",
}


@dataclass(frozen=True, slots=True)
class PilotReform:
    """`until` is the last day with extensions; `reported_on` that of the last report, or the first
    day; `late` are the steps whose limits have passed."""

    town: str = ""
    county: str = ""
    stage: Stage = "none"
    proposed: reforms.ReformProposed | None = None
    legality: reforms.ReformLegalityReviewed | None = None
    approved: reforms.ReformApproved | None = None
    until: date | None = None
    warned: bool = False
    reports: int = 0
    reported_on: date | None = None
    evaluated: reforms.ReformEvaluated | None = None
    ended_on: date | None = None
    late: frozenset[reforms.ReformStep] = frozenset()
    flags: frozenset[str] = frozenset()


PILOT_REFORM = Aggregate(
    "pilot-reform",
    PilotReform(),
    key="reform",
    title="先行先试",
    sight=[to_town(), to_named()],
)


@PILOT_REFORM.evolve
def evolve(reform: PilotReform, event: reforms.Event) -> PilotReform:
    match event:
        case reforms.ReformProposed(town=town, county=county, until=until):
            return PilotReform(town, county, "proposed", event, until=until)
        case reforms.ReformLegalityReviewed():
            return replace(reform, legality=event)
        case reforms.ReformApproved(since=since, until=until, decided_on=decided_on):
            begins = max(since, decided_on)
            return replace(reform, stage="running", approved=event, until=until, reported_on=begins)
        case reforms.ReformRefused():
            return replace(reform, stage="refused")
        case reforms.ReformReported(number=number, reported_on=day):
            late = reform.late - {"report"}
            return replace(reform, reports=number, reported_on=day, late=late)
        case reforms.ReformEvaluated():
            return replace(reform, evaluated=event)
        case reforms.ReformExtended(until=until):
            # What was found of the shorter trial says nothing of the longer one's end.
            return replace(reform, until=until, warned=False, evaluated=None)
        case reforms.ReformExpiring():
            return replace(reform, warned=True)
        case reforms.ReformEnded(ended_on=day):
            return replace(reform, stage="ended", ended_on=day)
        case reforms.ReformPromoted():
            return replace(reform, stage="promoted")
        case reforms.ReformStepOverdue(step=step):
            return replace(reform, late=reform.late | {step}, flags=reform.flags | {step})
        case reforms.PilotReformFlagCleared(key=key):
            return replace(reform, flags=reform.flags - {key})
    assert_never(event)
