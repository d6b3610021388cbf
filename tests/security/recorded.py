"""Events put into a served service's log as if its commands had been given."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from shared.kernel.aggregate import Actor, Aggregate
from shared.kernel.commands.unit import Order
from tests.eventually import PATIENCE_SECONDS
from tests.integration.http.served import Served

AT = datetime(2024, 3, 1, 1, tzinfo=UTC)


def happened(
    service: Served, aggregate: Aggregate[Any], id: str, *events: object, by: str = "finance"
) -> None:
    """Appends the events to the stream, and waits until the views show them."""
    unit = service.face.executor.unit(fresh=True)
    command = next(iter(service.face.executor.commands.values()))
    for event in events:
        order = Order(command, event, Actor("演示-甲", by), AT, str(uuid4()))
        unit.record(order, aggregate, id, event)
    appended = service.face.log.append(unit.batch())
    unit.keep()
    assert service.face.views.visibility.wait(appended.first + len(events) - 1, PATIENCE_SECONDS)
