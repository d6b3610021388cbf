"""Every service is called by its own OpenAPI: no 5xx, nothing that the document does not say.

The short form of `make fuzz`, the same calls in every run.
"""

from collections.abc import Iterator

import pytest

from shared.runtime.settings import SERVICES
from tests.fuzz.running import fuzz
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base

SECONDS = 3


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    up = Up(tmp_path_factory.mktemp("fuzz") / "home", free_base(len(SERVICES)))
    try:
        up.start("--no-demo")
        yield up
    finally:
        if up.running:
            up.stop()


@pytest.mark.parametrize("service", SERVICES)
def test_no_call_that_the_document_allows_or_forbids_breaks_a_service(up: Up, service: str) -> None:
    port = up.port + 1 + SERVICES.index(service)
    more = ("--phases", "examples,fuzzing", "--max-examples", "3", "--generation-deterministic")
    complaints = fuzz(up, service, port, SECONDS, *more)
    assert not complaints, complaints
    assert "incident" not in up.said
