"""Where the desk leads somebody for whom nothing waits, nor ever has: to what there is to begin and to
be seen, by what the services declare."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.workbench.catalogue import Declared
from shared.workbench.pages.beginning import begins
from shared.workbench.pages.ledgers import OF_OPERATIONS
from shared.workbench.person import Person

NAMED = 3
"""So many of a kind are named, the rest counted."""


@dataclass(frozen=True)
class Way:
    """A page, and what is found there."""

    address: str
    title: str
    says: str


def ways(person: Person, declared: Mapping[str, Declared]) -> Iterator[Way]:
    """What this organisation may begin, as far as its kind tells; doubts, ledgers and papers."""
    every = list(declared.values())
    kinds = (
        ("/new", "发起", "可以新办", (c["title"] for d in every for c in begins(person, d))),
        ("/audit", "审计", "疑点", (v["doubt"] for v in _views(every) if v.get("doubt"))),
        ("/ledgers", "台账", "可以查阅", (v["title"] for v in _views(every))),
        ("/papers", "文书", "可以生成", (p["title"] for d in every for p in d.papers.values())),
    )
    for address, title, of, names in kinds:
        if known := list(dict.fromkeys(names)):
            more = f"等 {len(known)} 种" if len(known) > NAMED else ""
            yield Way(address, title, f"{of}：{'、'.join(known[:NAMED])}{more}")


def _views(every: Iterable[Declared]) -> list[Mapping[str, str]]:
    """What is special to a service first, what every service has after it."""
    views = [(n, v) for d in every for n, v in d.views.items() if n not in OF_OPERATIONS]
    often = Counter(name for name, _ in views)
    return [view for _, view in sorted(views, key=lambda one: often[one[0]] > 1)]
