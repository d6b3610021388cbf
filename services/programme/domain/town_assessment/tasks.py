"""待办: town, county, experts and housing lead a year's assessment to its end (RZ-1.a)."""

from services.programme.domain.organisations import HOUSING
from services.programme.domain.town_assessment.limits import opinion_limit, step_limit
from services.programme.domain.town_assessment.opinion import (
    record_assessment_opinion,
    waive_assessment_opinion,
)
from services.programme.domain.town_assessment.result import (
    confirm_assessment,
    publicise_assessment,
    resolve_assessment_objection,
)
from services.programme.domain.town_assessment.rules import CLAUSE
from services.programme.domain.town_assessment.scoring import (
    review_assessment,
    score_assessment,
    submit_self_assessment,
)
from services.programme.domain.town_assessment.state import TOWN_ASSESSMENT, TownAssessment
from shared.kernel.aggregate import COUNTY, TOWN, Over, Task, Tasks, Wait


@TOWN_ASSESSMENT.tasks
def tasks(known: TownAssessment) -> Tasks:
    year, limit = known.year, step_limit(known)
    for id in known.open_objections:
        yield Task(
            f"objection-{id}", [HOUSING], "处理对年度评估的异议", [resolve_assessment_objection],
            clause=CLAUSE,
        )  # fmt: skip
    match known.stage:
        case "opened":
            n = known.submission
            yield Task(
                f"self-assessment-{n}" if n else "self-assessment", [TOWN],
                f"提交{year}年度自评", [submit_self_assessment], limit, CLAUSE,
            )  # fmt: skip
        case "submitted" if limit:
            yield Task(limit.key, [COUNTY], f"初审{year}年度自评", [review_assessment], limit)
        case "reviewed" if known.opinion.awaited:
            yield Task(
                "opinion", [HOUSING], f"取得专家对{year}年度评估的意见，或说明免除",
                [record_assessment_opinion, waive_assessment_opinion], opinion_limit(known),
            )  # fmt: skip
        case "reviewed":
            yield Task(
                f"score-{known.publicity}", [HOUSING], f"对{year}年度评估评分",
                [score_assessment], clause=CLAUSE,
            )  # fmt: skip
        case "scored":
            yield Task(
                f"publicise-{known.publicity}", [HOUSING], f"公示{year}年度评估结果",
                [publicise_assessment], clause=CLAUSE,
            )  # fmt: skip
        case "publicised":
            yield Wait("公示期间，可提出异议", limit)
        case "publicity-ended" if limit:
            yield Task(limit.key, [HOUSING], f"确认{year}年度评估", [confirm_assessment], limit)
        case "confirmed":
            yield Over("已确认")
