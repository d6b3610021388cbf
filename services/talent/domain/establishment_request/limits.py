"""The limits of a request for posts: its argument, and what an approval is worth (RZ-3.2.a)."""

from collections.abc import Iterable

from services.talent.domain.establishment_request.state import (
    CLAUSE,
    ESTABLISHMENT_REQUEST,
    EstablishmentRequest,
)
from shared.kernel.aggregate import SYSTEM, Context, Deadline, DeadlinePassed, Events, require_flag
from shared.schemas.talent import establishment_request as requests


@ESTABLISHMENT_REQUEST.deadlines
def deadlines(request: EstablishmentRequest) -> Iterable[Deadline]:
    if (argument := argument_limit(request)) and "argument" not in request.late:
        yield argument
    if (implementing := implementation_limit(request)) and "implementation" not in request.late:
        yield implementing


def argument_limit(request: EstablishmentRequest) -> Deadline | None:
    asked = request.requested
    if request.stage != "requested" or asked is None or request.argued is not None:
        return None
    days = asked.argument_working_days
    return Deadline("argument", asked.requested_on, days, "working", CLAUSE)


def implementation_limit(request: EstablishmentRequest) -> Deadline | None:
    given = request.approved
    if request.stage != "approved" or given is None:
        return None
    days = given.implementation_working_days
    return Deadline("implementation", given.decided_on, days, "working", CLAUSE)


@ESTABLISHMENT_REQUEST.when_passed(clause=CLAUSE)
def a_step_is_late(request: EstablishmentRequest, passed: DeadlinePassed, _: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(request)}:
        return
    yield requests.EstablishmentStepOverdue(
        passed.stream_id,
        town=request.town,
        step="argument" if passed.key == "argument" else "implementation",
        organisation=f"{request.county}-staffing",
        due_on=passed.due_on,
        name=_what(request),
    )


def _what(request: EstablishmentRequest) -> str:
    asked = request.requested
    kind = "行政" if asked is not None and asked.administrative else "事业"
    return f"{kind}编制 {request.number} 名"


@ESTABLISHMENT_REQUEST.command(title="解除增编申请预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_establishment_request_flag(
    request: EstablishmentRequest, cmd: requests.ClearEstablishmentRequestFlag, context: Context
) -> Events:
    require_flag(request.flags, cmd.key)
    yield requests.EstablishmentRequestFlagCleared.of(cmd, town=request.town)
