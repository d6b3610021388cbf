"""`/imports`: ledgers brought in from spreadsheets, tried first, then all rows or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug import Response

from shared.face.bound import Full
from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.exports import XLSX, sent
from shared.face.http.face import Face
from shared.face.http.problem import INVALID, Problem
from shared.face.http.query import flag, number, parameters
from shared.face.http.refusals import no_such, unavailable
from shared.face.http.route import Body
from shared.face.http.uploads import upload
from shared.face.imports.blank import write_blank
from shared.face.imports.import_run import ImportRun, Taken
from shared.face.imports.rows_read import rows_read
from shared.face.imports.sheet import read
from shared.face.imports.template import Template
from shared.face.workers import Broken, Declined, ProcessPool, Unserved
from shared.face.workers.pool import Place
from shared.kernel.commands.permission import Permission
from shared.policy.languages import Text

MOST_CELLS = 10_000
SHEET = Body((XLSX, "multipart/form-data", "application/octet-stream"))


@parameters
class Trying:
    """Whether a sheet is only looked at, and how many of its cells the answer is to hold."""

    dry_run: bool = flag("只核对，不导入", default=True)
    cells: int = number("随附所读单元格的最多个数", 0, MOST_CELLS, default=0)


class ImportRoutes:
    """Templates of a service, and the files that were filled in by them: a few at a time."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._templates = {template.name: template for template in face.templates}
        self._permission = Permission(face.registry, face.executor.clock)
        self._pool = ProcessPool(face.limits.imports, face.limits.import_seconds)

    def offered(self, call: Call) -> Response:
        """The templates: what each is for, and its columns."""
        told = [_described(t) for _, t in sorted(self._templates.items())]
        return answer({"service": self._face.name, "imports": told, "cells": MOST_CELLS})

    def blank(self, call: Call, name: str) -> Response:
        """A template's empty sheet, with notes and an example beside it."""
        template = self._template(name)
        with self._place() as place:
            path = place.folder / "template.xlsx"
            example, notes = dict(template.example), list(template.notes)
            place.run(write_blank, template.title, template.columns, example, notes, path)
            return sent(path, XLSX, f"{template.title}-模板.xlsx", f"{name}-template.xlsx", {})

    def take(self, call: Call, name: str, asked: Trying) -> Response:
        """Take a filled-in sheet: with `dry_run=true`, the default, tell what would come of it.

        The answer names the sheet that was read and counts its rows, hidden ones among them. 422
        says why rows are bad, the first 5,000 reasons of `bad_rows` rows, and then nothing was taken.

        With `cells` it tells the rows as they were read, as texts under their headings: all of them,
        or of a sheet that has more the first bad ones. What was mended of a sheet comes with it, in
        the part `mended` of a form: {row: {heading: text}}, read in the place of its cells.
        """
        template = self._template(name)
        dry_run = asked.dry_run
        command = self._face.executor.commands[template.command]
        self._permission.check_anywhere(command, call.actor)  # before a byte is received
        with upload(call, self._face.limits.import_body) as body, self._place() as place:
            rows = place.folder / "rows"
            texts = place.folder / "texts" if asked.cells else None
            others = [t.form for t in self._templates.values() if t is not template]
            seen = place.run(read, template.form, others, body.path, call.content_type, rows, texts)
            headings = seen.pop("headings")
            now = self._face.executor.clock.now()
            taking = ImportRun(self._face.executor, template, call.actor, now)
            taken = taking.take(rows, apply=not dry_run)
            if texts:
                largest = self._face.limits.page_bytes
                seen["cells"] = rows_read(texts, headings, taken, asked.cells, largest)
        if taken.bad_rows and not dry_run:
            raise _nothing_taken(taken, seen)
        if taken.position:
            self._face.views.visibility.wait(taken.position, self._face.limits.visible_within)
        told = {"template": name, "title": template.title, "dry_run": dry_run}
        return answer({**told, **seen, **_told(taken)})

    def _template(self, name: str) -> Template:
        try:
            return self._templates[name]
        except KeyError:
            raise no_such(Text("导入模板", "template"), name) from None

    @contextmanager
    def _place(self) -> Iterator[Place]:
        try:
            with self._pool.place() as place:
                yield place
        except Full:
            raise unavailable(
                Text("正在导入的文件过多", "Too many imports are running."), 5
            ) from None
        except Unserved:
            raise unavailable(
                Text("导入未能完成", "The import could not be finished."), 30
            ) from None
        except Broken:
            raise Problem(
                INVALID,
                Text(
                    "文件无法读取：已损坏，或内容过大",
                    "The file can't be read: it is damaged, or holds too much.",
                ),
            ) from None
        except Declined as no:
            raise Problem(INVALID, no.why) from no


def _described(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "title": template.title,
        "view": template.view,
        "command": template.command,
        "columns": [
            {
                "field": c.field,
                "title": c.title,
                "beside": c.beside or None,
                "kind": c.kind,
                "required": c.required,
                "words": list(c.words.said.values()) if c.words else [],
            }
            for c in template.columns
        ],
        "notes": template.notes,
    }


def _told(taken: Taken) -> dict[str, Any]:
    """`new` rows lead to events, `known` ones had been taken before."""
    return {
        "rows": taken.rows,
        "new": taken.new,
        "known": taken.known,
        "bad_rows": taken.bad_rows,
        "bad": taken.bad,
        "applied": taken.position is not None,
        "position": taken.position,
    }


def _nothing_taken(taken: Taken, seen: dict[str, Any]) -> Problem:
    count = taken.bad_rows
    return Problem(
        INVALID,
        Text(
            f"工作表“{seen['sheet']}”的 {taken.rows} 行中有 {count} 行有误，未导入任何一行",
            f"{count} of {taken.rows} rows of the sheet {seen['sheet']} are bad: nothing was taken.",
        ),
        **seen,
        bad_rows=count,
        bad=taken.bad,
    )
