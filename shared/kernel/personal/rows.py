"""Rows of views with their personal columns opened; rows in JSON likewise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from shared.kernel.personal.vault import Vault
from shared.kernel.views.definition import View
from shared.schemas.sealed import is_sealed

_AT_ONCE = 500


def sealed_in(view: View, rows: Iterable[Any]) -> set[str]:
    """The sealed texts in the personal columns of rows."""
    values = (_value(row, name) for row in rows for name in view.personal)
    return {value for value in values if is_sealed(value)}


def opened_rows(view: View, rows: Iterable[Any], opened: Mapping[str, str]) -> Iterator[Any]:
    """The rows with the texts in the place of the sealed ones."""
    for row in rows:
        values = {name: _value(row, name) for name in view.personal}
        said: dict[str, Any] = {name: opened.get(value, value) for name, value in values.items()}
        yield {**row, **said} if isinstance(row, dict) else replace(row, **said)


def opening(view: View, rows: Iterable[Any], vault: Vault) -> Iterator[Any]:
    """Every row, opened hundreds at a time."""
    waiting = iter(rows)
    if not view.personal:
        yield from waiting
        return
    while some := list(islice(waiting, _AT_ONCE)):
        yield from opened_rows(view, some, vault.opened(sealed_in(view, some)))


def _value(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name)
