"""A caller's trace context is taken where it is one, and goes with every event that follows."""

from dataclasses import replace

import pytest

from shared.kernel.log.tracing import accepted, passed_on, traceparent
from tests.rows import about

GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
META = replace(
    about(object()),
    event_id="5c2f9a39-1a66-4f0e-8d5c-0d3f3a1c0001",
    correlation_id="0af76519-16cd-43dd-8448-eb211c80319c",
)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        GIVEN.upper(),
        GIVEN.replace("00-4", "01-4"),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'0' * 16}-01",
        f"{GIVEN}\n",
    ],
)
def test_what_is_no_context_is_as_none(header: str) -> None:
    assert accepted(header) == ""


def test_a_callers_trace_goes_on_with_the_event_as_its_parent() -> None:
    meta = replace(META, traceparent=accepted(GIVEN))
    assert traceparent(meta) == "00-4bf92f3577b34da6a3ce929d0e0e4736-5c2f9a391a664f0e-00"
    assert passed_on(meta) == traceparent(meta)


def test_without_a_callers_the_command_that_began_it_names_the_trace() -> None:
    assert traceparent(META) == "00-0af7651916cd43dd8448eb211c80319c-5c2f9a391a664f0e-01"
    assert passed_on(META) == ""
