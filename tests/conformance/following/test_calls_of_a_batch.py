"""What showing a command costs a service in function calls: seconds differ by machine, calls creep up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL
from shared.kernel.aggregate import Actor
from shared.runtime.parts import declaration, service_class
from shared.runtime.running import RunningService
from shared.runtime.settings import SERVICES, ServiceSettings, Settings
from tests.benchmarks.clerks import ORDERS
from tests.benchmarks.funds import Funds
from tests.conftest import OWNER, SERVICE
from tests.unit.commands.test_calls import calls

MOST = {"finance": 2_400, "projects": 2_320}
"""Ten views are touched by an allocation, and the limits and tasks of its fund; eight by an
application, which are two events and twenty-one rows."""


@pytest.fixture(params=MOST)
def service(
    request: pytest.FixtureRequest, roles: PostgreSQL, identity_folder: Path
) -> Iterator[RunningService]:
    """A service with its store and nobody else, of which nothing runs by itself."""
    name, nobody = request.param, "127.0.0.1:1"
    roles.create_database(name, OWNER, guests=[SERVICE])
    url, owner_url = roles.url(SERVICE, SERVICE, name), roles.url(OWNER, OWNER, name)
    known = {s: ServiceSettings(s, nobody, url, f"amqp://{nobody}", owner_url) for s in SERVICES}
    running = RunningService(
        declaration(service_class(name)), Settings("cluster", known, identity=identity_folder)
    )
    try:
        running.prepare()
        if name == "finance":
            Funds(running.executor, 1, "knee")
        yield running
    finally:
        running.log.close()
        running.database.close()
        roles.drop_database(name)


def test_a_command_is_shown_in_few_calls(service: RunningService) -> None:
    name, numbers = service.declared.name, iter(range(100))

    def show() -> None:
        while service.shown.own.position() < service.log.head().position:
            service.shown.own.step(service.own_log)

    def give() -> None:
        number = next(numbers)
        command, organisation, data = ORDERS[name](number, 1)
        service.executor.give(command, data, Actor("张三", organisation), key=f"{number}")

    for _ in range(3):
        give()
        show()
    give()
    assert calls(lambda: service.shown.own.step(service.own_log), before=0) <= MOST[name]
