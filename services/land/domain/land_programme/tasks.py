"""待办: a programme's areas are selected, and it is closed (RZ-2.3.i).

What is nominated is sealed until the selection: it asks nobody of anything before.
"""

from services.land.domain.land_programme.changes import close_programme
from services.land.domain.land_programme.rules import CLAUSE
from services.land.domain.land_programme.selection import rank_nominations, select_areas
from services.land.domain.land_programme.state import LAND_PROGRAMME, LandProgramme
from services.land.domain.organisations import NATURAL_RESOURCES
from shared.kernel.aggregate import (
    Answers,
    Over,
    Task,
    Tasks,
    Wait,
)


@LAND_PROGRAMME.tasks
def tasks(programme: LandProgramme) -> Tasks:
    """The selection; then what is spent and earned is recorded until it is closed."""
    who = [NATURAL_RESOURCES]
    if programme.closed:
        yield Over("已办结")
    elif programme.decided:
        yield Wait("整治修复期间，收益归镇时登记")
        yield Task("closing", who, "整治修复完成后办结", [close_programme], clause=CLAUSE)
    else:
        answers: Answers = [rank_nominations, select_areas]
        yield Task("selection", who, "对申报区域排序并确定入选区域", answers, clause=CLAUSE)
