"""待办 of the deciding body; nobody else sees that there is a case (RZ-3.2.d)."""

from services.talent.domain.tolerance_case.correcting import (
    close_tolerance_case,
    owes_correction,
    verify_correction,
)
from services.talent.domain.tolerance_case.deciding import (
    ask_tolerance_review,
    decide_tolerance_review,
    determine_tolerance,
    tell_tolerance,
)
from services.talent.domain.tolerance_case.limits import correction_limit, step_limit
from services.talent.domain.tolerance_case.registering import accept_tolerance, verify_tolerance
from services.talent.domain.tolerance_case.state import (
    CLAUSE,
    STAGES,
    TOLERANCE_CASE,
    Stage,
    ToleranceCase,
)
from shared.kernel.aggregate import Answers, Over, Task, Tasks, organisation

_STEPS: dict[Stage, tuple[Answers, str]] = {
    "applied": ([accept_tolerance], "受理或不予受理容错申请"),
    "accepted": ([verify_tolerance], "核实容错申请"),
    "verified": ([determine_tolerance], "作出容错认定"),
    "determined": ([tell_tolerance], "告知容错认定结果"),
    "review": ([decide_tolerance_review], "作出复核决定"),
}


@TOLERANCE_CASE.tasks
def tasks(case: ToleranceCase) -> Tasks:
    who = [organisation(case.body)]
    if case.stage in _STEPS:
        answers, about = _STEPS[case.stage]
        yield Task(case.stage, who, about, answers, step_limit(case), apart=True)
    if case.stage in ("determined", "told", "review") and owes_correction(case):
        about, limit = "验收纠错", correction_limit(case)
        yield Task("correction", who, about, [verify_correction], limit, apart=True)
    elif case.stage == "told":
        ends: Answers = [close_tolerance_case, ask_tolerance_review]
        yield Task("closing", who, "容错结案，或登记复核申请", ends, clause=CLAUSE, apart=True)
    if case.stage in ("declined", "closed"):
        yield Over(STAGES[case.stage])
