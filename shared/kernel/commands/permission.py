"""Whether a caller may give a command, judged before what they sent is read and checked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from shared.kernel.aggregate import Actor, Context
from shared.kernel.aggregate.aggregate import Command
from shared.kernel.aggregate.deciding import NotPermitted, check_permitted
from shared.kernel.clock import Clock
from shared.policy.local_time import LOCAL_TIME
from shared.policy.registry import Registry
from shared.schemas.checked import IDENTIFIER

Load = Callable[[Command, str], Any]
"""The state that a command will meet, by its aggregate's id."""


@dataclass(frozen=True, slots=True)
class Place:
    """The town and county of a matter, as far as they are known."""

    town: str = ""
    county: str = ""


class Permission:
    """Judges by the registry alone, then by the matter that the command is for."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock
        towns = [Place(town.id, town.county) for town in registry.towns.values()]
        counties = [Place(county=county) for county in registry.counties]
        self._places = [*towns, *counties, Place()]

    def check_anywhere(self, command: Command, actor: Actor) -> None:
        """Raise `NotPermitted` where the actor may not give the command for any town or county."""
        if not any(self._may(command, None, place, actor) for place in self._places):
            raise NotPermitted(command)

    def check_here(self, command: Command, plain: Any, actor: Actor, load: Load) -> None:
        """Raise `NotPermitted` where the actor may not give it for what the plain data name.

        Where neither the data nor the stream tell of a known town or county, nothing is said:
        what is wrong with the data is then the better answer.
        """
        state, place = command.aggregate.initial, _place(plain)
        id = plain.get(command.aggregate.key) if isinstance(plain, dict) else None
        if isinstance(id, str) and re.fullmatch(IDENTIFIER, id):
            state = load(command, id)
        town = getattr(state, "town", "") or place.town
        county = getattr(state, "county", "") or place.county
        if town not in self._registry.towns and county not in self._registry.counties:
            return
        if not self._may(command, state, place, actor):
            raise NotPermitted(command)

    def check_offered(self, command: Command, state: Any, actor: Actor, said: Any = None) -> None:
        """Raise `NotPermitted` where the actor may not give it for a stream in this state, whatever
        town or county is named with it that the state leaves open, unless that is `said` already."""
        told = _place(said)
        county = getattr(state, "county", "") or told.county
        places: Iterable[Place] = (p for p in self._places if not county or p.county == county)
        if told.town:
            places = [Place(told.town, self._registry.county_of(told.town) or told.county)]
        if not any(self._may(command, state, place, actor) for place in places):
            raise NotPermitted(command)

    def _may(self, command: Command, state: Any, place: Place, actor: Actor) -> bool:
        now = self._clock.now()
        registry = self._registry.on(now.astimezone(LOCAL_TIME).date())
        context = Context(now, actor, registry, {})
        try:
            check_permitted(command, state, place, context)
        except NotPermitted:
            return False
        return True


def _place(plain: Any) -> Place:
    if not isinstance(plain, dict):
        return Place()
    town, county = plain.get("town"), plain.get("county")
    return Place(town if isinstance(town, str) else "", county if isinstance(county, str) else "")
