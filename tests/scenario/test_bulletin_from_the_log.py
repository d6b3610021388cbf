"""RZ-3.3.c: a bulletin tells what the log says of its period, and never anything else."""

from datetime import UTC, date, datetime

from services.supervision.domain.bulletin.state import BULLETIN
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate import Actor
from shared.schemas.supervision.bulletin import (
    DraftBulletin,
    HandlingFigures,
    PublishBulletin,
)
from tests.scenario.pure_run import PureRun
from tests.unit.supervision.matters import FOR_CLOSURE, IN_PLAN, RESOLVED

IN_MARCH = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
IN_MAY = datetime(2024, 5, 6, 4, 0, tzinfo=UTC)
HOUSING = Actor("张三", "housing")


def test_a_bulletin_is_filled_from_the_log_and_published_with_what_it_found():
    run = PureRun()
    run.recorded("supervision", ISSUE, "i1", (*FOR_CLOSURE, RESOLVED), IN_MARCH)
    run.recorded("supervision", ISSUE, "i2", IN_PLAN, IN_MARCH)
    run.pass_deadlines(until=IN_MAY)
    draft = DraftBulletin(
        "b1", title="演示-通报", since=date(2024, 3, 1), until=date(2024, 4, 30), summary="情况如下"
    )
    run.give("supervision", "draft-bulletin", draft, HOUSING, IN_MAY)
    run.give("supervision", "publish-bulletin", PublishBulletin("b1"), HOUSING, IN_MAY)
    assert run.refused == []
    state = run.service("supervision").state(BULLETIN, "b1")[1]
    assert (state.edition, state.audience) == (1, "departments")
    # One of two was resolved; the other passed its due date.
    assert state.departments == (
        HandlingFigures("reform", handled=1, resolved=1, overdue=1, score=0, rank=1),
    )
