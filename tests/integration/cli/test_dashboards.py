"""A Prometheus that scrapes the demo answers everything that the dashboards ask."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from deploy.servers import free_port
from shared.policy.services import BASE_PORT, services
from tests.deployment.dashboards import NOT_OF_THE_DEMO, expressions
from tests.deployment.programs import DEPLOY
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.upped import Up

pytestmark = pytest.mark.timeout(900)  # the first test waits for the demo


class Asked:
    """A running Prometheus."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/api/v1"

    def series(self, expression: str) -> list[Any]:
        """What it answers to an expression now; nothing while it is not there yet."""
        try:
            answer = requests.get(
                f"{self._url}/query", params={"query": expression}, timeout=PATIENCE_SECONDS
            )
        except requests.ConnectionError:
            return []
        found: list[Any] = answer.json()["data"]["result"] if answer.ok else []
        return found


@pytest.fixture
def prometheus(up: Up, tmp_path: Path) -> Iterator[Asked]:
    """Our configuration, but for the targets and the pace."""
    said = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    said["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    said["rule_files"] = [str(DEPLOY / "prometheus" / "rules" / "*.yml")]
    said.pop("alerting")
    [own] = [job for job in said["scrape_configs"] if job["job_name"] == "zhenxing"]
    targets = tmp_path / "services.json"
    own["file_sd_configs"] = [{"files": [str(targets)]}]
    said["scrape_configs"] = [own]
    listed = [
        {
            "targets": [f"127.0.0.1:{up.port + s.port - BASE_PORT}"],
            "labels": {"service": s.name},
        }
        for s in services().values()
    ]
    targets.write_text(json.dumps(listed))
    file, port = tmp_path / "prometheus.yml", free_port()
    file.write_text(yaml.safe_dump(said))
    command = ["prometheus", f"--config.file={file}", f"--storage.tsdb.path={tmp_path / 'data'}"]
    address = f"--web.listen-address=127.0.0.1:{port}"
    output = (tmp_path / "prometheus.log").open("wb")
    process = subprocess.Popen([*command, address], stdout=output, stderr=output)
    try:
        yield Asked(port)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        output.close()


def raising(issue: str) -> tuple[str, ...]:
    fields = (f"issue={issue}", "town=taoluo", "kind=problem", "title=演示-图", "description=演示")
    return "give", "raise-issue", *fields, "--org", "taoluo", "--name", "演示-张三"


def test_every_expression_gives_a_series(prometheus: Asked, zhenxing) -> None:
    for words in (("verify", "supervision"), ("backup", "supervision"), raising("cli-figures-1")):
        assert zhenxing(*words).code == 0
    seen = 'zhenxing_commands_total{service="supervision"}'
    eventually(lambda: prometheus.series(seen), "the first command to be seen")
    assert zhenxing(*raising("cli-figures-2")).code == 0
    asked = {
        where: expression
        for where, expression in expressions("supervision").items()
        if not any(name in expression for name in NOT_OF_THE_DEMO)
    }
    assert len(asked) > 40

    def answered() -> bool:
        missing = [where for where, said in asked.items() if not prometheus.series(said)]
        assert missing == []
        return True

    eventually(answered, "all to be answered")
    firing = prometheus.series('ALERTS{alertstate="firing",severity="page"}')
    assert [(f["metric"]["alertname"], f["metric"]["service"]) for f in firing] == []
