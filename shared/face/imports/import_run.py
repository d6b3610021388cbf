"""Takes the rows of a sheet as commands: all of them in one append, or none.

A row's command id follows from who imports, the template and what the row says: the same file
again finds its events in the log and changes nothing.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from marshmallow import ValidationError

from shared.face.imports.template import Template
from shared.face.validation import field_errors
from shared.kernel.aggregate import Actor, Refused
from shared.kernel.aggregate.deciding import NoSuchStream, NotPermitted
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.policy.languages import Text
from shared.schemas.codec import canonical
from shared.schemas.marshalling import load

T = TypeVar("T")

ATTEMPTS = 3
_BREATH = 20
_TOGETHER = 500
"""Rows that are looked up in the log at once."""
WHOLE_ROW = "（整行）"
MOST_TOLD = 5_000
"""Reasons: more than a page's grid has cells, and an answer that the service has room for."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """Why a row can't be taken: its number in the sheet, the column's heading, the reason.

    A refusal also names its rule and clause.
    """

    row: int
    column: str
    field: str
    message_zh: str
    message: str
    rule: str = ""
    clause: str = ""

    @classmethod
    def of(
        cls, row: int, column: str, field: str, why: Text, rule: str = "", clause: str = ""
    ) -> "BadRow":
        return cls(row, column, field, why.zh, why.en, rule, clause)


@dataclass
class Taken:
    """What came of a file: its rows, those that are new, had been taken before or are bad, the
    first reasons why, and the last position if it was appended."""

    rows: int = 0
    new: int = 0
    known: int = 0
    bad_rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    position: int | None = None

    def refuse(self, *reasons: BadRow) -> None:
        """A row can't be taken."""
        self.bad_rows += 1
        self.bad += reasons[: MOST_TOLD - len(self.bad)]


@dataclass(frozen=True, slots=True)
class _RowOrder:
    """A row that says what it should: its command, ready to be decided."""

    row: int
    order: Order


class ImportRun:
    """One file, for one template, by one person at one moment."""

    def __init__(self, executor: Executor, template: Template, actor: Actor, now: datetime) -> None:
        self._executor = executor
        self._template = template
        self._command = executor.commands[template.command]
        self._actor = actor
        self._now = now

    def take(self, rows: Path, *, apply: bool) -> Taken:
        """Decide every row on top of those before it; append them all unless one is bad.

        Raises `VersionConflict` when others keep changing what the rows rest on, `Busy`,
        `StoreUnavailable`.
        """
        taken, appended = self._executor.optimistic.run(
            lambda unit: self._decide(rows, unit),
            fresh=True,
            attempts=ATTEMPTS,
            unless=lambda taken: bool(taken.bad_rows) or not apply,
        )
        if appended and appended.replay:
            return self.take(rows, apply=apply)  # someone has just taken the same rows: look again
        taken.position = appended.last if appended else None
        return taken

    def _decide(self, rows: Path, unit: UnitOfWork) -> Taken:
        taken = Taken()
        for asked in self._new_orders(rows, taken, unit):
            try:
                unit.decide(asked.order)
            except (Refused, NotPermitted, NoSuchStream) as refusal:
                taken.refuse(self._bad_row(asked.row, refusal))
        return taken

    def _new_orders(self, rows: Path, taken: Taken, unit: UnitOfWork) -> Iterator[_RowOrder]:
        """The rows that say what they should and have not been taken before."""
        first_with: dict[str, int] = {}
        lines = breathing(_lines(rows))
        while some := [self._order(row) for row in islice(lines, _TOGETHER)]:
            taken.rows += len(some)
            orders = [asked.order for _, asked in some if asked]
            # In this order: whoever takes the same rows in between is found among the known.
            unit.look_up(
                self._command.aggregate, map(self._command.id_of, (o.data for o in orders))
            )
            known = self._executor.log.store.known([event_id(o.id, 0) for o in orders])
            for bad, asked in breathing(some):
                if asked is None:
                    taken.refuse(*bad)
                    continue
                first = first_with.setdefault(asked.order.id, asked.row)
                if first != asked.row:
                    taken.refuse(_twice(asked.row, first))
                elif event_id(asked.order.id, 0) in known:
                    taken.known += 1
                else:
                    taken.new += 1
                    yield asked

    def _order(self, row: dict[str, Any]) -> tuple[list[BadRow], _RowOrder | None]:
        number, template = row["row"], self._template
        bad = [BadRow.of(number, title, name, Text(zh, en)) for name, title, zh, en in row["bad"]]
        named = {one.field for one in bad}
        plain = template.shape(row["data"])
        try:
            data = load(template.data, plain)
        except ValidationError as error:
            bad += [
                self._bad(row, e["field"], Text(e["message_zh"], e["message"]))
                for e in field_errors(error)
                if e["field"].partition(".")[0] not in named
            ]
            return bad, None
        if bad:
            return bad, None
        try:
            personal = self._executor.vault.fingerprinted(data)
            content = canonical({**_in_one_form(plain, data), **personal})
            id = command_id(self._actor.organisation, "import", template.name, content)
            stream = self._command.aggregate.stream(self._command.id_of(data))
            sealed = self._executor.vault.sealed(data, stream, id)
        except Refused as refusal:
            return [self._bad_row(number, refusal)], None
        return [], _RowOrder(number, Order(self._command, sealed, self._actor, self._now, id))

    def _bad(self, row: dict[str, Any], field: str, why: Text) -> BadRow:
        """Told under the heading that the clerk filled in."""
        whole = field.partition(".")[0]
        title = self._template.title_of(field) or self._template.title_of(whole)
        column = row["under"].get(whole, title) or WHOLE_ROW
        return BadRow.of(row["row"], column, field, why)

    def _bad_row(self, row: int, refusal: Refused | NotPermitted | NoSuchStream) -> BadRow:
        if isinstance(refusal, Refused):
            rule = refusal.rule
            return BadRow.of(row, WHOLE_ROW, "", refusal.said, rule.name, rule.clause)
        if isinstance(refusal, NoSuchStream):
            why = Text(f"没有案卷 {refusal.stream}", f"There is no stream {refusal.stream}.")
            return BadRow.of(row, WHOLE_ROW, self._command.aggregate.key, why)
        command, registry = self._command, self._executor.registry
        who = Text.listed(authority.names(registry) for authority in command.by)
        why = Text(f"“{command.title}”由{who.zh}办理", f"{command.name} may be given by: {who.en}.")
        return BadRow.of(row, WHOLE_ROW, "", why, clause=command.clause)


def _in_one_form(plain: dict[str, Any], data: Any) -> dict[str, Any]:
    """What a row says, its texts as they are kept: another spelling is no other row."""
    kept = {name: getattr(data, name) for name, said in plain.items() if isinstance(said, str)}
    return {**plain, **{name: text for name, text in kept.items() if isinstance(text, str)}}


def _twice(row: int, first: int) -> BadRow:
    why = Text(f"与第 {first} 行完全相同", f"The same as row {first}.")
    return BadRow.of(row, WHOLE_ROW, "", why)


def _lines(rows: Path) -> Iterator[dict[str, Any]]:
    with rows.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def breathing(some: Iterable[T]) -> Iterator[T]:
    """The same; now and then others run."""
    for number, one in enumerate(some, 1):
        yield one
        if number % _BREATH == 0:
            time.sleep(0)
