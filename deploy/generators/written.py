"""How generated files are written: YAML in the order of its making, with where it comes from."""

from collections.abc import Iterable
from typing import Any

import yaml

HEADING = "# Made from services.toml by `make docs`: change deploy/generators instead.\n"


class _Plain(yaml.SafeDumper):
    """Without anchors: what is the same in two places is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def yaml_of(*documents: Any) -> str:
    """Documents of one file."""
    return HEADING + "---\n".join(_dumped(document) for document in documents)


def _dumped(document: Any) -> str:
    said: str = yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
    return said


def lines(of: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in of)
