"""Every service is called by its own OpenAPI: no 5xx, nothing that the document does not say.

The short form of `make fuzz`, the same calls in every run: of the paths that all services have each is
called at one of them, of its own each service is called at one in nine.
"""

from collections.abc import Iterator

import pytest

from shared.runtime.settings import SERVICES
from tests.fuzz.running import Fuzz
from tests.integration.cli.upped import Up
from tests.integration.processes import free_base


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    up = Up(tmp_path_factory.mktemp("fuzz") / "home", free_base(len(SERVICES)))
    try:
        up.start("--no-demo")
        yield up
    finally:
        if up.running:
            up.stop()


@pytest.fixture(scope="module")
def fuzz(up: Up) -> Iterator[Fuzz]:
    with Fuzz(up) as fuzz:
        yield fuzz


@pytest.mark.parametrize("service", SERVICES)
def test_no_call_that_the_document_allows_or_forbids_breaks_a_service(
    up: Up, fuzz: Fuzz, service: str
) -> None:
    port = up.port + 1 + SERVICES.index(service)
    few = ("--phases", "examples,fuzzing", "--max-examples", "3", "--generation-deterministic")
    complaints = fuzz(service, port, *few, part=f"{SERVICES.index(service)}/{len(SERVICES)}")
    assert not complaints, complaints
    assert "incident" not in up.said
