"""待办: who plans the rotation of a first secretary, and sends somebody where nobody is (RZ-2.5.c)."""

from services.talent.domain.first_secretary.course import recall_secretary
from services.talent.domain.first_secretary.limits import end_of_term, warning
from services.talent.domain.first_secretary.sending import (
    BY,
    dispatch_secretary,
    plan_rotation,
    rotate_secretary,
)
from services.talent.domain.first_secretary.state import CLAUSE, FIRST_SECRETARY, FirstSecretary
from shared.kernel.aggregate import Task, Tasks, Wait


@FIRST_SECRETARY.tasks
def tasks(secretary: FirstSecretary) -> Tasks:
    """From the warning on; who was recalled is followed as soon as may be."""
    if not secretary.person:
        yield Task("send", BY, "选派第一书记", [dispatch_secretary], clause=CLAUSE)
    elif not secretary.warned and not secretary.overdue:
        yield Wait("任期内，届满前提醒", warning(secretary))
        yield Wait("任期内", end_of_term(secretary))
    elif secretary.planned_on is None:
        who = "安排第一书记轮换"
        yield Task("rotation", BY, who, [plan_rotation, rotate_secretary], end_of_term(secretary))
    else:
        who = "办理第一书记轮换"
        yield Task("rotate", BY, who, [rotate_secretary, recall_secretary], end_of_term(secretary))
