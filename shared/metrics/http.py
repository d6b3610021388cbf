"""How many requests were answered, how, and how fast."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30)
_METHODS = {"GET", "HEAD", "POST", "DELETE"}


class HttpMetrics:
    """Labels are the route's pattern, never the path: the number of series stays bounded."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "zhenxing_http_requests",
            "Requests answered",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "zhenxing_http_request_seconds",
            "Time from request to answer",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.labels(route, known, status).inc()
        self._seconds.labels(route).observe(seconds)
