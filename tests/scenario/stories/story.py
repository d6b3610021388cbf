"""Tells a story over HTTP: days pass, clerks give commands, departments look at their ledgers.

Whoever acts or looks does so when everything that followed from what was done before has been
done everywhere; so a story waits for nothing by name. That somebody looked at what is said of a
person is seen once something has been given to that service since.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.runtime.cli.rest import Rest
from shared.runtime.settings import SERVICES
from tests.eventually import eventually
from tests.integration.client import PERSON, Answer, Client, Order

MORNING = time(9, tzinfo=LOCAL_TIME)

Data = dict[str, Any]


@dataclass(frozen=True)
class Places:
    """Which service offers a command, and which shows a view."""

    commands: dict[str, str]
    views: dict[str, str]

    @classmethod
    def of(cls, client: Client) -> "Places":
        places = cls({}, {})
        for service in reversed(SERVICES):  # of two that offer one, the first is meant
            offered = client.get(service, "/commands").body["commands"]
            places.commands.update({command["name"]: service for command in offered})
            places.views.update(dict.fromkeys(client.views(service), service))
        return places


@dataclass
class Story:
    """A story on its own days; the ids that it uses are its own."""

    client: Client
    places: Places
    day: date = date.min
    _rest: Rest = field(init=False)

    def __post_init__(self) -> None:
        self._rest = Rest(SERVICES, self._standing)

    def on(self, day: str) -> None:
        """The story goes on in the morning of a day; what was due before then has passed."""
        self.day = date.fromisoformat(day)
        # What follows from those that passed may set others that are past as well.
        while self._deadlines_passed():
            pass

    def after(self, days: int) -> None:
        self.on((self.day + timedelta(days)).isoformat())

    def give(self, org: str, command: str, person: str = PERSON, **data: Any) -> list[str]:
        """An organisation's clerk gives a command, which is accepted; the events that say so."""
        answer = self.send(self.order(org, command, person, **data))
        assert answer.status == 200, (org, command, answer.body)
        return [event["type"] for event in answer.body["events"]]

    def refused(self, org: str, command: str, person: str = PERSON, **data: Any) -> str:
        """The rule that refuses the clerk's command."""
        return rule_of(self.send(self.order(org, command, person, **data)))

    def send(self, order: Order) -> Answer:
        """What somebody is told who gives a command."""
        [answer] = self.at_once(order)
        return answer

    def at_once(self, *orders: Order) -> list[Answer]:
        """What two or more callers are told who give their commands at the same moment."""
        self.rest()
        with ThreadPoolExecutor(len(orders)) as callers:
            answers = list(callers.map(self.client.give, orders))
        for order, answer in zip(orders, answers, strict=True):
            if answer.status == 200:
                self._rest.reached(order.service, answer.body["position"])
        return answers

    def order(self, org: str, command: str, person: str = PERSON, **data: Any) -> Order:
        service = self.places.commands[command]
        return Order(service, command, org, data, self.now.isoformat(), person=person)

    def row(self, view: str, key: str, seen_by: str = "") -> Data:
        """A row of a view as an organisation sees it: the service's own, if none is named."""
        self.rest()
        place = self.places.views[view]
        token = self.client.token(seen_by or registry().operators[place])
        answer = self.client.call("GET", place, f"/views/{view}/{key}", token)
        assert answer.status == 200, (seen_by, view, key, answer.body)
        row: Data = answer.body["row"]
        return row

    def rows(self, view: str, seen_by: str = "", **equals: Any) -> list[Data]:
        """The rows of a view that an organisation sees, where columns equal values."""
        self.rest()
        place = self.places.views[view]
        token = self.client.token(seen_by or registry().operators[place])
        answer = self.client.call("GET", place, f"/views/{view}", token, query=equals)
        assert answer.status == 200, (seen_by, view, answer.body)
        rows: list[Data] = answer.body["rows"]
        return rows

    def events(self, service: str, stream: str) -> list[Data]:
        """What happened to one thing; empty if nothing has."""
        self.rest()
        answer = self.client.get(service, f"/streams/{stream}")
        events: list[Data] = answer.body["events"] if answer.status == 200 else []
        return events

    def history(self, service: str, stream: str) -> list[str]:
        """The types of what happened to one thing, in order."""
        return [event["type"] for event in self.events(service, stream)]

    def rest(self) -> None:
        """Wait until every follower has taken all that its source's log holds."""
        eventually(lambda: not self._rest.find_late(), "the services to come to rest")

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, MORNING)

    def _deadlines_passed(self) -> int:
        """How many passed just now. Real time keeps out while the story goes on."""
        self.rest()
        until = {"until": self.now.isoformat()}
        fired = 0
        for name in SERVICES:
            answer = self.client.post(name, "/scenario", until, "scenario")
            assert answer.status == 200, answer
            self._rest.reached(name, answer.body["head"])
            fired += answer.body["fired"]
        return fired

    def _standing(self, name: str, heads: dict[str, int]) -> Data:
        answer = self.client.get(name, "/scenario", "scenario", **heads)
        assert answer.status == 200, (name, answer)
        standing: Data = answer.body
        return standing


def rule_of(answer: Answer) -> str:
    """The rule that refused; it names its clause and tells in both languages what would pass."""
    told = answer.body
    assert answer.status == 422 and told["type"] == "refused", told
    assert told["clause"] and told["detail"] and told["detail_zh"], told
    rule: str = told["rule"]
    return rule


Tell = Callable[[str], Story]
"""Begins a story on a day."""
