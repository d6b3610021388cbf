"""A request for new land is decided in time, or its decider is late (RZ-2.3.d)."""

from collections.abc import Iterable

from services.land.domain.land_request.state import CLAUSE, LAND_REQUEST, LandRequest
from shared.kernel.aggregate import (
    FLAG_STANDS,
    SYSTEM,
    Context,
    Deadline,
    DeadlinePassed,
    Events,
    refuse,
)
from shared.schemas.land import land_request

DECISION = "decision"


@LAND_REQUEST.deadlines
def deadlines(request: LandRequest) -> Iterable[Deadline]:
    """The decision on the request, until it is allocated, refused or withdrawn."""
    limit = decision_limit(request)
    if limit and request.status == "requested" and not request.overdue:
        yield limit


def decision_limit(request: LandRequest) -> Deadline | None:
    """None for a request that was stored before its decision had a limit."""
    asked = request.requested
    if asked is None or asked.requested_on is None or asked.decision_working_days is None:
        return None
    return Deadline(DECISION, asked.requested_on, asked.decision_working_days, "working", CLAUSE)


@LAND_REQUEST.when_passed(clause=CLAUSE)
def decision_is_late(request: LandRequest, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(request)}:
        return
    assert request.requested is not None and request.requested.decider is not None
    yield land_request.LandDecisionOverdue(
        request=passed.stream_id, project=request.project, town=request.town,
        county=request.county, organisation=request.requested.decider, due_on=passed.due_on,
    )  # fmt: skip


@LAND_REQUEST.command(title="解除用地申请超期预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_land_decision_flag(
    request: LandRequest, cmd: land_request.ClearLandDecisionFlag, context: Context
) -> Events:
    if not request.flagged:
        refuse(FLAG_STANDS, key=cmd.request)
    yield land_request.LandDecisionFlagCleared.of(cmd, town=request.town)
