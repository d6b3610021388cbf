"""Services to attack, as their settings make them by default."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cli import serving
from tests.integration.http.served import Served, served


@pytest.fixture
def finance(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path, scenario="off") as service:
        yield service


@pytest.fixture
def supervision(tmp_path: Path) -> Iterator[Served]:
    with served("supervision", tmp_path, scenario="off") as service:
        yield service


@pytest.fixture(name="served")
def processes(tmp_path: Path) -> Iterator[serving.Served]:
    """Services as processes of their own."""
    with serving.processes(tmp_path / "home") as served:
        yield served
