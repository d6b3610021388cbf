"""A running Prometheus with our configuration and rules, but for the targets and the pace."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import requests
import yaml

from deploy.servers import free_port
from tests.deployment.programs import DEPLOY
from tests.eventually import PATIENCE_SECONDS

_SHORTER = {"m": "s", "h": "m", "d": "h"}
EVERY_SECONDS = 2
"""How often all are asked, or as seldom as a minute of the rules lasts."""


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
    folder: Path,
    addresses: Mapping[str, str],
    *,
    minute: int = 0,
    alertmanager: str = "",
    servers: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Prometheus]:
    """While the block lasts services are scraped every other second. A `minute` of the rules lasts so
    many seconds, an hour so many minutes, a day so many hours; 0: rules are as they are. An
    `alertmanager` at an address hears of alerts. `servers` are the exporters of other jobs
    (`rabbitmq`, `node`) at their addresses."""
    rules = folder / "rules"
    rules.mkdir()
    for file in (DEPLOY / "prometheus" / "rules").glob("*.yml"):
        said = file.read_text(encoding="utf-8")
        (rules / file.name).write_text(_in_a_hurry(said, minute), encoding="utf-8")
    targets, configuration, port = folder / "targets.json", folder / "prometheus.yml", free_port()
    targets.write_text(
        json.dumps([{"targets": [a], "labels": {"service": s}} for s, a in addresses.items()])
    )
    said = _configuration(rules, targets, max(EVERY_SECONDS, minute), alertmanager, servers)
    configuration.write_text(yaml.safe_dump(said))
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


def _configuration(
    rules: Path, targets: Path, every: int, alertmanager: str, servers: Mapping[str, str]
) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(
        (DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8")
    )
    said["global"] = {
        "scrape_interval": f"{every}s",
        "scrape_timeout": f"{every}s",
        "evaluation_interval": "1s",
    }
    said["rule_files"] = [f"{rules}/*.yml"]
    if alertmanager:
        said["alerting"] = {"alertmanagers": [{"static_configs": [{"targets": [alertmanager]}]}]}
    else:
        del said["alerting"]
    jobs = {job["job_name"]: job for job in said["scrape_configs"]}
    jobs["zhenxing"]["file_sd_configs"] = [{"files": [str(targets)]}]
    for name, address in servers.items():
        jobs[name]["static_configs"] = [{"targets": [address]}]
    said["scrape_configs"] = [jobs[name] for name in ("zhenxing", *servers)]
    return said


def _in_a_hurry(rules: str, minute: int) -> str:
    if not minute:
        return rules
    return re.sub(r"\b(\d+)([mhd])\b", lambda t: f"{int(t[1]) * minute}{_SHORTER[t[2]]}", rules)
