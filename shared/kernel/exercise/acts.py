"""What an event is as an act under a sentence of the policy, and which places it concerns.

An act is what an organisation did: limits that pass and what one service notes of another are none.
Its sentence is the one under which its command was given. It concerns the towns that the event
names by itself; where it names none, the counties; where it names neither, the city as a whole.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.last_asked import last_asked
from shared.policy.loader import registry
from shared.schemas.events import type_of
from shared.schemas.figures import Amounts, figures_of
from shared.schemas.marshalling import json_schema

SYSTEM = "system"
CITY = "city"


class Place(NamedTuple):
    """A town, or a county as a whole; with neither, the city."""

    town: str = ""
    county: str = ""

    @property
    def id(self) -> str:
        return self.town or self.county or CITY


WHOLE_CITY = Place()


def is_act(meta: EventMeta) -> bool:
    """Whether an organisation did it, under a sentence of the policy."""
    return meta.organisation != SYSTEM and meta.clause in registry().clauses


@last_asked
def places(event: Any) -> tuple[Place, ...]:
    """The places that an event concerns. What is sealed for a time names none: that it happened is
    no secret, but who it was may be one."""
    kind = type(event)
    if kind.__name__ in SEALED:
        return (WHOLE_CITY,)
    towns, counties = (_named(event, thing) for thing in ("town", "county"))
    if towns:
        return tuple(Place(town=town) for town in towns)
    return tuple(Place(county=county) for county in counties) or (WHOLE_CITY,)


def amounts(event: Any, place: Place) -> Amounts:
    """What an event counts for in one of its places."""
    found = Amounts()
    for counted in figures_of(type_of(event).service).get(type(event), ()):
        if not counted.at or getattr(event, counted.at) == place.town:
            found = found.and_also(counted.of(event))
    return found


def key_of(clause: str, place: Place) -> str:
    return f"{clause}@{place.id}"


def keys(event: Any, meta: EventMeta) -> Iterator[str]:
    """The sentence at each place, as rows are keyed."""
    if is_act(meta):
        yield from (key_of(meta.clause, place) for place in places(event))


def place_in(key: str, event: Any) -> Place:
    """The place among those of an event that a row's key names."""
    id = key.split("@")[1]
    return next(place for place in places(event) if place.id == id)


SEALED = frozenset(
    {
        # RZ-2.1.c: who bids for a project stays in its envelope until the siting is decided.
        "EligibilityAssessed", "SitingBid", "SitingBidWithdrawn",
        # RZ-2.2.f: so do the applications for awards, their points, and objections for good.
        "AwardBidDisqualified", "AwardBidScored", "AwardBidSubmitted", "AwardObjectionLodged",
        "AwardScoringClosed", "ReviewerRecused",
        # RZ-2.3.i: nominations until the areas are selected, and what each brought.
        "AreaNominated", "AreaWithdrawn", "NominationsRanked", "ProgrammeProceedsBooked",
        "ProgrammeProceedsCorrected",
        # RZ-2.4.c: what one bank lent is no other's business.
        "ProductUseReported",
    }
)  # fmt: skip
"""The events of sealed parts (`shared.kernel.aggregate.sight`); a test holds them together."""


def _named(event: Any, thing: str) -> tuple[str, ...]:
    kind: Any = type(event)
    found = (getattr(event, name) for name in _fields(kind, thing))
    each = (v for value in found for v in ((value,) if isinstance(value, str) else value or ()))
    return tuple(dict.fromkeys(v for v in each if v))


@cache
def _fields(event: Any, thing: str) -> tuple[str, ...]:
    """The fields of an event that name a thing of a kind: one, or several."""
    told = json_schema(event)["properties"]
    return tuple(
        name
        for name, about in told.items()
        if thing in (about.get("x-reference"), about.get("items", {}).get("x-reference"))
    )
