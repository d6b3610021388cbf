"""The limits of a case; what is late is told to its own body alone, never further (RZ-3.2.d)."""

from collections.abc import Iterable

from services.talent.domain.tolerance_case.correcting import owes_correction
from services.talent.domain.tolerance_case.state import (
    CLAUSE,
    TOLERANCE_CASE,
    Stage,
    ToleranceCase,
)
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.policy.local_time import Unit
from shared.schemas.talent import tolerance_case as cases

STEPS: dict[Stage, cases.CaseStep] = {
    "applied": "acceptance",
    "accepted": "verification",
    "verified": "determination",
    "determined": "telling",
    "review": "review",
}
"""The step that each stage waits for."""


@TOLERANCE_CASE.deadlines
def deadlines(case: ToleranceCase) -> Iterable[Deadline]:
    step = STEPS.get(case.stage)
    if (limit := step_limit(case)) and step not in case.late:
        yield limit
    if (correction := correction_limit(case)) and "correction" not in case.late:
        yield correction


def step_limit(case: ToleranceCase) -> Deadline | None:
    step = STEPS.get(case.stage)
    if step is None or case.since is None:
        return None
    unit: Unit = "calendar" if step == "review" else "working"
    return Deadline(step, case.since, case.days, unit, CLAUSE)


def correction_limit(case: ToleranceCase) -> Deadline | None:
    by, since = case.correction_by, case.determined_on
    if by is None or since is None or not owes_correction(case) or case.stage == "closed":
        return None
    return Deadline("correction", since, (by - since).days, "calendar", CLAUSE)


@TOLERANCE_CASE.when_passed(clause=CLAUSE)
def a_step_is_late(case: ToleranceCase, passed: DeadlinePassed, _: Context) -> Events:
    if passed.key in {deadline.key for deadline in deadlines(case)}:
        step = "correction" if passed.key == "correction" else STEPS[case.stage]
        yield cases.ToleranceStepOverdue(
            passed.stream_id, body=case.body, step=step, due_on=passed.due_on
        )
