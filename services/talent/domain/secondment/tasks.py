"""待办: who answers a town, posts who was nominated, and sees to a secondment's end (RZ-2.5.b)."""

from services.talent.domain.organisations import COUNTY_ORGANIZATION, ORGANIZATION
from services.talent.domain.secondment.asking import decline_secondee, nominate_secondee
from services.talent.domain.secondment.course import (
    end_secondment,
    extend_secondment,
    start_secondment,
)
from services.talent.domain.secondment.limits import answer_limit, end_limit, warning
from services.talent.domain.secondment.state import CLAUSE, SECONDMENT, Secondment
from shared.kernel.aggregate import Over, Task, Tasks, Wait

WHO = (ORGANIZATION, COUNTY_ORGANIZATION)


@SECONDMENT.tasks
def tasks(secondment: Secondment) -> Tasks:
    """Its end is somebody's task from the warning on."""
    match secondment.stage:
        case "requested":
            yield Task(
                "answer",
                WHO,
                "答复挂职需求",
                [nominate_secondee, decline_secondee],
                answer_limit(secondment),
            )
        case "nominated":
            yield Task(
                "start", WHO, "办理挂职任职", [start_secondment, decline_secondee], clause=CLAUSE
            )
        case "started" if secondment.warned or secondment.overdue:
            yield Task(
                "end",
                WHO,
                "办理挂职期满返回、延期或留任",
                [extend_secondment, end_secondment],
                end_limit(secondment),
            )
        case "started":
            yield Wait("挂职期内，届满前提醒", warning(secondment))
            yield Wait("挂职期内", end_limit(secondment))
        case "declined":
            yield Over("不予选派")
        case "ended":
            yield Over("挂职已结束")
