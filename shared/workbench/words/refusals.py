"""Refusals as people read them: the things that a rule names are called by their names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit
from shared.workbench.words.matters import split
from shared.workbench.words.meaning import Meaning

Problem = Mapping[str, Any]


def in_names(visit: Visit, declared: Declared, problem: Problem) -> str:
    """What a refusal says in Chinese, with names for the ids among the values that it `needs`."""
    return all_in_names(visit, declared, [problem])[0]


def all_in_names(visit: Visit, declared: Declared, problems: Iterable[Problem]) -> list[str]:
    """The same of several; their names are asked for at once."""
    told = list(problems)
    referred = [dict(_referred(declared, one)) for one in told]
    needs = map(_needs, told)
    named = visit.names_beside(
        (of, pairs.values()) for of, pairs in zip(needs, referred, strict=True)
    )
    kinds = {thing: visit.kind_of(thing) for of in referred for thing, _ in of.values()}
    return [
        _said(
            str(one.get("detail_zh") or one.get("title_zh") or "未能办理"),
            {text: names.get(pair, "") for text, pair in of.items()},
            {text: kinds[thing] for text, (thing, _) in of.items()},
        )
        for one, of, names in zip(told, referred, named, strict=True)
    ]


def _said(text: str, names: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """Names are told as they are: they may hold backslashes, and each other's ids. What its reader
    knows by no name is told by its kind and number, unless the kind stands before it already."""

    def called(found: re.Match[str]) -> str:
        id = found[0]
        if name := names[id]:
            return f"“{name}”"
        kind = kinds[id]
        told = not kind or text[: found.start()].rstrip().endswith(kind)
        return id if told else f"{kind}（{id}）"

    if not names:
        return text
    ids = "|".join(re.escape(id) for id in names)
    return re.sub(rf"(?<![\w-])(?:{ids})(?![\w-])", called, text, flags=re.ASCII)


def _referred(declared: Declared, problem: Problem) -> Iterator[tuple[str, tuple[str, str]]]:
    """The things that a rule's values are of, by the values, which are called as the fields are
    that bear them; a stream by what it is of."""
    for name, value in _needs(problem).items():
        if name == "stream" and isinstance(value, str):
            category, id = split(declared, value)
            if thing := declared.key_of(category)[1]:
                yield value, (thing, id)
        meaning = Meaning(name, declared.vocabulary.get(name, {}))
        if meaning.reference and isinstance(value, str) and value:
            yield value, (meaning.reference, value)


def _needs(problem: Problem) -> Mapping[str, Any]:
    needs = problem.get("needs")
    return needs if isinstance(needs, Mapping) else {}
