"""How a figure becomes what Prometheus reads: its name with the system's before it, its unit last."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric

from shared.kernel.tally import Tally

P = "zhenxing"

Labelled = tuple[Sequence[str], Any]
"""The values of the labels, and the figure."""


def gauge(name: str, help: str, value: Any) -> Metric:
    """A figure that goes up and down; what is false or absent is 0."""
    return GaugeMetricFamily(f"{P}_{name}", help, value=float(value or 0))


def counter(name: str, help: str, value: float) -> Metric:
    """A figure that only goes up while the process lives; `_total` is added to its name."""
    return CounterMetricFamily(f"{P}_{name}", help, value=float(value))


def gauges(name: str, help: str, labels: Sequence[str], values: Iterable[Labelled]) -> Metric:
    family = GaugeMetricFamily(f"{P}_{name}", help, labels=labels)
    for at, value in values:
        family.add_metric(at, float(value))
    return family


def counters(name: str, help: str, labels: Sequence[str], values: Iterable[Labelled]) -> Metric:
    family = CounterMetricFamily(f"{P}_{name}", help, labels=labels)
    for at, value in values:
        family.add_metric(at, float(value))
    return family


def histogram(name: str, help: str, tally: Tally) -> Metric:
    return histograms(name, help, "", {"": tally})


def histograms(name: str, help: str, label: str, tallies: Mapping[str, Tally]) -> Metric:
    """Distributions by the value of one label."""
    family = HistogramMetricFamily(f"{P}_{name}", help, labels=[label] if label else [])
    for value, tally in tallies.items():
        read = tally.read()
        told = [(str(bound), float(upto)) for bound, upto in read.buckets]
        at = [value] if label else []
        family.add_metric(at, [*told, ("+Inf", float(read.count))], sum_value=read.sum)
    return family
