"""What runbooks ask of a service that only one tells whose store is a server."""

import subprocess

from tests.deployment.runbooks import lines
from tests.integration.processes import Cluster


def test_a_service_tells_how_far_its_clock_is_from_the_stores(cluster: Cluster) -> None:
    [asked] = [line for line in lines() if "zhenxing_store_clock" in line]
    told = asked.replace("PORT", str(cluster.settings.service("land").port))
    done = subprocess.run(["bash", "-c", told], capture_output=True, text=True)
    assert done.returncode == 0, done
