"""What operations see of a service's connections."""

from collections.abc import Iterator, Sized
from typing import Protocol

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

P = "zhenxing_http_connections"


class Connections(Sized, Protocol):
    cut: int
    turned_away: int


class Server(Protocol):
    @property
    def connections(self) -> Connections | None: ...


class ConnectionCollector:
    """Reads a server's figures when they are asked for."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def collect(self) -> Iterator[Metric]:
        connections = self._server.connections
        if connections is None:
            return
        yield GaugeMetricFamily(f"{P}_open", "Connections now", value=float(len(connections)))
        yield CounterMetricFamily(
            f"{P}_cut", "Slow or idle ones cut to make room for others", value=connections.cut
        )
        yield CounterMetricFamily(
            f"{P}_turned_away",
            "Ones that found no room at all",
            value=connections.turned_away,
        )
