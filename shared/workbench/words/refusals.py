"""Refusals as people read them: the things that a rule names are called by their names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit
from shared.workbench.words.meaning import Meaning

Problem = Mapping[str, Any]


def in_names(visit: Visit, declared: Declared, problem: Problem) -> str:
    """What a refusal says in Chinese, with names for the ids among the values that it `needs`."""
    return all_in_names(visit, declared, [problem])[0]


def all_in_names(visit: Visit, declared: Declared, problems: Iterable[Problem]) -> list[str]:
    """The same of several; their names are asked for at once."""
    asked = [(problem, set(_referred(declared, problem))) for problem in problems]
    named = visit.names({one for _, wanted in asked for one in wanted})
    return [
        _said(
            str(problem.get("detail_zh") or "未能办理"),
            {id: name for (thing, id) in wanted if (name := named.get((thing, id)))},
        )
        for problem, wanted in asked
    ]


def _said(text: str, names: Mapping[str, str]) -> str:
    """Names are told as they are: they may hold backslashes, and each other's ids."""
    if not names:
        return text
    ids = "|".join(re.escape(id) for id in names)
    whole = rf"(?<![\w-])(?:{ids})(?![\w-])"
    return re.sub(whole, lambda found: f"“{names[found[0]]}”", text, flags=re.ASCII)


def _referred(declared: Declared, problem: Problem) -> Iterator[tuple[str, str]]:
    """The ids among a rule's values, which are called as the fields are that bear them."""
    needs = problem.get("needs")
    for name, value in needs.items() if isinstance(needs, Mapping) else ():
        meaning = Meaning(name, declared.vocabulary.get(name, {}))
        if meaning.reference and isinstance(value, str) and value:
            yield meaning.reference, value
