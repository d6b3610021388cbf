"""What services declare: their commands, ledgers and events, and what fields refer to.

Asked once a minute; what a service that is away declared last goes on being known. Nobody waits for
one that has not answered yet, but who asks first of all.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shared.workbench.faces import Away, Declined, Faces, Question
from shared.workbench.person import Person
from shared.workbench.words.meaning import Meaning, of_schema

ASK_AGAIN_SECONDS = 60.0
AWAY_SECONDS = 3.0
"""Between two questions to a service that gave no answer."""


@dataclass(frozen=True)
class Declared:
    """What one service declares. `events` are the JSON Schemas of its events by their types."""

    service: str
    commands: Mapping[str, Mapping[str, Any]]
    views: Mapping[str, Mapping[str, Any]]
    events: Mapping[str, Mapping[str, Any]]
    references: Mapping[str, Mapping[str, Any]]
    papers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    figures: tuple[Mapping[str, Any], ...] = ()

    @cached_property
    def vocabulary(self) -> dict[str, Mapping[str, Any]]:
        """What fields mean by their names, as the first of this service's events or commands has
        them: for what a ledger keeps of them without a schema."""
        return dict(reversed(self._fields))

    @cached_property
    def _fields(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Every field of its events, commands and their parts, with its name."""
        schemas = [*self.events.values(), *(c["schema"] for c in self.commands.values())]
        schemas += [d for s in schemas for d in s.get("$defs", {}).values()]
        return [one for schema in schemas for one in schema.get("properties", {}).items()]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What this service calls its codes, whichever field bears them, its commands, and where
        its ledgers and its matters of each kind are found."""
        titles = {name: command["title"] for name, command in self.commands.items()}
        titles |= {f"views/{name}": view["title"] for name, view in self.views.items()}
        titles |= {
            f"streams/{c['aggregate']}": c["aggregate_title"]
            for c in self.commands.values()
            if "aggregate_title" in c
        }
        fields = [*(told for _, told in self._fields), *self.vocabulary.values()]
        return titles | {code: word for told in fields for code, word in _labels(told)}

    @cached_property
    def acted_in(self) -> frozenset[str]:
        """The aggregates that it has commands for: others keep names unique, or note what happened."""
        return frozenset(c["aggregate"] for c in self.commands.values())

    @cached_property
    def alone(self) -> frozenset[str]:
        """Things of which an id is one's own wherever it stands: a row of the ledger is found by
        it alone, whatever it is numbered within."""
        return frozenset(
            thing
            for thing, told in self.references.items()
            if told.get("service") == self.service
            and self.views.get(told["view"], {}).get("key") == told["column"]
        )

    def meaning(self, event: str) -> Meaning:
        """What the fields of an event mean, by its type: found once, for all pages."""
        known = self._meanings.get(event)
        if known is None:
            known = of_schema(self.events.get(event, {}), self.events)
            self._meanings[event] = known
        return known

    @cached_property
    def _meanings(self) -> dict[str, Meaning]:
        return {}

    def key_of(self, category: str) -> tuple[str, str]:
        """The field that holds the id of an aggregate, and the thing that it is the id of."""
        for command in self.commands.values():
            if command["aggregate"] == category:
                field = command["key"]
                schema = command["schema"]["properties"].get(field, {})
                return field, schema.get("x-reference", "")
        return "", ""


def _labels(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from schema.get("x-labels", {}).items()
    yield from schema.get("items", {}).get("x-labels", {}).items()


class Catalogue:
    """Knows what services declare."""

    def __init__(self, faces: Faces, clock: Callable[[], float] = time.monotonic) -> None:
        self._faces = faces
        self._clock = clock
        self._known: dict[str, tuple[float, Declared]] = {}
        self._tried: dict[str, float] = {}
        self._mutex = threading.Lock()

    def all(self, person: Person) -> dict[str, Declared]:
        """Of every service that answers or has answered, in their order."""
        if any(name not in self._tried for name in self._faces.services):
            with self._mutex:
                self._ask(person, [n for n in self._faces.services if n not in self._tried])
        if any(self._old(name) for name in self._faces.services):
            self.refresh(person)
        return {n: self._known[n][1] for n in self._faces.services if n in self._known}

    def refresh(self, person: Person) -> None:
        """Ask again what is old; nobody waits for that."""
        if not self._mutex.acquire(blocking=False):
            return
        try:
            threading.Thread(target=self._refresh, args=(person,), daemon=True).start()
        except RuntimeError:  # no room for a thread: what is known holds until another asks
            self._mutex.release()

    def _refresh(self, person: Person) -> None:
        try:
            self._ask(person, [name for name in self._faces.services if self._old(name)])
        finally:
            self._mutex.release()

    def of(self, person: Person, service: str) -> Declared:
        """Of one service. Raises `Away`, `KeyError` where there is no such service."""
        place = self._faces.services[service]
        try:
            return self.all(person)[service]
        except KeyError:
            raise Away(service, place.title) from None

    def references(self, person: Person) -> dict[str, Mapping[str, Any]]:
        """Every thing that a field may refer to."""
        return {n: r for d in self.all(person).values() for n, r in d.references.items()}

    def namings(self, person: Person) -> dict[str, Mapping[str, Any]]:
        """The same, for their names: `within` stands where an id says too little by itself."""
        alone = frozenset[str]().union(*(d.alone for d in self.all(person).values()))
        return {
            thing: {**told, "within": ()} if thing in alone else told
            for thing, told in self.references(person).items()
        }

    def _old(self, service: str) -> bool:
        asked_at, _ = self._known.get(service, (float("-inf"), None))
        tried_at, now = self._tried.get(service, float("-inf")), self._clock()
        return now - asked_at > ASK_AGAIN_SECONDS and now - tried_at > AWAY_SECONDS

    def _ask(self, person: Person, services: list[str]) -> None:
        paths = ("/commands", "/views", "/asyncapi.json", "/papers", "/figures")
        answers = self._faces.get_all(person, [Question(s, p) for s in services for p in paths])
        for n, service in enumerate(services):
            of_it = answers[len(paths) * n : len(paths) * (n + 1)]
            commands, views, events, papers, figures = of_it
            if any(isinstance(a, Away | Declined) for a in (commands, views, events)):
                continue
            assert isinstance(commands, dict)
            assert isinstance(views, dict)
            assert isinstance(events, dict)
            declared = Declared(
                service,
                {c["name"]: c for c in commands["commands"]},
                {v["name"]: v for v in views["views"]},
                events["components"]["schemas"],
                {**views["references"], **commands["references"]},
                {p["name"]: p for p in papers["papers"]} if isinstance(papers, dict) else {},
                tuple(figures["figures"]) if isinstance(figures, dict) else (),
            )
            # What is declared as before stays the same object: memory is not cut up each minute.
            _, before = self._known.get(service, (0.0, declared))
            self._known[service] = self._clock(), before if before == declared else declared
        self._tried |= dict.fromkeys(services, self._clock())
