"""The published language, and the shapes of views, as they were last agreed.

`python -m tests.contracts.snapshot` renews them. An incompatible change of the language is not
renewed away: publish a new event type instead. Neither is a changed view under an unchanged
version: raise it, or answer with `--same-rows VIEW` for it that the rows are the same.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from shared.runtime.settings import SERVICES
from shared.schemas.events import events_of
from shared.schemas.marshalling import json_schema
from tests.contracts.view_shapes import PLATFORM, Shape, shapes, unversioned

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


def agreed_shapes(service: str, folder: Path = FOLDER) -> dict[str, Shape]:
    """The shapes of a service's views in the snapshot; none before its first."""
    file = folder / "views" / f"{service}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def renew(same_rows: Collection[str] = (), folder: Path = FOLDER) -> list[str]:
    """Write what is, unless views changed under an unchanged version: what is wrong with them."""
    present = {service: shapes(service) for service in (*SERVICES, PLATFORM)}
    wrong = [
        sentence
        for service, views in present.items()
        for name, was in agreed_shapes(service, folder).items()
        if name in views
        for sentence in unversioned(name, was, views[name], same_rows=name in same_rows)
    ]
    if not wrong:
        for service in SERVICES:
            _write(folder / f"{service}.json", published(service))
        for service, views in present.items():
            _write(folder / "views" / f"{service}.json", views)
    return wrong


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Agree on what is published and kept now.")
    arguments.add_argument("--same-rows", metavar="VIEW", nargs="+", default=[])
    sys.exit("\n".join(renew(arguments.parse_args().same_rows)) or None)
