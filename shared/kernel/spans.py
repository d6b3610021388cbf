"""Spans for who watches many systems with OpenTelemetry: how long each step of a chain took, where.

They hang on the trace context that goes with the events: an event is a span whose number is the
first half of its id, so that whoever follows the log knows its parent without being told. Nothing
is recorded, and next to nothing done, until the runtime gives a tracer.

What is told of a span are ids, names and numbers; nothing of a person, and no text that anybody
typed: of an error its kind.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

from opentelemetry.context import Context
from opentelemetry.trace import (
    NoOpTracer,
    Span,
    SpanKind,
    StatusCode,
    Tracer,
    get_current_span,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

Said = str | int

WANTED_NUMBER: ContextVar[int] = ContextVar("wanted number", default=0)
"""The number that the next span is to have; 0: any. Who makes numbers looks here."""

_CONTEXTS = TraceContextTextMapPropagator()
_NOTHING = NoOpTracer().start_span("")
_NOT_RECORDED = nullcontext(_NOTHING)


class Spans:
    """The spans of one service. `end` lets go of what is not sent yet."""

    def __init__(
        self, tracer: Tracer | None = None, end: Callable[[], None] = lambda: None
    ) -> None:
        self._tracer = tracer or NoOpTracer()
        self.recording = tracer is not None
        self.end = end

    def around(
        self,
        name: str,
        said: Mapping[str, Said],
        kind: SpanKind = SpanKind.INTERNAL,
        *,
        parent: str = "",
    ) -> AbstractContextManager[Span]:
        """A span for as long as the block lasts; within the thread, spans begun in it hang on it.

        `parent` is a trace context; without one it is the span around this one, if any.
        """
        return self._around(name, said, kind, parent) if self.recording else _NOT_RECORDED

    @contextmanager
    def _around(
        self, name: str, said: Mapping[str, Said], kind: SpanKind, parent: str
    ) -> Iterator[Span]:
        with self._tracer.start_as_current_span(
            name,
            _context(parent),
            kind,
            said,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def within(self, name: str, said: Mapping[str, Said]) -> AbstractContextManager[Span]:
        """A span on the one around; where there is none, none."""
        return self.around(name, said) if self.here() else _NOT_RECORDED

    def begun(self, name: str, said: Mapping[str, Said], kind: SpanKind, parent: str) -> Span:
        """A span that whoever asked for it ends."""
        if not self.recording:
            return _NOTHING
        return self._tracer.start_span(name, _context(parent), kind, said)

    def done(
        self,
        name: str,
        said: Mapping[str, Said],
        kind: SpanKind,
        parent: str,
        since: int,
        *,
        event: str = "",
    ) -> None:
        """A span that began at `since`, by `now`, and ends now; an `event`'s has its number."""
        wanted = WANTED_NUMBER.set(int(number_of(event), 16) if event else 0)
        try:
            span = self._tracer.start_span(name, _context(parent), kind, said, start_time=since)
        finally:
            WANTED_NUMBER.reset(wanted)
        span.end()

    def here(self) -> str:
        """The trace context of the span around; empty where nothing is recorded."""
        return context_of(get_current_span()) if self.recording else ""


def now() -> int:
    """Nanoseconds since 1970, as spans count them."""
    return time.time_ns()


def number_of(event: str) -> str:
    """The number of an event's span, as 16 hexadecimal digits."""
    return event.replace("-", "")[:16]


def context_of(span: Span) -> str:
    """The W3C trace context of what a span leads to; empty for none."""
    context = span.get_span_context()
    if not context.is_valid:
        return ""
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


def answered(span: Span, status: int) -> None:
    """Say how a request was answered; that something went wrong here only where it did."""
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(StatusCode.ERROR)


def _context(parent: str) -> Context | None:
    return _CONTEXTS.extract({"traceparent": parent}, Context()) if parent else None
