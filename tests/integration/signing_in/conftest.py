"""One register and one provider for all tests of signing in."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.signing_in.town_hall import Desk, TownHall, town_hall


@pytest.fixture(scope="package")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    folder: Path = tmp_path_factory.mktemp("hall") / "home"
    folder.mkdir()
    with town_hall(folder) as made:
        yield made


@pytest.fixture(scope="package")
def provider() -> Iterator[str]:
    """The address of a provider that vouches for whomever one asks it to. What it is made with takes
    a second to load, which only those wait for who sign in."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="package")
def hurried_provider() -> Iterator[str]:
    """One whose tokens have expired when they arrive."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread(access_token_max_age=timedelta(seconds=-60)) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def desk(hall: TownHall, provider: str) -> Desk:
    return hall.workbench(provider)
