"""Spans hang on the trace context that goes with events; without an endpoint there are none."""

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from shared.kernel.spans import Spans, context_of, now
from shared.runtime.settings import SettingsMissing
from shared.runtime.telemetry import numbers, spans_of
from tests.eventually import PATIENCE_SECONDS

SHARED = Path(__file__).parents[2] / "shared"
GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
UNSAMPLED = GIVEN[:-2] + "00"
EVENT = "0af76519-16cd-53dd-8448-eb211c80319c"


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    yield InMemorySpanExporter()


@pytest.fixture
def spans(kept: InMemorySpanExporter) -> Spans:
    provider = TracerProvider(id_generator=numbers(), shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(kept))
    return Spans(provider.get_tracer("test"))


def told(kept: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in kept.get_finished_spans()}


def test_a_span_hangs_on_the_callers_and_what_is_begun_in_it_on_the_span(
    spans: Spans, kept: InMemorySpanExporter
) -> None:
    with spans.around("outer", {}, SpanKind.SERVER, parent=GIVEN) as outer, spans.within("in", {}):
        assert spans.here()[3:35] == GIVEN[3:35]
    found = told(kept)
    assert found["outer"].parent and f"{found['outer'].parent.span_id:016x}" == GIVEN[36:52]
    assert found["in"].parent and context_of(outer)[36:52] == f"{found['in'].parent.span_id:016x}"


def test_an_event_is_a_span_whose_number_follows_from_its_id(
    spans: Spans, kept: InMemorySpanExporter
) -> None:
    spans.done("FundsAllocated", {}, SpanKind.PRODUCER, GIVEN, now(), event=EVENT)
    spans.done("other", {}, SpanKind.PRODUCER, GIVEN, now())
    found = told(kept)
    assert f"{found['FundsAllocated'].context.span_id:016x}" == EVENT.replace("-", "")[:16]
    assert found["other"].context.span_id != found["FundsAllocated"].context.span_id


def test_an_error_is_told_by_its_kind_and_not_by_what_it_says(
    spans: Spans, kept: InMemorySpanExporter
) -> None:
    with pytest.raises(ValueError), spans.around("failing", {}):
        raise ValueError("演示-张三")
    span = told(kept)["failing"]
    assert span.attributes == {"error.type": "ValueError"}
    assert "演示" not in span.to_json()


def test_what_the_caller_does_not_sample_is_not_recorded(
    spans: Spans, kept: InMemorySpanExporter
) -> None:
    with spans.around("outer", {}, parent=UNSAMPLED), spans.within("in", {}):
        pass
    assert told(kept) == {}


def test_without_an_endpoint_nothing_is_recorded_and_the_callers_context_stays() -> None:
    spans = spans_of("land", "")
    with spans.around("x", {}, parent=GIVEN) as span:
        assert (spans.recording, spans.here(), context_of(span)) == (False, "", "")


def test_an_endpoint_without_the_extra_says_what_is_to_be_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsMissing, match=r"pip install 'zhenxing\[otel\]'"):
        spans_of("land", "http://127.0.0.1:4318/v1/traces")


def test_a_collector_that_is_away_holds_up_no_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        spans = spans_of("land", f"http://127.0.0.1:{silent.getsockname()[1]}/v1/traces")
        with spans.around("x", {}):
            pass
        ended = threading.Thread(target=spans.end, daemon=True)
        ended.start()
        ended.join(PATIENCE_SECONDS)
        assert not ended.is_alive()


def test_nothing_else_needs_the_extra() -> None:
    needing = [
        str(file.relative_to(SHARED))
        for file in SHARED.rglob("*.py")
        if any(part in file.read_text() for part in ("opentelemetry.sdk", "opentelemetry.exporter"))
    ]
    assert needing == ["runtime/telemetry.py"]
