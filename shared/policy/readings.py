"""Where the text can be read in two ways: how it is read, and what each switch would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Switch:
    """A parameter whose registered value is the reading taken, and its value under another."""

    parameter: str
    other: Any
    zh: str
    en: str

    @property
    def service(self) -> str:
        """The service whose rules obey it."""
        return self.parameter.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """A place of the text with two readings; `zh` and `en` say the one that is taken."""

    number: int
    clause: str
    title: str
    title_en: str
    zh: str
    en: str
    switches: tuple[Switch, ...]

    def otherwise(self, service: str) -> Mapping[str, Any]:
        """The values of the switches that one service's rules obey, under the other reading."""
        return {s.parameter: s.other for s in self.switches if s.service == service}


def read_readings(entries: list[dict[str, Any]]) -> dict[int, Reading]:
    """The readings by their numbers, from the tables of `readings.toml`."""
    found = {}
    for entry in entries:
        switches = tuple(Switch(**each) for each in entry["switch"])
        plain = {name: value for name, value in entry.items() if name != "switch"}
        found[entry["number"]] = Reading(**plain, switches=switches)
    return found
