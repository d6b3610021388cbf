"""What services that follow each other cost PostgreSQL in round trips: over HTTP, and as they
follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from deploy.servers import PostgreSQL, free_port
from shared.face.identity import LocalIssuer
from shared.kernel.subscription import remote_log
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import SERVICES, ServiceSettings, Settings
from tests.benchmarks.clerks import ORDERS
from tests.conformance.following.services import Serving, publish, settle
from tests.conformance.following.test_round_trips import PAUSES
from tests.conformance.round_trips import Trips, counting
from tests.conftest import OWNER, SERVICE
from tests.eventually import eventually

AGAIN = 5
"""Commands of which the cost is counted, once a first one has been given."""
GUARDED = {"projects": 1, "finance": 0, "land": 0, "supervision": 0}
"""What each command rests on beside what it creates: a project's name must be nobody's."""
COUNTED = tuple(GUARDED)
FOLLOWING = ("views", "reactions:", "relay:")
"""The threads that follow a log; others look by the clock."""
NEVER_RUN = tuple(f"reactions:{name}" for name in SERVICES if name not in COUNTED)
"""Those that follow a service which does not run here try again by the clock, too."""


class Four:
    """The four services, each with its database, and a clerk at their doors."""

    def __init__(self, running: dict[str, Serving], trips: Trips, issuer: LocalIssuer) -> None:
        self.running, self.trips = running, trips
        self._issuer = issuer
        self._clients = {name: Client(s.app) for name, s in running.items()}
        self._given = 0

    def give(self, service: str) -> None:
        """Give the next command of a service over HTTP."""
        self._given += 1
        command, organisation, data = order(service, self._given)
        token = self._issuer.issue(organisation, "张三", services=[service])
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"k-{self._given}"}
        answer = self._clients[service].post(f"/commands/{command}", json=data, headers=headers)
        assert answer.status_code == 200, answer.text

    def settle(self) -> None:
        """Wait until everybody has all there is of everybody."""
        for source in self.running.values():
            for follower in self.running.values():
                settle(follower, source)

    def all_listen(self) -> bool:
        """Whether the broker brings everybody what any of the others appends."""
        consumers = [one.service.consumer for one in self.running.values()]
        return all(c.connected and not {*c.absent} & {*COUNTED} for c in consumers)

    def wait_for_messages_only(self) -> None:
        """Have everybody look once more, and wait until all wait for what the broker brings: who
        looks by the clock lets the store know how far he came."""
        logs = [
            log
            for one in self.running.values()
            for name in self.running
            for log in one.service.elsewhere.remote_logs.get(name, ())
        ]
        for log in logs:
            log.wake()
        eventually(lambda: all(log.waits for log in logs), "all wait for the broker")


@pytest.fixture(scope="module")
def four(roles: PostgreSQL, broker_url: str, identity_folder: Path) -> Iterator[Four]:
    known = {}
    for name in COUNTED:
        roles.create_database(name, OWNER, guests=[SERVICE])
    for name in SERVICES:
        url, owner_url = roles.url(SERVICE, SERVICE, name), roles.url(OWNER, OWNER, name)
        known[name] = ServiceSettings(name, f"127.0.0.1:{free_port()}", url, broker_url, owner_url)
    settings = Settings("cluster", known, identity=identity_folder)
    running: dict[str, Serving] = {}
    with pytest.MonkeyPatch.context() as patched, counting(patched) as trips:
        for module, pause in PAUSES:
            patched.setattr(module, pause, 3600.0)
        try:
            for name in COUNTED:
                running[name] = Serving(declaration(service_class(name)), settings, None, http=True)
            for one in running.values():
                publish(one, [])
            four = Four(running, trips, LocalIssuer(identity_folder))
            for name in COUNTED:
                four.give(name)
            eventually(four.all_listen, "all listen to each other")
            four.settle()
            patched.setattr(remote_log, "QUIET_SECONDS", 3600.0)
            four.wait_for_messages_only()
            yield four
        finally:
            for one in running.values():
                one.stop()
            for name in COUNTED:
                roles.drop_database(name)


def order(service: str, number: int) -> tuple[str, str, dict[str, object]]:
    """A command that creates something, who gives it, and what it says."""
    if service == "finance":
        fund = {"fund": f"f-{number}", "name": "资金", "source": "city", "kind": "special"}
        return "register-fund", "finance", {**fund, "year": 2024}
    return ORDERS[service](number, 0)


@pytest.mark.parametrize("service", COUNTED)
def test_a_command_over_http_is_one_append_and_one_question_of_what_guards_it(
    four: Four, service: str
) -> None:
    for _ in range(AGAIN):
        start = four.trips.count
        four.give(service)
        sent = four.trips.by("MainThread", start)
        assert len(sent) == 1 + GUARDED[service], "\n".join(sent)
        assert sent == four.trips.by("MainThread", start, to=service)


@pytest.mark.parametrize("service", COUNTED)
def test_what_shows_it_is_one_write_and_its_rows_are_not_looked_for(
    four: Four, service: str
) -> None:
    four.settle()
    start = four.trips.count
    for _ in range(AGAIN):
        four.give(service)
    four.settle()
    sent = four.trips.by("views", start, to=service)
    writes = [statement for statement in sent if "BEGIN" in statement]
    assert 1 <= len(writes) <= AGAIN
    assert sent == writes


@pytest.mark.parametrize("service", COUNTED)
def test_what_concerns_nobody_elsewhere_asks_no_other_store_anything(
    four: Four, service: str
) -> None:
    def asked_elsewhere() -> list[str]:
        four.settle()
        start = four.trips.count
        for _ in range(AGAIN):
            four.give(service)
        four.settle()
        sent = [t for other in set(COUNTED) - {service} for t in four.trips.to(other, start)]
        concerned = [told for told in sent if told.startswith(FOLLOWING)]
        return [told for told in concerned if not told.startswith(NEVER_RUN)]

    assert asked_elsewhere() == []
