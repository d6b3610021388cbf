"""Ids within what people of the demo wrote, as they would write them: a document of 涛雒 is numbered,
and does not bear the id that programs have for what it is about."""

import re
from datetime import date
from typing import Any

from shared.policy.loader import registry

_ID = re.compile(r"(?<![.\w])(?=[a-z0-9-]*[a-z]{3})[a-z0-9]+(?:-[a-z0-9]+)*")
FOUNDED = date(2023, 7, 1)
"""The day of the names."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def ids_in(text: str) -> list[str]:
    """The ids that a Chinese text holds; none in what is an id itself, or in a name of a file."""
    return _ID.findall(text) if _CHINESE.search(text) else []


class Words:
    """The same text is always written alike, and no two are: numbers are given in order."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._written: dict[str, str] = {}
        places = {**registry().towns, **registry().counties}
        self._places = {id: registry().name_of(id, FOUNDED).rstrip("镇") for id in places}

    def written(self, value: Any) -> Any:
        """A value with the texts in it as people write them."""
        if isinstance(value, dict):
            return {name: self.written(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.written(one) for one in value]
        if not isinstance(value, str) or not ids_in(value):
            return value
        if value not in self._known:
            self._known[value] = self._new(value)
        return self._known[value]

    def _new(self, text: str) -> str:
        """With the places' names and the numbers of its ids; what these leave alike is numbered."""
        short = _ID.sub(lambda id: self._said(id[0]), text).rstrip("-〔 ")
        numbered = any(self._says_more(id) for id in ids_in(text))
        said, number = short, 0
        while (numbered and not number) or said in self._written:
            number += 1
            said = f"{short}{'-' if short[-1].isdigit() else ''}{number}号"
        self._written[said] = text
        return said

    def _said(self, id: str) -> str:
        parts = id.split("-")
        place = next((self._places[part] for part in parts if part in self._places), "")
        return place + "-".join(part for part in parts if part.isdigit())

    def _says_more(self, id: str) -> bool:
        """Whether an id names what neither a place nor a number tells."""
        parts = id.split("-")
        words = [part for part in parts if not part.isdigit() and part not in self._places]
        return bool(words) and len(words) + sum(part in self._places for part in parts) == len(
            parts
        )
