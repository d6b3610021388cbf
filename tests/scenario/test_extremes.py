"""Every command with the largest, the smallest and the furthest that its fields take: refused, or
accepted and then carried by everything behind it."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError
from sqlalchemy.engine import make_url

from shared.face.exports.csv_file import write_csv
from shared.face.exports.ledger import Ledger
from shared.face.exports.xlsx_file import write_xlsx
from shared.kernel.aggregate import Actor, Aggregate, Context, Refused
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.carrying import carried
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted, decide
from shared.kernel.aggregate.parameters import PARAMETERS, InForce
from shared.kernel.aggregate.standings import BOOK, STANDINGS, registry_on
from shared.kernel.log import rows
from shared.kernel.log.database import Database
from shared.kernel.log.migration import migrate
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.columns import RowCodec
from shared.kernel.views.definition import View
from shared.kernel.views.tables import ViewTables
from shared.policy.languages import Text
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.policy.working_days import due
from shared.runtime.cli.programme import Line
from shared.runtime.parts import Views
from shared.runtime.settings import SERVICES
from shared.schemas.events import type_of
from shared.schemas.marshalling import json_schema, load
from tests.scenario.programme import LINES
from tests.scenario.pure_run import PureRun, Service

NOT_TAKEN = (Refused, NotPermitted, NoSuchStream, ValidationError)
TWICE = range(2)
"""What is given once too much may only show in a sum."""
MOST_ROWS = 40
"""Rows of a view that are stored and written; more of the same tell nothing new."""


def views_of(service: str) -> list[View]:
    parts = vars(import_module(f"services.{service}.service").Service).values()
    rows = [row for part in parts if isinstance(part, Views) for row in part.rows]
    return [r.definition for r in rows if r.definition.source in ("", service)]


def extremes(schema: dict[str, Any], root: dict[str, Any]) -> Iterator[Any]:
    """The outermost values that a field's schema names."""
    if "$ref" in schema:
        return
    kinds = schema.get("type", ())
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "integer" in kinds:
        yield from {schema.get("minimum", 0), schema.get("maximum", 10**15)}
    elif schema.get("format") == "date":
        yield from ("1900-01-01", "2200-12-31")
    elif "pattern" in schema and "d+" in schema["pattern"]:
        yield from ("0.01", "999999999999.99")
    elif "string" in kinds and "enum" not in schema and "pattern" not in schema:
        yield "长" * schema.get("maxLength", 4000)


def varied(command: Command, plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The command as it is given, with one field at an extreme, or in a list all of one."""
    schema = json_schema(command.data)
    for name, of_field in schema["properties"].items():
        for value in extremes(of_field, schema):
            yield {**plain, name: value}
        given = plain.get(name)
        if isinstance(given, list) and given:
            yield {**plain, name: (given * 200)[:200]}
            item = schema.get("$defs", {}).get(of_field["items"].get("$ref", "").rpartition("/")[2])
            for inner, of_inner in (item or {}).get("properties", {}).items():
                for value in extremes(of_inner, schema):
                    yield {**plain, name: [{**one, inner: value} for one in given]}


@dataclass
class Branch:
    """What would stand had the tried commands been given: states by stream, rows by view and key."""

    states: dict[str, tuple[int, Any]] = field(default_factory=dict)
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)


@dataclass
class Extremes(PureRun):
    """Tries each command's extremes where the programme first gives it, and keeps the rows."""

    seen: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    tried: int = 0
    taken: int = 0
    now_rows: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    reached: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    extreme_rows: dict[tuple[str, str], list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )
    views: dict[str, list[View]] = field(
        default_factory=lambda: {name: views_of(name) for name in SERVICES}
    )

    def vary(self, line: Line) -> None:
        service, known = self.service(line.service), self.seen[line.service, line.command]
        self.seen[line.service, line.command] += 1
        if known:
            return
        command = service.commands[line.command]
        actor = Actor(line.person, line.organisation, frozenset(line.duties))
        for plain in varied(command, dict(line.data)):
            self.tried += 1
            try:
                data, branch = load(command.data, plain), Branch()
                for _ in TWICE:
                    self._try(branch, service, command, data, actor, line.at)
            except NOT_TAKEN:
                continue
            except Exception as error:
                error.add_note(f"{line.command}: {str(plain)[:300]}")
                raise

    def _try(
        self,
        branch: "Branch",
        service: Service,
        command: Command,
        data: Any,
        actor: Actor,
        now: datetime,
    ) -> None:
        def state_of(aggregate: Aggregate[Any], id: str) -> tuple[int, Any]:
            stands = service.state(aggregate, id)
            return branch.states.get(aggregate.stream(id), stands)

        version, state = state_of(command.aggregate, command.id_of(data))
        guards = {}
        for g in command.guards:
            ids = g.select(state, data)
            for other in [ids] if isinstance(ids, str) else ids:
                guards[g.aggregate.state, other] = state_of(g.aggregate, other)[1]
        _, book = service.state(PARAMETERS, service.name)
        today, at = now.astimezone(LOCAL_TIME).date(), now.astimezone(UTC)
        towns = registry_on(registry(), service.state(STANDINGS, BOOK)[1], today)
        context = Context(at, actor, towns, InForce(registry(), book, today), "c", guards)
        decided = decide(command, version, state, data, context)
        self.taken += 1
        for one in decided:
            version, before = state_of(one.aggregate, one.id)
            after = one.aggregate.replay([one.event], before)
            branch.states[one.stream] = version + 1, after
            with carried(one.stream, Text("期限", "deadlines")):  # as a unit of work refuses it
                for d in one.aggregate.deadlines_of(after) if one.aggregate.deadlines_of else ():
                    due(d.starts_on, d.days, d.unit, d.stopped, d.ahead)
            self._fold(branch, service, one.stream, one.id, one.event, at, actor)

    def _fold(
        self,
        branch: "Branch",
        service: Service,
        stream: str,
        id: str,
        event: Any,
        at: datetime,
        actor: Actor,
    ) -> None:
        meta = EventMeta(
            service.name, 1, stream, id, 1, "e", type_of(event).name, at, at,
            actor.person, actor.organisation, "", "c", "r",
        )  # fmt: skip
        self._catch_up(service)
        for view in self.views[service.name]:
            for key in view.keys(event, meta):
                stands = self.now_rows.get((service.name, view.name, key)) or view.new_row(key)
                before = branch.rows.get((view.name, key), stands)
                after = view.folds[meta.type][1](before, event, meta)
                branch.rows[view.name, key] = after
                kept = self.extreme_rows[service.name, view.name]
                if after is not None and len(kept) < MOST_ROWS:
                    RowCodec(view).check(after)
                    kept.append(after)

    def _catch_up(self, service: Service) -> None:
        """The rows as they are after all that has happened."""
        for event, meta in service.log[self.reached[service.name] :]:
            for view in self.views[service.name]:
                for key in view.keys(event, meta):
                    at = (service.name, view.name, key)
                    row = self.now_rows.get(at) or view.new_row(key)
                    self.now_rows[at] = view.folds[meta.type][1](row, event, meta)
        self.reached[service.name] = len(service.log)


@pytest.fixture(scope="module")
def extreme() -> Extremes:
    run = Extremes()
    for line in LINES:
        run.pass_deadlines(until=line.at.astimezone(UTC))
        run.vary(line)
        run.carry_out([line])
    return run


def test_every_command_was_tried_and_many_an_extreme_is_taken(extreme: Extremes) -> None:
    assert {command for _, command in extreme.seen} == {line.command for line in LINES}
    assert extreme.taken > 200 and extreme.tried > 400


def test_what_was_taken_stands_in_spreadsheets(extreme: Extremes, tmp_path: Path) -> None:
    for (service, name), kept in extreme.extreme_rows.items():
        view = next(v for v in extreme.views[service] if v.name == name)
        for write in (write_xlsx, write_csv):
            ledger = Ledger(view, kept, "", service, 1, datetime(2024, 3, 1, tzinfo=UTC))
            assert write(ledger, tmp_path / "ledger") == len(kept)


def test_what_was_taken_stands_in_sqlite(extreme: Extremes, tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/extremes.db")) as database:
        keep(extreme, database)


def test_what_was_taken_stands_in_postgresql(extreme: Extremes, database: Any) -> None:
    with closing(Database(database.owner_url)) as owner:
        migrate(owner, make_url(database.service_url).username or "")
    with closing(Database(database.service_url)) as store:
        keep(extreme, store)


def keep(extreme: Extremes, store: Database) -> None:
    """Write each extreme row and read it back as it was."""
    tables = ViewTables()
    for (service, name), kept in extreme.extreme_rows.items():
        view = next(v for v in extreme.views[service] if v.name == name)
        table, codec = tables.table(view, 1), RowCodec(view)
        with store.write() as connection:
            table.create(connection, checkfirst=True)
            for row in kept:
                rows.upsert(connection, table, [codec.store(row)])
                (found,) = rows.load(connection, table, [getattr(row, view.key)])
                assert codec.restore(found) == row
