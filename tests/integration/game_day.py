"""Game day: what breaks under load wakes an operator for the right reason, and the alert ends with it.

Minutes of the rules are seconds here. `make gameday` plays all of it, a quarter of an hour, and
writes the day's log; `make test` plays one fault.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployment.paging import Pager
from tests.integration.effects import Logs
from tests.integration.game.day import Day
from tests.integration.game.fault import Fault
from tests.integration.game.faults import FAULTS
from tests.integration.game.playing import play
from tests.integration.processes import Cluster

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def day() -> Iterator[Day]:
    day = Day(len(FAULTS))
    yield day
    day.write()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.slug)
def test_a_fault_is_told_by_its_alerts_they_end_with_it_and_nothing_is_lost(
    fault: Fault, cluster: Cluster, logs: Logs, pager: Pager, day: Day, tmp_path: Path
) -> None:
    day.add(play(fault, cluster, logs, pager, tmp_path))
