"""A programme: a file of dated commands, one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.policy.languages import Text

_FIELDS = {"at", "service", "command", "org", "person", "data"}
_OPTIONAL = {"duties"}


class ProgrammeUnreadable(Exception):
    """The file can't be read as a programme; the message names the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One command: when (aware), at which service, by whom, with what. `number` counts from 1.

    `duties` are those that the person holds for it.
    """

    number: int
    at: datetime
    service: str
    command: str
    organisation: str
    person: str
    data: dict[str, Any]
    duties: tuple[str, ...] = ()


def read_programme(path: Path, services: tuple[str, ...]) -> list[Line]:
    """All lines, in the order of the file, which is that of time. Raises `ProgrammeUnreadable`."""
    lines: list[Line] = []
    for line in _lines(path):
        if line.service not in services:
            known = ", ".join(services)
            raise _bad(
                line.number, Text(f"没有服务 {line.service}", f"no such service; known: {known}")
            )
        if lines and line.at < lines[-1].at:
            raise _bad(line.number, Text("时间早于上一行", "earlier than the line before"))
        lines.append(line)
    if not lines:
        raise ProgrammeUnreadable(f"文件没有内容 {path} holds no commands")
    return lines


def _lines(path: Path) -> Iterator[Line]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProgrammeUnreadable(f"无法读取 can't read {path}: {error}") from error
    for number, written in enumerate(text.splitlines(), start=1):
        if written.strip():
            yield _line(number, written)


def _line(number: int, written: str) -> Line:
    try:
        plain = json.loads(written)
    except ValueError as error:
        raise _bad(number, Text("不是 JSON", f"not JSON ({error})")) from None
    if not isinstance(plain, dict) or plain.keys() - _OPTIONAL != _FIELDS:
        fields, optional = ", ".join(sorted(_FIELDS)), ", ".join(sorted(_OPTIONAL))
        raise _bad(
            number,
            Text(
                f"须有且仅有字段 {fields}，可加 {optional}",
                f"exactly these fields: {fields}; and, if need be, {optional}",
            ),
        )
    try:
        at = datetime.fromisoformat(plain["at"])
    except (TypeError, ValueError):
        at = None
    if at is None or at.tzinfo is None:
        raise _bad(number, Text("at 须为带时区的时刻", "`at` is an instant with its offset"))
    if not isinstance(plain["data"], dict):
        raise _bad(number, Text("data 须为对象", "`data` is an object"))
    duties = plain.get("duties", [])
    if not isinstance(duties, list):
        raise _bad(number, Text("duties 须为列表", "`duties` is a list"))
    service, command, org, person = (str(plain[n]) for n in ("service", "command", "org", "person"))
    held = tuple(str(duty) for duty in duties)
    return Line(number, at, service, command, org, person, plain["data"], held)


def _bad(number: int, why: Text) -> ProgrammeUnreadable:
    return ProgrammeUnreadable(f"第 {number} 行：{why.zh}\nline {number}: {why.en}")
