"""A form's entries as a command's data, with what can't be read said at its field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.workbench.forms import typed
from shared.workbench.forms.entries import TEXT, THERE, UNIT, Entries, filled, first, rows
from shared.workbench.forms.options import called
from shared.workbench.words.meaning import Meaning

ABSENT = object()


@dataclass
class Read:
    """A command's data as far as they could be read, and errors by the fields' paths."""

    data: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read(meaning: Meaning, entries: Entries, today: date) -> Read:
    """What a form says. What is required and missing is an error at its field."""
    found = Read()
    reader = _Reader(entries, today, found.errors)
    found.data = reader.object(meaning, "")
    return found


class _Reader:
    def __init__(self, entries: Entries, today: date, errors: dict[str, str]) -> None:
        self._entries = entries
        self._today = today
        self._errors = errors

    def object(self, meaning: Meaning, path: str) -> dict[str, Any]:
        required = set(meaning.resolved.get("required", ()))
        data: dict[str, Any] = {}
        for one in meaning.fields:
            place = f"{path}.{one.name}" if path else one.name
            value = self._value(one, place)
            if value is not ABSENT:
                data[one.name] = value
            elif one.name in required and place not in self._errors:
                self._errors[place] = f"请填写{one.title}"
        return data

    def _value(self, meaning: Meaning, path: str) -> Any:
        if "array" in meaning.types:
            return self._list(meaning, path)
        if meaning.fields:
            return self.object(meaning, path) if filled(self._entries, path) else ABSENT
        if meaning.types == {"boolean"}:
            return self._flag(path)
        text = first(self._entries, path) or self._picked(path, meaning)
        if not text:
            return ABSENT
        try:
            return self._plain(meaning, text, first(self._entries, path + UNIT))
        except typed.Unreadable as error:
            self._errors[path] = str(error)
            return ABSENT

    def _list(self, meaning: Meaning, path: str) -> Any:
        item = meaning.item
        if meaning.kind == "attachment":
            return self._attachments(path)
        if choices(item) or path + THERE in self._entries:
            several = [v for v in self._entries.get(path, ()) if v]
            return several if several or path + THERE in self._entries else ABSENT
        found = []
        for number in rows(self._entries, path):
            place = f"{path}.{number}"
            if not filled(self._entries, place) and not first(self._entries, place + TEXT):
                continue
            value = self.object(item, place) if item.fields else self._value(item, place)
            if value is not ABSENT:
                found.append(value)
        return found if found or "null" not in meaning.types else ABSENT

    def _attachments(self, path: str) -> Any:
        """What each upload became, as the form keeps it."""
        try:
            return [json.loads(text) for text in self._entries.get(path, ()) if text]
        except (ValueError, RecursionError):
            self._errors[path] = "附件信息有误，请重新上传"
            return ABSENT

    def _flag(self, path: str) -> Any:
        text = first(self._entries, path)
        if text in ("true", "false"):
            return text == "true"
        return False if path + THERE in self._entries else ABSENT

    def _picked(self, path: str, meaning: Meaning) -> str:
        """What was typed into a picker's box and not picked: an id, for whoever knows it, or the
        whole name of an organisation."""
        if not meaning.reference:
            return ""
        return called(meaning.reference, first(self._entries, path + TEXT).strip())

    def _plain(self, meaning: Meaning, text: str, unit: str) -> Any:
        if meaning.labels:
            by_word = {word: value for value, word in meaning.labels.items()}
            text = by_word.get(text, text)
        if meaning.unit == "fen":
            return typed.money(text, unit or typed.YUAN)
        if meaning.unit == "square-metres":
            return typed.area(text, unit or typed.SQUARE_METRES)
        if meaning.unit == "basis-points":
            return typed.percent(text)
        if meaning.unit == "thousandths":
            return typed.thousandths(text)
        if meaning.kind == "date":
            return typed.day(text, self._today)
        if meaning.kind == "month" and "string" in meaning.types:
            return typed.month(text, self._today)
        if "integer" in meaning.types:
            return typed.whole(text)
        if "boolean" in meaning.types:
            return text == "true"
        if meaning.kind == "value":
            return _any(text)
        return text


def choices(meaning: Meaning) -> Mapping[str, str]:
    """The values of an enumeration with their words."""
    enum = [value for value in meaning.resolved.get("enum", ()) if value is not None]
    return {str(value): meaning.labels.get(str(value), str(value)) for value in enum}


def _any(text: str) -> Any:
    """A number, a list or a text, whichever it looks like."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
