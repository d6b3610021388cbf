from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.http.served import Served, served


@pytest.fixture
def finance(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path) as service:
        yield service


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Served]:
    with served("land", tmp_path) as service:
        yield service


@pytest.fixture
def supervision(tmp_path: Path) -> Iterator[Served]:
    with served("supervision", tmp_path) as service:
        yield service
