"""Who sees what, declared once beside an aggregate; closed unless opened.

    FUND = Aggregate("fund", Fund(), key="fund", title="资金",
        sight=[to_named(), to_county()],
        parts=[part("of-town", to_town())])

An opening names whom it lets in, by an attribute of what is looked at: of the aggregate's state, of
an event, of a view's row. The streams' answers, the views' queries, documents and simulations all
ask the same openings. A part is what some of a stream's events show to others besides; or, while
they are sealed, to these alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shared.schemas.copying import replace

Relation = Literal[
    "town", "county", "region", "party", "person", "audience", "category", "label",
    "organisation", "named", "city", "everyone",
]  # fmt: skip
"""The first eight are read off what is looked at; the others stand for themselves."""

Lookup = Callable[[str], Any]
"""The attribute of that name of what is looked at; None where it has none."""

BY_ATTRIBUTE: tuple[Relation, ...] = (
    "town", "county", "region", "party", "person", "audience", "category", "label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """Lets some organisations in.

    `by` is the attribute, or collection, that names them; with `organisation` its id, with `named`
    the clauses, in place of those of the aggregate's commands. `once` are flags that must hold.
    """

    to: Relation
    by: str = ""
    once: tuple[str, ...] = ()

    def attributes(self) -> tuple[str, ...]:
        """What it must find on what is looked at."""
        return (self.by, *self.once) if self.to in BY_ATTRIBUTE else self.once


def to_town(by: str = "town", *, once: str = "") -> Opening:
    """The town, its assistance group, its county and the county's departments."""
    return _opening("town", by, once)


def to_county(by: str = "county", *, once: str = "") -> Opening:
    """The county's government and its departments."""
    return _opening("county", by, once)


def to_region(by: str = "county", *, once: str = "") -> Opening:
    """The county's government and departments, its towns and their assistance groups."""
    return _opening("region", by, once)


def to_party(by: str, *, once: str = "") -> Opening:
    """The organisations named, and no other: not even their county."""
    return _opening("party", by, once)


def to_person(by: str, *, once: str = "") -> Opening:
    """The persons named, as `person_of` writes them, and nobody else of their organisations."""
    return _opening("person", by, once)


def person_of(organisation: str, person: str) -> str:
    return f"{organisation}/{person}"


def to_audience(by: str = "audience") -> Opening:
    """Whom that scope of a bulletin reaches: 小组, 部门, 区县, 公开."""
    return _opening("audience", by, "")


def to_category(by: str = "category") -> Opening:
    """For rows on any stream: the city's organisations that see streams of the category found
    there, whatever their state."""
    return _opening("category", by, "")


def to_labelled(by: str = "seen_by") -> Opening:
    """For rows on any stream, made from its state: whom the `labels` found there let in."""
    return _opening("label", by, "")


def to_named(*clauses: str, once: str = "") -> Opening:
    """The city's organisations that lead or take part in these clauses; of an aggregate, in those
    of its commands, or that may give one of them."""
    return _opening("named", " ".join(clauses), once)


def to_organisation(id: str, *, once: str = "") -> Opening:
    return _opening("organisation", id, once)


def to_city(*, once: str = "") -> Opening:
    """Every organisation of the city."""
    return _opening("city", "", once)


def to_everyone(*, once: str = "") -> Opening:
    return _opening("everyone", "", once)


def _opening(to: Relation, by: str, once: str) -> Opening:
    return Opening(to, by, (once,) if once else ())


@dataclass(frozen=True)
class Part:
    """Events of a stream, by class or, without, all that bear the attributes of an opening.

    Its openings let others see them besides. `until` seals them: before that flag of the state
    holds, nobody else sees them. `apart`: nobody else ever does. `about` tells, of a state and an
    event, attributes that neither has by itself.
    """

    name: str
    openings: tuple[Opening, ...]
    events: tuple[type[Any], ...] = ()
    until: str = ""
    apart: bool = False
    about: Callable[[Any, Any], Mapping[str, Any]] | None = None

    def covers(self, event: type[Any]) -> bool:
        if self.events:
            return event in self.events
        known = event.__dataclass_fields__
        return any(set(o.attributes()) <= known.keys() for o in self.openings)

    @property
    def sealed(self) -> bool:
        """Whether the stream's own sight does not simply hold."""
        return self.apart or self.until != ""


def part(
    name: str,
    *openings: Opening,
    events: Iterable[type[Any]] = (),
    until: str = "",
    apart: bool = False,
    about: Callable[[Any, Any], Mapping[str, Any]] | None = None,
) -> Part:
    """A part of a stream; one that is sealed names its events."""
    chosen = tuple(events)
    if (until or apart) and not chosen:
        raise ValueError(f"the sealed part {name} names no event")
    return Part(name, openings, chosen, until, apart, about)


def flattened(whole: Iterable[Opening], part: Part) -> tuple[Opening, ...]:
    """The openings of a row that a part's events make: its own, and the stream's once unsealed."""
    if part.apart:
        return part.openings
    flags = (part.until,) if part.until else ()
    return (*part.openings, *(replace(o, once=(*o.once, *flags)) for o in whole))
