"""What operations and their machines ask the workbench, by whatever name they know it."""

import pytest
from werkzeug.test import Client

from tests.deployment.programs import ran
from tests.workbench.world import World

BY_ADDRESS = "http://10.0.0.7:8000"
"""As a probe or Prometheus has it; people's browsers are answered under the name of the settings."""


@pytest.mark.parametrize("path", ["/health", "/metrics", "/keys.json"])
def test_machines_are_answered_whatever_name_they_know_the_workbench_by(bench: World, path: str):
    assert Client(bench.app).get(path, base_url=BY_ADDRESS).status_code == 200
    assert Client(bench.app).get("/sign-in", base_url=BY_ADDRESS).status_code == 403


def test_operations_see_how_pages_are_answered(bench: World):
    site = Client(bench.app)
    assert site.get("/sign-in", base_url=bench.address).status_code == 200
    for path in ("/no-such-page-1", "/no-such-page-2"):
        assert site.get(path, base_url=bench.address).status_code == 404
    told = site.get("/metrics", base_url=BY_ADDRESS).text
    counted = 'zhenxing_http_requests_total{method="GET",route="%s",status="%d"}'
    assert counted % ("/sign-in", 200) in told
    assert counted % ("none", 404) in told
    assert "no-such-page" not in told
    assert ran("promtool", "check", "metrics", told=told) == ""
