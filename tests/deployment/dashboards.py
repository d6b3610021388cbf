"""What dashboards ask of Prometheus."""

import json

from deploy.grafana.all import FOLDER

NOT_OF_THE_DEMO = ("rabbitmq_", "node_", "zhenxing_store_clock_ahead_seconds")
"""Told by exporters of servers, or where the store is one: neither is there with the demo."""


def expressions(service: str) -> dict[str, str]:
    """Every expression by its panel, asked of one service where it is of one."""
    found = {}
    for file in sorted(FOLDER.glob("*.json")):
        for panel in json.loads(file.read_text(encoding="utf-8"))["panels"]:
            for target in panel["targets"]:
                where = f"{file.stem}: {panel['title']} {target['refId']}"
                found[where] = target["expr"].replace("$service", service)
    return found
