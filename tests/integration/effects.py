"""What must follow in one service from another's events: each once, in order, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.integration.client import Client
from tests.integration.load import Given


@dataclass(frozen=True)
class Effect:
    """An event of `source` that a reaction of `follower` answers with an event of its own."""

    source: str
    cause: str
    follower: str
    effect: str


EFFECTS = (
    Effect("projects", "ProjectAdmitted", "projects", "GreenChannelOpened"),
    Effect("projects", "ProjectAdmitted", "finance", "EligibilityRecognised"),
    Effect("projects", "ProjectAdmitted", "land", "ScreeningOpened"),
    Effect("projects", "PermitOverdue", "supervision", "IssueRaised"),
    Effect("finance", "FundsAllocated", "projects", "FundsAllocationNoted"),
    Effect("land", "LandAllocated", "projects", "LandAllocationNoted"),
    Effect("land", "LandReturned", "projects", "LandReturnNoted"),
)


class Logs:
    """The services' logs as their feeds tell them, read on from where the last reading ended."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._events: dict[str, list[dict[str, Any]]] = {}
        self._restored: set[str] = set()

    def of(self, service: str) -> list[dict[str, Any]]:
        """Every event so far. Asserts that positions are gapless and the chain unbroken."""
        events = self._events.setdefault(service, [])
        while True:
            last = events[-1] if events else {"position": 0, "hash": "0" * 64}
            query = {"after": last["position"], "hash": last["hash"]} if events else {"after": 0}
            answer = self._client.get(service, "/events", "service", limit=1000, **query)
            assert answer.status == 200, answer
            for event in answer.body["events"]:
                assert event["position"] == last["position"] + 1
                assert not events or event["prev_hash"] == last["hash"]
                events.append(event)
                last = event
            if not answer.body["events"]:
                return events

    def restored(self, service: str) -> None:
        """An older log stands in its place: it is read anew, and what followed elsewhere from what
        is gone counts no more."""
        self._events.pop(service, None)
        self._restored.add(service)

    def check_answers(self, given: Iterable[Given]) -> None:
        """Asserts that what was answered is what the logs hold, and that no event stands twice."""
        for service, orders in _by_service(given).items():
            events = self.of(service)
            positions = {event["id"]: event["position"] for event in events}
            assert len(positions) == len(events)
            for order in orders:
                told = order.answers[-1].body["events"]
                assert told and all(positions[e["id"]] == e["position"] for e in told), order

    def check_effects(self, effects: Iterable[Effect] = EFFECTS) -> bool:
        """Asserts that every cause has had its one effect, in the causes' order."""
        for e in effects:
            caused = [r for r in self.of(e.source) if r["type"] == e.cause]
            causes = [r["position"] for r in caused]
            effects = [
                r["meta"]
                for r in self.of(e.follower)
                if r["type"] == e.effect and r["meta"].get("source") == e.source
            ]
            if e.source in self._restored:
                stand = {r["hash"] for r in caused}
                effects = [meta for meta in effects if meta["source_hash"] in stand]
            met = [meta["source_position"] for meta in effects]
            assert met == causes, f"{e}: caused at {causes[-5:]}, met {met[-5:]}"
        return True


def _by_service(given: Iterable[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for one in given:
        found.setdefault(one.order.service, []).append(one)
    return found
