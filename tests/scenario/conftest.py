"""The whole demo programme, carried out in memory once; no command of it is refused."""

import pytest

from tests.scenario.programme import LINES
from tests.scenario.pure_run import PureRun


@pytest.fixture(scope="session")
def run() -> PureRun:
    run = PureRun()
    run.carry_out(LINES)
    return run
