"""An operator's act is declared once: address, permission, OpenAPI and command line follow."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from prometheus_client import CollectorRegistry
from typer.main import get_command
from werkzeug.test import Client

from shared.face.http.app import build_app
from shared.face.http.operation import Answer, Line, Operation, operation, operations_of
from shared.kernel.aggregate import Actor
from shared.runtime.cli.app import app
from shared.runtime.cli.operations import command_of
from shared.runtime.operations import declared
from shared.schemas.events import command_data
from shared.schemas.kinds import Name, Reason, described
from tests.integration.http.served import Served, served

WITH_LINE = [o for o in declared() if o.line]


@command_data
class Sweep:
    room: Name = described("Which room.")
    reason: Reason | None = described("Why.", None)


@operation("POST", "/swept", failures=(409,), line=Line("sweep", lambda given, answer: None))
def sweep(service: Any, asked: Sweep, actor: Actor) -> Answer:
    """Sweep a room."""
    return {"room": asked.room, "by": actor.person, "service": service}


[SWEEP] = operations_of(SimpleNamespace(sweep=sweep))  # type: ignore[arg-type]


@pytest.fixture
def swept(tmp_path: Path) -> Iterator[Served]:
    with served("finance", tmp_path) as service:
        routes, metrics = [SWEEP.route("a broom")], CollectorRegistry()
        service.app = build_app(replace(service.face, operations=routes, metrics=metrics))
        yield service


def test_an_act_that_is_declared_is_served(swept: Served) -> None:
    told = swept.call("POST", "/swept", json={"room": "hall"}, duties=["operator"])
    assert (told.status_code, told.json) == (
        200,
        {"room": "hall", "by": "张三", "service": "a broom"},
    )
    wrong = swept.call("POST", "/swept", json={"room": 3, "dust": 1}, duties=["operator"])
    assert {e["field"] for e in wrong.json["errors"]} == {"room", "dust"}


def test_an_act_that_is_declared_is_its_operators_alone(swept: Served) -> None:
    assert Client(swept.app).post("/swept", json={"room": "hall"}).status_code == 401
    assert swept.call("POST", "/swept", json={"room": "hall"}).status_code == 403


def test_an_act_that_is_declared_stands_in_openapi(swept: Served) -> None:
    document = swept.get("/openapi.json").json
    told = document["paths"]["/swept"]["post"]
    assert told["summary"] == "Sweep a room."
    assert told["description"] == "Duty needed: operator"
    assert {"200", "401", "403", "409", "422"} <= told["responses"].keys()
    schema = document["components"]["schemas"]["Sweep"]
    assert (schema["required"], schema["properties"]["room"]["description"]) == (
        ["room"],
        "Which room.",
    )


def test_an_act_that_is_declared_is_a_command() -> None:
    lines = typer.Typer()
    assert SWEEP.line
    lines.command("sweep")(command_of(SWEEP, SWEEP.line))
    known = {p.name: p for p in get_command(lines).params}
    assert [(n, known[n].param_type_name, known[n].required) for n in ("service", "room")] == [
        ("service", "argument", True),
        ("room", "argument", True),
    ]
    assert (known["reason"].param_type_name, known["reason"].opts) == ("option", ["--reason"])


@pytest.mark.parametrize("act", WITH_LINE, ids=lambda o: o.path)
def test_whatever_an_act_takes_can_be_said_on_the_command_line(act: Operation) -> None:
    assert act.line
    lines = typer.Typer()
    lines.command("act")(command_of(act, act.line))
    said = {p.name for p in get_command(lines).params} | set(act.line.derived)
    taken = {field.name for field in fields(act.takes)} if act.takes else set()
    assert {"service", *taken} <= said


def test_the_commands_of_operators_are_what_the_handbooks_name() -> None:
    commands: Any = get_command(app)
    told = {name: getattr(c, "commands", None) for name, c in commands.commands.items()}
    assert {"rebuild", "resync"} <= told.keys()
    assert set(told["parked"]) == {"list", "show", "retry", "discard"}
    reason = next(p for p in told["parked"]["discard"].params if p.name == "reason")
    assert (reason.opts, reason.required) == (["--reason"], True)
