"""The published language as it was last agreed: `python -m tests.contracts.snapshot` renews it.

An incompatible change is not renewed away: publish a new event type instead.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of
from shared.schemas.marshalling import json_schema

FOLDER = Path(__file__).parent / "published"


def published(service: str) -> dict[str, Any]:
    """Every event and public command of a service with its JSON Schema."""
    importlib.import_module("shared.schemas.platform")
    importlib.import_module(f"shared.schemas.{service}")
    events = {
        e.name: {"version": e.version, "clause": e.clause, "schema": json_schema(e.data)}
        for e in events_of(service)
    }
    commands = {
        c.name: {"clause": c.clause, "schema": json_schema(c.data)}
        for aggregate in _aggregates(service)
        for c in aggregate.commands.values()
        if c.public
    }
    return {"events": events, "commands": dict(sorted(commands.items()))}


def agreed(service: str) -> dict[str, Any]:
    """The snapshot of a service."""
    return json.loads((FOLDER / f"{service}.json").read_text(encoding="utf-8"))


def _aggregates(service: str) -> list[Any]:
    declared = importlib.import_module(f"services.{service}.service").Service
    return list(declared.commands.aggregates)


def renew() -> None:
    FOLDER.mkdir(exist_ok=True)
    for service in SERVICES:
        text = json.dumps(published(service), ensure_ascii=False, indent=1, sort_keys=True)
        (FOLDER / f"{service}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(renew())
