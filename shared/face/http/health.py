"""Health and metrics: answered to everybody, and while all workers are busy."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug import Response

from shared.face.http.answer import answer
from shared.face.http.call import Call


def live(call: Call) -> Response:
    """The process answers."""
    return answer({"status": "live", "service": call.face.name})


def ready(call: Call) -> Response:
    """200 when the service can do its work, else 503; says what it waits for."""
    can, why = call.face.health.ready()
    status, headers = (200, {}) if can else (503, {"Retry-After": "1"})
    return answer({"ready": can, "service": call.face.name, **why}, status, headers)


def metrics(call: Call) -> Response:
    """What operations see, as Prometheus reads it."""
    return Response(generate_latest(call.face.metrics), content_type=CONTENT_TYPE_LATEST)
