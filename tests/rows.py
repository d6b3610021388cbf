"""The rows of a view after some events, folded without a store.

rows(FundLedger, FundRegistered(...))["city-2024"]
"""

from typing import Any

from shared.kernel.log.recorded import EventMeta
from tests.given import NOON


class Rows(dict[str, Any]):
    """Rows by key, found by their columns as a reaction finds them."""

    def find(self, **columns: Any) -> list[Any]:
        return [
            row
            for row in self.values()
            if all(getattr(row, name) == value for name, value in columns.items())
        ]


def about(event: object, stream: str = "stream-1") -> EventMeta:
    """What a reader is told about an event; its position and actor are of no account."""
    name = type(event).__name__
    id = stream.partition("-")[2]
    return EventMeta("source", 1, stream, id, 1, "e-1", name, NOON, NOON, "", "", "", "", "")


def rows(view: Any, *events: object) -> Rows:
    found = Rows()
    definition = view.definition
    for event in events:
        meta = about(event)
        for key in definition.keys(event, meta):
            fold = definition.folds[meta.type][1]
            found[key] = fold(found.get(key, definition.new_row(key)), event, meta)
            if found[key] is None:
                del found[key]
    return found
