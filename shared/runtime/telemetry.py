"""Spans go to a collector by OTLP where an endpoint is configured, and nowhere else.

The SDK is an extra (`pip install zhenxing[otel]`): who has no collector needs none of it. What it is
told by its own variables holds too, such as OTEL_TRACES_SAMPLER or OTEL_EXPORTER_OTLP_CERTIFICATE.
"""

import logging
import threading
from typing import TYPE_CHECKING

from shared.kernel.spans import WANTED_NUMBER, Spans
from shared.runtime.settings import SettingsMissing

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.id_generator import IdGenerator

SECONDS = 2.0
"""What a collector may take for a parcel of spans; then it is lost, and the service goes on."""
LAST_SECONDS = 1.0
"""And for the last one, when the service ends."""
QUIET_SECONDS = 60.0


def spans_of(service: str, endpoint: str) -> Spans:
    """The spans of a service. Raises `SettingsMissing` where the SDK is wanted and not there."""
    if not endpoint:
        return Spans()
    try:
        return _sent(service, endpoint)
    except ImportError:
        raise SettingsMissing(
            f"[tracing] 有 endpoint {endpoint}，但没有装 OpenTelemetry SDK："
            "pip install 'zhenxing[otel]'\n"
            f"[tracing] has the endpoint {endpoint}, and OpenTelemetry's SDK is not there:"
            " pip install 'zhenxing[otel]'"
        ) from None


def _sent(service: str, endpoint: str) -> Spans:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(
        resource=Resource.create({"service.name": service, "service.namespace": "zhenxing"}),
        id_generator=numbers(),
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(endpoint=endpoint, timeout=SECONDS)
    sending = BatchSpanProcessor(exporter, schedule_delay_millis=1000)
    provider.add_span_processor(sending)
    _say_seldom(OTLPSpanExporter.__module__)

    def end() -> None:
        """What is left is sent if that takes no time; no collector holds up the end."""
        last = threading.Thread(target=sending.shutdown, daemon=True)
        last.start()
        last.join(LAST_SECONDS)
        exporter.shutdown()

    return Spans(provider.get_tracer("zhenxing"), end=end)


def _say_seldom(logger: str) -> None:
    """A collector that is away is told of once a minute, not with each parcel."""
    said = float("-inf")

    def is_time(record: logging.LogRecord) -> bool:
        nonlocal said
        if record.created - said < QUIET_SECONDS:
            return False
        said = record.created
        return True

    logging.getLogger(logger).addFilter(is_time)


def numbers() -> "IdGenerator":
    """An event's span has the event's number, any other a random one."""
    from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

    class Numbers(RandomIdGenerator):
        def generate_span_id(self) -> int:
            return WANTED_NUMBER.get() or super().generate_span_id()

    return Numbers()
