"""A Prometheus that scrapes the demo answers everything that the dashboards ask."""

from pathlib import Path

import pytest

from shared.policy.services import BASE_PORT, services
from tests.deployment.dashboards import NOT_OF_THE_DEMO, expressions
from tests.deployment.watching import watching
from tests.eventually import eventually
from tests.integration.cli.upped import Up

pytestmark = pytest.mark.timeout(900)  # the first test waits for the demo


def raising(issue: str) -> tuple[str, ...]:
    fields = (f"issue={issue}", "town=taoluo", "kind=problem", "title=演示-图", "description=演示")
    return "give", "raise-issue", *fields, "--org", "taoluo", "--name", "演示-张三"


def test_every_expression_gives_a_series_and_a_healthy_demo_wakes_nobody(
    up: Up, zhenxing, tmp_path: Path
) -> None:
    addresses = {s.name: f"127.0.0.1:{up.port + s.port - BASE_PORT}" for s in services().values()}
    addresses["workbench"] = f"127.0.0.1:{up.port}"
    asked = {
        where: expression
        for where, expression in expressions("supervision").items()
        if not any(name in expression for name in NOT_OF_THE_DEMO)
    }
    assert len(asked) > 40
    for words in (("verify", "supervision"), ("backup",), raising("cli-figures-1")):
        assert zhenxing(*words).code == 0
    with watching(tmp_path, addresses) as prometheus:
        seen = 'zhenxing_commands_total{service="supervision"}'
        eventually(lambda: prometheus.series(seen), "the first command to be seen")
        assert zhenxing(*raising("cli-figures-2")).code == 0

        def answered() -> bool:
            missing = [where for where, said in asked.items() if not prometheus.series(said)]
            assert missing == []
            return True

        eventually(answered, "all to be answered")
        assert prometheus.firing(severity="page") == set()
