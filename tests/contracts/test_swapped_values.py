"""No event bears one field's value under another's name, and a swap of two is found."""

import ast
import copy
import random
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tests.contracts.swaps import Taken, domain, taken

MEANT: dict[str, str] = {}
"""Values that an event takes from a field of another name on purpose, each with its reason."""


def test_every_value_that_an_event_takes_over_keeps_its_name() -> None:
    found = [
        f"{path.name}: {one}"
        for path, module in domain()
        for one in taken(ast.parse(path.read_text(encoding="utf-8")), module)
        if one.crossed and str(one) not in MEANT
    ]
    assert not found, "take the field of the same name, or say in MEANT why not:\n" + "\n".join(
        found
    )


@cache
def _pairs() -> list[tuple[Path, ModuleType, tuple[int, int]]]:
    """Where calls stand that take two fields or more over from one message: file, module, place."""
    pairs = []
    for path, module in domain():
        by_call: dict[tuple[int, int], list[Taken]] = {}
        for one in taken(ast.parse(path.read_text(encoding="utf-8")), module):
            if one.name == one.field:
                by_call.setdefault((one.call.lineno, one.call.col_offset), []).append(one)
        pairs += [(path, module, place) for place, many in by_call.items() if len(many) > 1]
    return pairs


@pytest.mark.parametrize("n", range(20))
def test_two_values_swapped_in_a_copy_are_found(n: int) -> None:
    path, module, place = random.Random(7).sample(_pairs(), 20)[n]
    tree = copy.deepcopy(ast.parse(path.read_text(encoding="utf-8")))
    assert not [t for t in taken(tree, module) if t.crossed and str(t) not in MEANT]
    here = [
        t for t in taken(tree, module)
        if (t.call.lineno, t.call.col_offset) == place and t.name == t.field
    ]  # fmt: skip
    first, second = here[0].value, here[1].value
    first.value, second.value = second.value, first.value
    crossed = {t.field for t in taken(tree, module) if t.crossed and str(t) not in MEANT}
    assert {str(first.arg), str(second.arg)} <= crossed
