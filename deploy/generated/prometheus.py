"""Whom Prometheus scrapes, and whom it expects to answer."""

import json

from shared.policy.services import services

HEADING = "# Made from services.toml by `make docs`.\n"


def targets() -> str:
    """The services on one machine, at their usual ports; each with its name as a label."""
    listed = [
        {"targets": [f"127.0.0.1:{s.port}"], "labels": {"service": s.name}}
        for s in services().values()
    ]
    return json.dumps(listed, indent=2) + "\n"


def expected() -> str:
    """A series of 1 for each service that there is: one that does not answer is missed by it."""
    rules = "".join(
        "      - record: service:zhenxing_expected\n"
        f"        labels: {{service: {name}}}\n"
        "        expr: vector(1)\n"
        for name in services()
    )
    return f"{HEADING}groups:\n  - name: zhenxing-expected\n    rules:\n{rules}"
