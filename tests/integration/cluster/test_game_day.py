"""One fault of the game day, for everyday: `make gameday` plays all of them."""

from pathlib import Path

from tests.deployment.dashboards import expressions
from tests.deployment.paging import Pager
from tests.deployment.watching import Prometheus
from tests.eventually import eventually
from tests.integration.effects import Logs
from tests.integration.game.faults import ALONE
from tests.integration.game.playing import play
from tests.integration.processes import Cluster


def test_a_killed_service_is_told_to_the_pager_and_that_it_is_over_and_nothing_is_lost(
    cluster: Cluster, logs: Logs, pager: Pager, prometheus: Prometheus, tmp_path: Path
) -> None:
    played = play(ALONE, cluster, logs, pager, tmp_path, rebuilding=["land"])
    assert played.receivers == {"pager"}
    [clocks] = [e for e in expressions("land").values() if "zhenxing_store_clock" in e]
    eventually(lambda: prometheus.series(clocks), "the clock of a store that is a server")
