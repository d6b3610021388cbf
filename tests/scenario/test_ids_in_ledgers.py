"""What the programme writes into ledgers: an id says of what it is, so that people read its name."""

import re
from importlib import import_module

import pytest

from shared.face.meanings import meaning
from shared.runtime.parts import Views
from shared.runtime.settings import SERVICES
from tests.scenario.pure_run import PureRun

ID = re.compile(r"[a-z][a-z0-9]*([-._][a-z0-9]+)*")


@pytest.mark.parametrize("name", SERVICES)
def test_no_column_of_texts_holds_ids(run: PureRun, name: str) -> None:
    held: dict[str, set[str]] = {}
    for part in vars(import_module(f"services.{name}.service").Service).values():
        for row in part.rows if isinstance(part, Views) else ():
            view = row.definition
            strings = [column for column in view.columns if column.type is str]
            texts = [c.name for c in strings if meaning(view, c, name).get("kind") == "text"]
            for one in run.service(view.source or name).rows(row).by_key.values() if texts else ():
                for column in texts:
                    if ID.fullmatch(getattr(one, column) or ""):
                        held.setdefault(f"{view.name}.{column}", set()).add(getattr(one, column))
    assert held == {}
