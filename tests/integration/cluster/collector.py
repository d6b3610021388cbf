"""A collector of spans on loopback, as OpenTelemetry's protocol has one: OTLP over HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Told:
    """A span as it was told: numbers in hex, `parent` empty for the first of a trace."""

    service: str
    name: str
    trace: str
    number: str
    parent: str
    attributes: dict[str, str]
    seconds: float


class Collector:
    def __init__(self) -> None:
        self.spans: list[Told] = []
        taken = self.spans

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                taken.extend(_told(ExportTraceServiceRequest.FromString(body)))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1/traces"

    def of(self, trace: str) -> list[Told]:
        """The spans of a trace."""
        return [span for span in list(self.spans) if span.trace == trace]

    def serve(self) -> None:
        self._server.serve_forever()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()
    threading.Thread(target=collector.serve, daemon=True).start()
    try:
        yield collector
    finally:
        collector.end()


def _told(request: ExportTraceServiceRequest) -> Iterator[Told]:
    for resource in request.resource_spans:
        own = {a.key: a.value.string_value for a in resource.resource.attributes}
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Told(
                    own["service.name"],
                    span.name,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    {
                        a.key: a.value.string_value or str(a.value.int_value)
                        for a in span.attributes
                    },
                    (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9,
                )
