"""What follows logs: how far each subscription is, and what keeps it."""

from collections.abc import Iterator, Mapping

from prometheus_client.metrics_core import Metric

from shared.kernel.reactions.reactor import Reactor
from shared.kernel.subscription.remote_log import RemoteLog
from shared.metrics.families import counters, gauges
from shared.metrics.observed import Observed

LABELS = ("subscription", "source")


def subscriptions(service: Observed) -> Iterator[Metric]:
    known = [((s.name, s.source.name), s) for s in service.subscriptions]
    yield gauges(
        "subscription_position",
        "Checkpoint",
        LABELS,
        ((at, s.handler.position()) for at, s in known),
    )
    yield gauges(
        "subscription_lag_events",
        "Events from the checkpoint to the source's known head",
        LABELS,
        ((at, s.lag()) for at, s in known),
    )
    yield gauges(
        "subscription_lag_seconds",
        "Since when it has not been at its source's known head",
        LABELS,
        ((at, s.lag_seconds()) for at, s in known),
    )
    yield gauges(
        "subscription_stopped",
        "1 while stopped by an alarm",
        LABELS,
        ((at, s.state.name == "stopped") for at, s in known),
    )
    yield gauges(
        "subscription_waiting",
        "1 while its source, store or broker is away",
        LABELS,
        ((at, s.state.name == "waiting") for at, s in known),
    )
    yield counters(
        "subscription_batches", "Steps that moved it", LABELS, ((at, s.batches) for at, s in known)
    )
    yield counters(
        "subscription_retries",
        "Steps that failed and were tried again",
        LABELS,
        ((at, s.retries) for at, s in known),
    )
    remote = [(at, s.source) for at, s in known if isinstance(s.source, RemoteLog)]
    yield counters(
        "subscription_confirmations",
        "Batches that their source has borne out: as it told its heads, or when it was asked",
        (*LABELS, "how"),
        (
            ((*at, how), count)
            for at, log in remote
            for how, count in (
                ("told", log.confirmed_as_told),
                ("asked", log.confirmed_when_asked),
            )
        ),
    )
    reacting = [(at, s.handler) for at, s in known if isinstance(s.handler, Reactor)]
    yield counters(
        "reactions_refused",
        "Reactions that ran into a rule",
        LABELS,
        ((at, reactor.reacting.refused) for at, reactor in reacting),
    )


def parked(service: Observed, counts: Mapping[str, int]) -> Metric:
    """Keys that wait for an operator, by the subscription in which they failed."""
    reactors = [s for s in service.subscriptions if isinstance(s.handler, Reactor)]
    return gauges(
        "parked_keys",
        "Keys that wait for an operator",
        LABELS,
        (((s.name, s.source.name), counts.get(s.name, 0)) for s in reactors),
    )


def set_aside(service: Observed, counts: Mapping[str, int]) -> Metric:
    return gauges(
        "rows_set_aside",
        "Rows that can't be computed, by view",
        ["view"],
        (([view.name], counts.get(view.name, 0)) for view in service.views),
    )
