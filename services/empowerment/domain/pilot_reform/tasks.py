"""待办: who takes the next step of a reform (RZ-2.6.d)."""

from services.empowerment.domain.organisations import COUNTY_JUSTICE, JUSTICE, STAFFING
from services.empowerment.domain.pilot_reform.course import (
    end_reform,
    extend_reform,
    report_reform,
)
from services.empowerment.domain.pilot_reform.limits import (
    evaluation_limit,
    legality_limit,
    report_limit,
    term_limit,
    warning_limit,
)
from services.empowerment.domain.pilot_reform.outcome import evaluate_reform, promote_reform
from services.empowerment.domain.pilot_reform.proposing import (
    approve_reform,
    refuse_reform,
    review_reform_legality,
)
from services.empowerment.domain.pilot_reform.state import (
    CLAUSE,
    PILOT_REFORM,
    STAGES,
    PilotReform,
)
from shared.kernel.aggregate import COUNTY, TOWN, Answers, Authority, Over, Task, Tasks, Wait


@PILOT_REFORM.tasks
def tasks(reform: PilotReform) -> Tasks:
    proposed = reform.proposed
    title = proposed.title if proposed else ""
    if reform.stage == "proposed":
        if reform.legality is None:
            who = [COUNTY_JUSTICE, JUSTICE]
            about = f"审核改革“{title}”的合法性"
            limit = legality_limit(reform)
            yield Task("legality", who, about, [review_reform_legality], limit)
        else:
            about = f"审批改革“{title}”"
            yield Task(
                "approval", [_decider(reform)], about, [approve_reform, refuse_reform],
                clause=CLAUSE, since=reform.legality.reviewed_on,
            )  # fmt: skip
    elif reform.stage == "running":
        limit = report_limit(reform)
        yield Task(f"report-{reform.reports + 1}", [TOWN], f"报告改革“{title}”的半年进展",
                   [report_reform], limit)  # fmt: skip
        if reform.warned:
            about = f"改革“{title}”即将期满，延长或终止"
            answers: Answers = [extend_reform, end_reform]
            yield Task("term", [_decider(reform)], about, answers, term_limit(reform))
        else:
            yield Wait("试点期满即终止", term_limit(reform))
            yield Wait("期满前提醒延长或终止", warning_limit(reform))
    elif reform.stage == "ended" and reform.evaluated is None:
        about, limit = f"评估改革“{title}”的成效", evaluation_limit(reform)
        yield Task("evaluation", [_decider(reform)], about, [evaluate_reform], limit)
    elif reform.stage == "ended" and reform.evaluated and reform.evaluated.result == "effective":
        about = f"推广改革“{title}”的经验"
        yield Task("promotion", [_decider(reform)], about, [promote_reform], clause=CLAUSE)
    else:
        yield Over(STAGES[reform.stage])


def _decider(reform: PilotReform) -> Authority:
    """The county for what it approves itself, else the city's staffing office."""
    county = reform.proposed is not None and reform.proposed.level == "county"
    return COUNTY if county else STAFFING
