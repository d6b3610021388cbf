"""Publicity and the answer to each objection have their days; 待办 (RZ-2.4.g)."""

from collections.abc import Iterable

from services.credit.domain.assessment.figures import (
    ask_for_figures,
    correct_figure,
    freeze_figures,
    verify_figures,
)
from services.credit.domain.assessment.objecting import resolve_score_objection
from services.credit.domain.assessment.result import confirm_institution_assessment
from services.credit.domain.assessment.scoring import publicise_scores, score_institutions
from services.credit.domain.assessment.state import ASSESSMENT, CLAUSE, Assessment, Objection
from services.credit.domain.organisations import LOCAL_FINANCE, NFRA, PBOC
from shared.kernel.aggregate import (
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    Over,
    Task,
    Tasks,
    Wait,
    require_flag,
)
from shared.schemas.credit import assessment as assessments


@ASSESSMENT.deadlines
def deadlines(assessment: Assessment) -> Iterable[Deadline]:
    if assessment.stage == "publicised" and not assessment.publicity_over:
        yield publicity_limit(assessment)
    for id, objection in sorted(assessment.objections.items()):
        if objection.open and not objection.late:
            yield objection_limit(id, objection)


def publicity_limit(assessment: Assessment) -> Deadline:
    key, days = f"publicity-{assessment.edition}", assessment.publicity_days
    return Deadline(key, assessment.publicised_on, days, "working", CLAUSE)


def objection_limit(id: str, objection: Objection) -> Deadline:
    return Deadline(f"objection-{id}", objection.lodged_on, objection.days, "working", CLAUSE)


@ASSESSMENT.when_passed(clause=CLAUSE)
def assessment_time_is_up(
    assessment: Assessment, passed: DeadlinePassed, context: Context
) -> Events:
    kind, _, id = passed.key.partition("-")
    objection = assessment.objections.get(id) if kind == "objection" else None
    if objection is not None and objection.open and not objection.late:
        yield assessments.ScoreObjectionOverdue(
            passed.stream_id, objection=id, organisation=LOCAL_FINANCE.id, key=passed.key,
            due_on=passed.due_on, name=f"{assessment.year}年金融机构考核",
        )  # fmt: skip
    runs = assessment.stage == "publicised" and not assessment.publicity_over
    if kind == "publicity" and runs and id == str(assessment.edition):
        yield assessments.ScorePublicityEnded(
            passed.stream_id, edition=assessment.edition, last_day=passed.due_on
        )


@ASSESSMENT.command(title="解除考核异议预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_score_flag(
    assessment: Assessment, cmd: assessments.ClearScoreFlag, context: Context
) -> Events:
    require_flag(assessment.flags, cmd.key)
    yield assessments.ScoreFlagCleared.of(cmd)


@ASSESSMENT.tasks
def tasks(assessment: Assessment) -> Tasks:
    """The next step, by whom; every open objection."""
    for id, objection in sorted(assessment.objections.items()):
        if objection.open:
            limit = objection_limit(id, objection)
            yield Task(
                limit.key, [LOCAL_FINANCE], "处理机构对考核得分的异议",
                [resolve_score_objection], limit,
            )  # fmt: skip
    for id in assessment.upheld:
        yield Task(
            f"correct-for-{id}", [LOCAL_FINANCE], "更正异议成立的考核数据", [correct_figure],
            clause=CLAUSE,
        )  # fmt: skip
    again = f"-{assessment.edition}"
    match assessment.stage:
        case "scheme":
            yield Task(
                "freeze", [LOCAL_FINANCE], "统计并锁定考核数据", [ask_for_figures, freeze_figures],
                clause=CLAUSE,
            )  # fmt: skip
        case "frozen" if assessment.disagreed:
            yield Task(
                f"correct{again}", [LOCAL_FINANCE], "更正核实不一致的考核数据", [correct_figure],
                clause=CLAUSE,
            )  # fmt: skip
        case "frozen":
            yield Task(
                f"verify{again}", [PBOC, NFRA], "核实考核数据", [verify_figures], clause=CLAUSE
            )
        case "verified":
            yield Task(
                f"score{again}", [LOCAL_FINANCE], "按组评分", [score_institutions], clause=CLAUSE
            )
        case "scored":
            yield Task(
                f"publicise{again}", [LOCAL_FINANCE], "公示考核得分", [publicise_scores],
                clause=CLAUSE,
            )  # fmt: skip
        case "publicised" if not assessment.publicity_over:
            yield Wait("公示期间，可提出异议", publicity_limit(assessment))
        case "publicised" if assessment.open_objections:
            yield Wait("异议处理完毕后确认")
        case "publicised":
            yield Task(
                f"confirm{again}", [LOCAL_FINANCE], "确认考核结果", [confirm_institution_assessment],
                clause=CLAUSE,
            )  # fmt: skip
        case _:
            yield Over("已确认")
