"""Whom Prometheus scrapes, and whom it expects to answer."""

import json
from collections.abc import Callable
from pathlib import Path

from deploy.generators.written import HEADING, yaml_of
from shared.policy.services import BASE_PORT, services

CONFIGURATION = Path(__file__).parents[1] / "prometheus" / "prometheus.yml"


WORKBENCH = "workbench"
"""Is watched as services are: it tells how its pages are answered."""


def ports() -> dict[str, int]:
    """The usual port of each service and of the workbench."""
    return {s.name: s.port for s in services().values()} | {WORKBENCH: BASE_PORT}


def targets() -> str:
    """The services on one machine, at their usual ports; each with its name as a label."""
    return _listed(lambda name, port: f"127.0.0.1:{port}")


def targets_in_compose() -> str:
    return _listed(lambda name, port: f"{name}:{port}")


def expected() -> str:
    """A series of 1 for each service that there is: one that does not answer is missed by it."""
    rules = [
        {"record": "service:zhenxing_expected", "labels": {"service": name}, "expr": "vector(1)"}
        for name in ports()
    ]
    return yaml_of({"groups": [{"name": "zhenxing-expected", "rules": rules}]})


def configuration_in_compose() -> str:
    """As beside the machine's own services, but at the containers' names."""
    said = CONFIGURATION.read_text(encoding="utf-8")
    for here, there in (
        ("127.0.0.1:9093", "alertmanager:9093"),
        ("127.0.0.1:15692", "broker:15692"),
        ("127.0.0.1:9100", "machine:9100"),
    ):
        assert here in said, here
        said = said.replace(here, there)
    return HEADING + said


def _listed(address: Callable[[str, int], str]) -> str:
    listed = [
        {"targets": [address(name, port)], "labels": {"service": name}}
        for name, port in ports().items()
    ]
    return json.dumps(listed, indent=2) + "\n"
