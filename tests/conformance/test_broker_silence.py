"""A broker that takes a request and never answers, as one that is starting may."""

from collections.abc import Iterator

import pytest

from shared.kernel.bus.connecting import connected
from tests.conformance.proxy import Proxy, proxy_to
from tests.conftest import Broker
from tests.eventually import PATIENCE_SECONDS

ANSWER_SECONDS = 3.0
"""Enough for a broker that answers, however busy the machine."""

pytestmark = pytest.mark.timeout(300)  # what waits for ever is the failure


@pytest.fixture
def proxy(broker: Broker) -> Iterator[Proxy]:
    with proxy_to(broker.server.port) as proxy:
        yield proxy


def test_no_call_waits_for_ever(broker: Broker, proxy: Proxy) -> None:
    url = broker.url("finance").replace(f":{broker.server.port}/", f":{proxy.port}/")
    connection = connected(url, ANSWER_SECONDS, connect_seconds=PATIENCE_SECONDS)
    try:
        channel = connection.channel()
        proxy.silent.set()
        with pytest.raises(TimeoutError):
            channel.queue_declare("finance.asked", passive=True)
    finally:
        connection.collect()
