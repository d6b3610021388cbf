"""A running Prometheus with our configuration and rules, but for the targets and the pace."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
import yaml

from deploy.servers import free_port
from tests.deployment.programs import DEPLOY
from tests.eventually import PATIENCE_SECONDS

_SHORTER = {"m": "s", "h": "m", "d": "h"}


class Prometheus:
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

    def firing(self, **labels: str) -> set[tuple[str, str]]:
        """The alerts that fire, with their services."""
        wanted = ",".join(f'{k}="{v}"' for k, v in {"alertstate": "firing", **labels}.items())
        found = (one["metric"] for one in self.series(f"ALERTS{{{wanted}}}"))
        return {(alert["alertname"], alert.get("service", "")) for alert in found}


@contextmanager
def watching(
    folder: Path, addresses: Mapping[str, str], *, hurried: bool = False, alertmanager: str = ""
) -> Iterator[Prometheus]:
    """While the block lasts services are scraped every other second. Where it is `hurried`, minutes of the
    rules are seconds, hours minutes, days hours. An `alertmanager` at an address hears of alerts."""
    rules = folder / "rules"
    rules.mkdir()
    for file in (DEPLOY / "prometheus" / "rules").glob("*.yml"):
        said = file.read_text(encoding="utf-8")
        (rules / file.name).write_text(_in_a_hurry(said) if hurried else said, encoding="utf-8")
    targets, configuration, port = folder / "targets.json", folder / "prometheus.yml", free_port()
    targets.write_text(
        json.dumps([{"targets": [a], "labels": {"service": s}} for s, a in addresses.items()])
    )
    configuration.write_text(yaml.safe_dump(_configuration(rules, targets, alertmanager)))
    command = [
        "prometheus",
        f"--config.file={configuration}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (folder / "prometheus.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            yield Prometheus(port)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _configuration(rules: Path, targets: Path, alertmanager: str) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(
        (DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    )
    said["global"] = {"scrape_interval": "2s", "scrape_timeout": "2s", "evaluation_interval": "1s"}
    said["rule_files"] = [f"{rules}/*.yml"]
    if alertmanager:
        said["alerting"] = {"alertmanagers": [{"static_configs": [{"targets": [alertmanager]}]}]}
    else:
        del said["alerting"]
    [own] = [job for job in said["scrape_configs"] if job["job_name"] == "zhenxing"]
    own["file_sd_configs"] = [{"files": [str(targets)]}]
    said["scrape_configs"] = [own]
    return said


def _in_a_hurry(rules: str) -> str:
    return re.sub(r"(?<=\d)([mhd])\b", lambda unit: _SHORTER[unit[1]], rules)
