"""Health, metrics, and what operators ask of a running service."""

from datetime import UTC

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.moments import instant
from shared.face.http.operating_data import (
    DiscardParked,
    Rebuild,
    Resync,
    RetryParked,
    Scenario,
)
from shared.face.http.problem import INVALID, Problem
from shared.face.http.query import POSITION, Query, number

HEADS = Query(others=number("heads", "已知的各服务日志位置", 0, POSITION))


def live(call: Call) -> Response:
    """The process answers."""
    return answer({"status": "live", "service": call.face.name})


def ready(call: Call) -> Response:
    """200 when the service can do its work, else 503; says what it waits for."""
    can, why = call.face.operations.ready()
    status, headers = (200, {}) if can else (503, {"Retry-After": "1"})
    return answer({"ready": can, "service": call.face.name, **why}, status, headers)


def metrics(call: Call) -> Response:
    return Response(generate_latest(call.face.metrics), content_type=CONTENT_TYPE_LATEST)


def status(call: Call) -> Response:
    face = call.face
    return answer({"service": face.name, "title": face.title, **face.operations.status()})


def parked(call: Call) -> Response:
    return answer({"parked": call.face.operations.parked()})


def retry(call: Call) -> Response:
    wanted: RetryParked = call.message()
    call.face.operations.retry(wanted.subscription, wanted.key)
    return answer({"retrying": wanted}, 202)


def discard(call: Call) -> Response:
    wanted: DiscardParked = call.message()
    operations = call.face.operations
    operations.discard(wanted.subscription, wanted.key, wanted.reason, call.actor)
    return answer({"discarded": wanted})


def resync(call: Call) -> Response:
    wanted: Resync = call.message()
    operations = call.face.operations
    return answer(operations.resync(wanted.source, wanted.reason, wanted.dry_run, call.actor))


def rebuild(call: Call) -> Response:
    wanted: Rebuild = call.message()
    return answer(call.face.operations.rebuild(wanted.view))


def verification(call: Call) -> Response:
    return answer(call.face.operations.verify())


def witness(call: Call) -> Response:
    return answer({"witness": call.face.operations.witness()})


def scenario(call: Call) -> Response:
    """Let the demo's clock come to an instant: deadlines up to it pass."""
    wanted: Scenario = call.message()
    until = instant(wanted.until)
    if until is None:
        zh, en = "须为带时区的时刻，如 2024-03-01T09:00:00+08:00", "Not an instant with its offset."
        errors = [{"field": "until", "message": en, "message_zh": zh}]
        raise Problem(INVALID, f"until：{zh}", f"until: {en}", errors=errors)
    return answer(call.face.operations.scenario(until.astimezone(UTC)))


def scenario_standing(call: Call) -> Response:
    """Whether the service has come to rest; the query names the heads that are known so far."""
    return answer(call.face.operations.scenario_standing(call.given))


def end_scenario(call: Call) -> Response:
    call.face.operations.end_scenario()
    return answer({"scenario": None})
