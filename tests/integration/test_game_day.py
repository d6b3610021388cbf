"""One fault of the game day, for everyday: `make gameday` plays all of them."""

from pathlib import Path

from tests.deployment.paging import Pager
from tests.integration.effects import Logs
from tests.integration.game.faults import ALONE
from tests.integration.game.playing import play
from tests.integration.processes import Cluster


def test_a_killed_service_is_told_to_the_pager_and_that_it_is_over_and_nothing_is_lost(
    cluster: Cluster, logs: Logs, pager: Pager, tmp_path: Path
) -> None:
    played = play(ALONE, cluster, logs, pager, tmp_path, rebuilding=["land"])
    assert played.receivers == {"pager"}
