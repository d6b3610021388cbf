from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cli.serving import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Services as processes of their own."""
    served = Served(tmp_path / "home")
    yield served
    for process in served.started:
        if process.poll() is None:
            process.kill()
            process.wait()
