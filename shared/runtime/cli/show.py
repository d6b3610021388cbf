"""How answers look on a terminal."""

import os
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shared.runtime.settings import home

_TOLD = {"type", "status", "title", "title_zh", "detail", "detail_zh", "errors", "who_may"}

_PASTED = {"service", "command", "subscription", "source"}

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None
) -> None:
    """A table; cells are shown as they are, without markup; a heading has a line a language.

    Short names that one pastes into the next command stay in one piece.
    """
    shown = Table(title=title, title_justify="left", header_style="bold")
    for heading in headings:
        pasted = heading.rpartition(" ")[2] in _PASTED
        shown.add_column(heading.replace(" ", "\n", 1), overflow="fold", no_wrap=pasted)
    for row in rows:
        shown.add_row(*(c if isinstance(c, Text) else _cell(c) for c in row))
    out.print(shown)


def line(text: str = "", style: str | None = None) -> None:
    """A line, never wrapped: what is to be pasted stays in one piece."""
    out.print(Text(text, style or ""), soft_wrap=True)


def note(text: str) -> None:
    """What is going on, on standard error: the output itself may be read by a program."""
    err.print(Text(text, "dim"), soft_wrap=True)


def pasted(*words: str) -> str:
    """A command of ours as a shell takes it, for this home and these ports, wherever it is."""
    port = os.environ.get("ZHENXING_PORT")
    settings = [f"ZHENXING_PORT={port}"] if port else []
    settings.append(f"ZHENXING_HOME={shlex.quote(str(home()))}")
    own = Path(sys.argv[0]).absolute()
    program = (
        [str(own)] if own.name == "zhenxing" else [sys.executable, "-m", "shared.runtime.cli.main"]
    )
    return " ".join([*settings, *map(shlex.quote, [*program, *words])])


def complaint(text: str) -> None:
    """What is wrong, on standard error."""
    err.print(Text(text, "red"), soft_wrap=True)


def problem(body: Mapping[str, Any]) -> None:
    """A problem+json, in both languages, with the rule or the fields that it names."""
    complaint(f"{body.get('title_zh', '')} {body.get('title', '')} ({body.get('status', '')})")
    for part in ("detail_zh", "detail"):
        err.print(Text(str(body.get(part, ""))), soft_wrap=True)
    for field in body.get("errors", ()):
        text = f"  {field['field']}: {field['message_zh']} {field['message']}"
        err.print(Text(text), soft_wrap=True)
    for name, value in body.items():
        if name not in _TOLD and value not in (None, "", [], {}):
            err.print(Text(f"  {name}: {_plain(value)}"), soft_wrap=True)


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value)
    return str(value)


def _cell(value: object) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, bool):
        return Text("✓" if value else "–")
    return Text(str(value))
