"""What is asked of a service, and how it appends: commands, groups, who waits."""

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric

from shared.metrics.families import counter, counters, gauge, histogram, histograms
from shared.metrics.observed import Observed


def commands(service: Observed) -> Iterator[Metric]:
    """Commands given over HTTP and by deadlines, not those of reactions and imports."""
    outcomes = service.executor.outcomes
    yield counters(
        "commands", "Commands, by how they ended", ["command", "outcome"], outcomes.counts().items()
    )
    yield histograms(
        "command_seconds", "From a command to what came of it", "command", outcomes.seconds()
    )


def appends(service: Observed) -> Iterator[Metric]:
    log = service.log
    yield counter("appended_events", "Events that this process has appended", log.appended)
    yield histogram(
        "append_group_size", "Batches that went to the store together", log.writer.groups
    )
    yield histogram("append_seconds", "Time of the store for a group", log.writer.seconds)
    yield gauge("append_waiting", "Callers that wait for the writer", log.writer.waiting)
    yield gauge("log_position", "Last position known of the log", log.watermark.position)
