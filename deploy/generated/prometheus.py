"""Whom Prometheus scrapes, and whom it expects to answer."""

import json
from collections.abc import Callable
from pathlib import Path

from deploy.generated.written import HEADING, yaml_of
from shared.policy.services import ServiceEntry, services

CONFIGURATION = Path(__file__).parents[1] / "prometheus" / "prometheus.yml"


def targets() -> str:
    """The services on one machine, at their usual ports; each with its name as a label."""
    return _listed(lambda service: f"127.0.0.1:{service.port}")


def targets_in_compose() -> str:
    return _listed(lambda service: f"{service.name}:{service.port}")


def expected() -> str:
    """A series of 1 for each service that there is: one that does not answer is missed by it."""
    rules = [
        {"record": "service:zhenxing_expected", "labels": {"service": name}, "expr": "vector(1)"}
        for name in services()
    ]
    return yaml_of({"groups": [{"name": "zhenxing-expected", "rules": rules}]})


def configuration_in_compose() -> str:
    """As beside the machine's own services, but at the containers' names."""
    said = CONFIGURATION.read_text(encoding="utf-8")
    for here, there in (
        ("127.0.0.1:9093", "alertmanager:9093"),
        ("127.0.0.1:15692", "broker:15692"),
    ):
        assert here in said, here
        said = said.replace(here, there)
    return HEADING + said


def _listed(address: Callable[[ServiceEntry], str]) -> str:
    listed = [{"targets": [address(s)], "labels": {"service": s.name}} for s in services().values()]
    return json.dumps(listed, indent=2) + "\n"
