"""Everything that is registered of the policy and its places, on any day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from shared.policy.edition import Edition
from shared.policy.model import Clause, County, Organisation, Parameter, Standing, Town
from shared.policy.readings import Reading
from shared.policy.sentences import Sentences


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Everything that is registered; the version of the policy's text goes into every event.

    `parameters` are the present editions; `parameter_on` finds the one of a day. `operators` are
    the organisations that operate the services, by the services' names; `departments` what a county
    calls its own, by what follows the county in their ids. What the release says of towns' tiers
    and classes is their `opening` position; `standings` are what was recorded since, in the order
    in which it was: `on` finds the towns and scopes of a day.

    `editions` are the versions of the text, the first one first: what is said here is the first's
    until `on` is asked. `successors` tell, by sentence, which organisation took whose place. `city`
    is what the city is called where others hear of its events; empty: nobody calls it anything.
    """

    policy_version: str
    towns: Mapping[str, Town]
    counties: Mapping[str, County]
    organisations: Mapping[str, tuple[Organisation, ...]]
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    earlier: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)
    operators: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)
    standings: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    opening: Mapping[str, Town] = field(default_factory=dict)
    readings: Mapping[int, Reading] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    successors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    city: str = ""

    @property
    def clauses_in_order(self) -> list[Clause]:
        """The sentences in the order of the text."""
        return sorted(self.clauses.values(), key=lambda clause: clause.place)

    def on(self, day: date) -> "Registry":
        """The same by the version of the text that holds on a day, with every town as it then
        stands, and the scopes that follow from that."""
        known = self.edition_on(day)
        edited = self.of_edition(known) if known else self
        if not self.standings:
            return edited
        opening = self.opening or self.towns
        towns = {id: _as_of(town, self.standings.get(id, ()), day) for id, town in opening.items()}
        sentences = edited.clauses
        if not isinstance(sentences, Sentences):
            sentences = Sentences(sentences, {})
        return replace(edited, towns=towns, clauses=sentences.among(towns), opening=opening)

    def edition_on(self, day: date) -> Edition | None:
        """The version of the text that holds on a day."""
        return next((e for e in reversed(self.editions) if e.since <= day), None)

    def edition(self, version: str) -> Edition | None:
        """The version of that name."""
        return next((e for e in self.editions if e.version == version), None)

    def of_edition(self, edition: Edition) -> "Registry":
        """The same by a version of the text."""
        return self if edition.version == self.policy_version else _edited(self, edition)

    def number_of(self, clause: str) -> str:
        """The number that a sentence now has, by one that it ever had."""
        return self.clauses.number(clause) if isinstance(self.clauses, Sentences) else clause

    def sentence(self, clause: str) -> str:
        """A sentence behind its number as people write it; else a rule of the system's own."""
        if clause == "design":
            return "系统规则"
        known = self.clauses.get(clause)
        return f"{known.id.removeprefix('RZ-')} {known.zh}" if known else clause

    def successor(self, clause: str, organisation: str) -> str:
        """Who now stands in the place of an organisation under a sentence: itself, or another."""
        taken = self.successors.get(self.number_of(clause), {})
        return taken.get(organisation, organisation)

    def parameter_on(self, name: str, day: date) -> Parameter:
        """The edition of a parameter on a day; before the first one, the first."""
        latest = self.parameters[name]
        if latest.since <= day:
            return latest
        editions = (*self.earlier.get(name, ()), latest)
        return next((p for p in reversed(editions) if p.since <= day), editions[0])

    def county_of(self, town: str) -> str:
        """The county of a town, or an empty string for an unknown town."""
        known = self.towns.get(town)
        return known.county if known else ""

    def leads_of(self, clause: str) -> tuple[str, ...]:
        """The organisations that lead a clause for all of its scope.

        A county leads for its own towns: so it is among them where the scope lies in it alone, or
        where counties are the only leads.
        """
        known = self.clauses[clause]
        in_scope = {self.county_of(id) or id for id in known.scope or self.counties}
        counties = tuple(id for id in self.counties if id in in_scope)
        city = tuple(lead for lead in known.lead if lead != "county")
        if "county" in known.lead and (not city or len(counties) == 1):
            return (*city, *counties)
        return city

    @property
    def derived(self) -> list[str]:
        """The organisations that follow from places: counties' departments, and the assistance
        groups of pilot towns."""
        departments = [f"{county}-{own}" for county in self.counties for own in self.departments]
        return [*departments, *(f"assist-{t.id}" for t in self.towns.values() if t.pilot)]

    def name_of(self, organisation: str, on: date) -> str:
        """The name that an organisation, county or town bore on a day; its id if unknown."""
        for known in self.organisations.get(organisation, ()):
            if known.since <= on <= known.until:
                return known.name
        place = self.towns.get(organisation) or self.counties.get(organisation)
        return place.name if place else self._derived_name(organisation)

    def _derived_name(self, organisation: str) -> str:
        """Of a county's department or a town's assistance group; any other id as it is."""
        if organisation == "system":
            return "系统"
        head, _, tail = organisation.partition("-")
        if head == "assist" and tail in self.towns:
            return f"{self.towns[tail].name}帮包小组"
        if head in self.counties and tail in self.departments:
            return f"{self.counties[head].name}{self.departments[tail]}"
        return organisation

    def is_city(self, organisation: str) -> bool:
        """Whether an id names an organisation of the city's administration."""
        known = self.organisations.get(organisation, ())
        return any(each.kind == "department" for each in known)

    def knows(self, organisation: str) -> bool:
        """Whether an id names an organisation, place, county department or assistance group."""
        if (
            organisation in self.organisations
            or organisation in self.towns
            or organisation in self.counties
        ):
            return True
        if organisation.startswith("assist-"):
            return organisation.removeprefix("assist-") in self.towns
        county, _, department = organisation.partition("-")
        return county in self.counties and bool(department)


@lru_cache(maxsize=64)
def _edited(registry: Registry, edition: Edition) -> Registry:
    return replace(
        registry,
        policy_version=edition.version,
        clauses=edition.clauses.among(registry.towns),
        successors=edition.successors,
    )


def _as_of(town: Town, standings: tuple[Standing, ...], day: date) -> Town:
    """The town by the latest tier and class that have begun; of one day, by what came last."""
    begun = sorted((s for s in standings if s.effective_from <= day), key=_begins)
    levels = [s.level for s in begun if s.level is not None]
    classes = [s.town_class for s in begun if s.town_class is not None]
    return replace(
        town,
        level=levels[-1] if levels else town.level,
        town_class=classes[-1] if classes else town.town_class,
    )


def _begins(standing: Standing) -> date:
    return standing.effective_from
