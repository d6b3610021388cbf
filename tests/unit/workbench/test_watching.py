"""What operations and their machines ask the workbench, by whatever name they know it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from shared.workbench.app import Workbench
from shared.workbench.settings import ServicePlace, WorkbenchSettings
from tests.deployment.programs import ran

ADDRESS = "http://localhost:8000"
BY_ADDRESS = "http://10.0.0.7:8000"
"""As a probe or Prometheus has it; people's browsers are answered under the name of the settings."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Client]:
    """A workbench whose services are away: machines are answered without them."""
    app = Workbench(
        WorkbenchSettings(
            services={"land": ServicePlace("land", "http://127.0.0.1:1", "用地")},
            identity=tmp_path / "identity",
            store=tmp_path / "workbench.sqlite",
            hosts=frozenset({"localhost:8000"}),
        )
    )
    yield Client(app)
    app.bench.store.close()


@pytest.mark.parametrize("path", ["/health", "/metrics", "/keys.json"])
def test_machines_are_answered_whatever_name_they_know_the_workbench_by(site: Client, path: str):
    assert site.get(path, base_url=BY_ADDRESS).status_code == 200
    assert site.get("/sign-in", base_url=BY_ADDRESS).status_code == 403


def test_operations_see_how_pages_are_answered(site: Client):
    assert site.get("/sign-in", base_url=ADDRESS).status_code == 200
    for path in ("/no-such-page-1", "/no-such-page-2"):
        assert site.get(path, base_url=ADDRESS).status_code == 404
    told = site.get("/metrics", base_url=BY_ADDRESS).text
    counted = 'zhenxing_http_requests_total{method="GET",route="%s",status="%d"}'
    assert counted % ("/sign-in", 200) in told
    assert counted % ("none", 404) in told
    assert "no-such-page" not in told
    assert ran("promtool", "check", "metrics", told=told) == ""
