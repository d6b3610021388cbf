"""What a value means, whichever declaration tells it: a field's schema, or a ledger's column."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

_UNIT_IN_TITLE = ("（分）", "（平方米）", "（万分之一）", "（千分之一）", "（%）")
_DAYS_IN_TITLE = ("（工作日）", "（自然日）")
_TYPES = {"decimal": "string", "date": "string", "instant": "string"}

Schema = Mapping[str, Any]
HIDDEN_KINDS = frozenset({"technical", "sha256", "media-type"})
"""Kinds that tell people nothing."""


@dataclass(frozen=True)
class Meaning:
    """One field. `others` are the schemas that it may point to by `$ref`; `vocabulary` tells of
    parts that it does not declare what fields of their names mean elsewhere in the service."""

    name: str
    schema: Schema
    others: Mapping[str, Schema] = field(default_factory=dict)
    vocabulary: Mapping[str, Schema] = field(default_factory=dict)

    @classmethod
    def of_column(
        cls, column: Mapping[str, Any], vocabulary: Mapping[str, Schema] | None = None
    ) -> "Meaning":
        """Of a ledger's column."""
        told = {f"x-{n}": column[n] for n in ("kind", "unit", "reference") if n in column}
        if "words" in column:
            told["x-labels"] = column["words"]
        kind = column["type"]
        if kind in ("date", "instant"):
            told["x-kind"] = {"date": "date", "instant": "moment"}[kind]
        held = "array" if column.get("several") else _TYPES.get(kind, kind)
        schema = {"title": column["title"], "type": held, **told}
        return cls(column["name"], schema, vocabulary=vocabulary or {})

    @cached_property
    def resolved(self) -> Schema:
        """The schema with what it points to."""
        pointed = self.schema.get("$ref")
        if pointed is None:
            return self.schema
        return {**self.others.get(pointed.rpartition("/")[2], {}), **self.schema}

    @property
    def title(self) -> str:
        """Without the unit, which is said with the value."""
        title = str(self.resolved.get("title", ""))
        for unit in (*_UNIT_IN_TITLE, *(_DAYS_IN_TITLE if self.unit else ())):
            title = title.replace(unit, "")
        return title or "其他"

    @property
    def heading(self) -> str:
        """The title above values that are said by their names: of what, not of its number."""
        return self.title.removesuffix("编号") or self.title if self.reference else self.title

    @cached_property
    def kind(self) -> str:
        return str(self.resolved.get("x-kind", ""))

    @property
    def unit(self) -> str:
        return str(self.resolved.get("x-unit", ""))

    @cached_property
    def reference(self) -> str:
        """The thing that it is the id of."""
        return str(self.resolved.get("x-reference", ""))

    @property
    def within(self) -> Mapping[str, Any]:
        """Of which part of a stream it is the id; empty where of none."""
        return self.resolved.get("x-within") or {}

    @property
    def given(self) -> str:
        """Of an id that people type: who gave it, or how it is counted."""
        return str(self.resolved.get("x-given", ""))

    @property
    def usual(self) -> str:
        """What a form begins with, where it nearly always says the same."""
        return str(self.resolved.get("x-usual", ""))

    @property
    def labels(self) -> Mapping[str, str]:
        return self.resolved.get("x-labels") or {}

    @property
    def types(self) -> frozenset[str]:
        told = self.resolved.get("type", ())
        return frozenset([told] if isinstance(told, str) else told)

    @property
    def several(self) -> bool:
        """Whether it holds several values."""
        return "array" in self.types

    @property
    def optional(self) -> bool:
        """Whether it may be null."""
        return "null" in self.types or None in self.resolved.get("enum", ())

    @property
    def hidden(self) -> bool:
        return self.kind in HIDDEN_KINDS

    @cached_property
    def item(self) -> "Meaning":
        """Of an array: one of it, which bears its words, and its title where it has no parts."""
        alike = {"title", "x-labels", "x-reference"}
        if "items" not in self.resolved:
            alike.add("x-kind")  # of a ledger's column, which says nothing of its items apart
        own = {n: s for n, s in self.resolved.items() if n in alike}
        schema = {**own, **self.resolved.get("items", {})}
        one = Meaning(self.name, schema, self.others, self.vocabulary)
        if one.fields or "title" not in own:
            return one
        return replace(one, schema={**schema, "title": own["title"]})

    def part(self, name: str) -> "Meaning | None":
        """A part by its name, declared here or known elsewhere."""
        declared = self._parts.get(name)
        if declared is None and name in self.vocabulary:
            return Meaning(name, self.vocabulary[name], vocabulary=self.vocabulary)
        return declared

    @cached_property
    def _parts(self) -> dict[str, "Meaning"]:
        return {part.name: part for part in reversed(self.fields)}

    @cached_property
    def fields(self) -> list["Meaning"]:
        """Of an object: its fields, the required ones as they are declared."""
        return [Meaning(n, s, self.others) for n, s in self.resolved.get("properties", {}).items()]


def of_schema(schema: Schema, others: Mapping[str, Schema] | None = None) -> Meaning:
    """Of a whole message."""
    return Meaning("", schema, schema.get("$defs", {}) if others is None else others)
