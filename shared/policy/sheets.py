"""What a city calls its sheets: titles and headings of imports' templates, from `templates.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from shared.policy.pack import pack, released

FILE = "templates.toml"


class NoSuchTemplate(Exception):
    """A pack names a template that this release does not have; the message says which."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a pack says of one template; what it does not say stays as the release has it.

    `headings` are by the field that a column fills; `notes` stand under the sheet's explanation.
    """

    title: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@cache
def sheets() -> Mapping[str, Sheet]:
    """The sheets that the pack in force names, by template. Raises `TypeError` for what no sheet
    has, `NoSuchTemplate`, `PackIncomplete`."""
    own = pack()
    if not own.path(FILE).is_file():  # a pack that was copied before there were any
        return {}
    found = own.read(FILE)
    if unknown := sorted(found.keys() - released().read(FILE).keys()):
        raise NoSuchTemplate(
            f"{FILE}: 没有这些导入模板 there are no templates called {', '.join(unknown)}"
        )
    return {
        name: Sheet(**{**said, "notes": tuple(said.get("notes", ()))})
        for name, said in found.items()
    }
