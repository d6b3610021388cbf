"""From foreign events to one append: every reaction's commands decided in one unit of work."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from opentelemetry.trace import SpanKind

from shared.kernel.aggregate import Refused
from shared.kernel.aggregate.deciding import NOTHING_CHANGES, NoSuchStream
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.ids import command_id, event_id
from shared.kernel.commands.unit import Order, UnitOfWork
from shared.kernel.doing import doing
from shared.kernel.log.batch import CheckpointConflict, CheckpointMove
from shared.kernel.log.tracing import passed_on, traceparent
from shared.kernel.loop import Away
from shared.kernel.reactions.reaction import Reaction
from shared.kernel.spans import context_of
from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.journal import JOURNAL, SYSTEM_ACTOR
from shared.kernel.subscription.source import Unconfirmed, checkpoint_after
from shared.schemas.events import UnknownEvent
from shared.schemas.platform import ReactionRefused

_log = logging.getLogger(__name__)

NOT_THE_EVENTS = (Away, CheckpointConflict, Unconfirmed, UnknownEvent)
"""What says nothing about the events at hand: the subscription's loop deals with it."""

Wanted = Callable[[str], bool]
Contexts = Mapping[str, str]
"""Trace contexts by the id of the event that is reacted to; none where nobody records."""


class ReactionFailed(Exception):
    """A reaction raised what is neither a refusal nor an absent store."""

    def __init__(self, key: str, error: Exception) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.key = key


class Reacting:
    """The reactions of one service to one source.

    `views_at_head` brings this service's views up to its log and answers with a reader of one.
    """

    def __init__(
        self,
        reactions: Sequence[Reaction],
        executor: Executor,
        views_at_head: Callable[[type[Any]], Any],
    ) -> None:
        self._by_type: dict[str, list[Reaction]] = {}
        for r in reactions:
            self._by_type.setdefault(r.event.__name__, []).append(r)
        self._executor = executor
        self._views_at_head = views_at_head
        self.refused = 0

    def concerns(self, event: Incoming) -> bool:
        return event.meta.type in self._by_type

    def needs_view(self, event: Incoming) -> bool:
        return any(r.needs for r in self._by_type.get(event.meta.type, ()))

    def append(
        self,
        name: str,
        start: Checkpoint,
        events: Sequence[Incoming],
        wanted: Wanted,
        confirm: Callable[[], None],
    ) -> bool:
        """Append what follows from the events, and with it the checkpoint `name` after them.

        False when nothing follows from them: then the checkpoint, at `start`, has not moved. Only
        reactions whose park key is `wanted` run. `confirm` returns when the events are known to be
        the source's; before that nothing is appended. Raises `ReactionFailed`, `VersionConflict`,
        `CheckpointConflict`, `StoreUnavailable`, `Busy`, `UnknownEvent`, and what `confirm` raises.
        """
        end = checkpoint_after(events[-1])
        with self._following(name, events) as contexts:
            refused, appended = self._executor.optimistic.run(
                lambda unit: sum(self._react(unit, event, wanted, contexts) for event in events),
                ready=confirm,
                move=CheckpointMove(name, start.position, end.position, end.hash),
            )
        if appended and not appended.replay:
            self.refused += refused
        return appended is not None

    @contextmanager
    def _following(self, name: str, events: Sequence[Incoming]) -> Iterator[Contexts]:
        """A span for each event that is reacted to, from here until what follows is appended; their
        contexts by the event's id."""
        spans = self._executor.spans
        if not spans.recording:
            yield {}
            return
        begun = {
            event.meta.event_id: spans.begun(
                f"{event.meta.type} followed",
                {
                    "subscription": name,
                    "source": event.meta.source,
                    "position": event.position,
                    "correlation": event.meta.correlation_id,
                },
                SpanKind.CONSUMER,
                traceparent(event.meta),
            )
            for event in events
            if self.concerns(event)
        }
        try:
            yield {id: context_of(span) for id, span in begun.items()}
        finally:
            for span in begun.values():
                span.end()

    def _react(self, unit: UnitOfWork, event: Incoming, wanted: Wanted, contexts: Contexts) -> int:
        """Decide all that follows from one event; how many commands were refused."""
        refused = 0
        decoded = event.event() if self.concerns(event) else None
        for reaction in self._by_type.get(event.meta.type, ()):
            key = reaction.park_key(decoded, event.meta)
            if not wanted(key):
                continue
            view = [self._views_at_head(reaction.needs)] if reaction.needs else []
            try:
                with doing(
                    correlation=event.meta.correlation_id,
                    causation=event.meta.event_id,
                    source=event.meta.source,
                    position=event.position,
                ):
                    commands = reaction.commands(decoded, event.meta, *view)
                    for order in self._orders(reaction, commands, event, contexts):
                        refused += self._decide(unit, reaction, order, event)
            except NOT_THE_EVENTS:
                raise
            except Exception as error:
                raise ReactionFailed(key, error) from error
        return refused

    def _decide(self, unit: UnitOfWork, reaction: Reaction, order: Order, event: Incoming) -> int:
        if unit.fresh and self._answered(order):
            return 0
        try:
            unit.decide(order)
        except Refused as refusal:
            if refusal.rule is NOTHING_CHANGES:
                return 0
            if not unit.fresh:  # only the log may refuse
                raise
            rule, clause, reason = refusal.rule.name, refusal.rule.clause, refusal.zh
        except NoSuchStream as missing:
            if not unit.fresh:
                raise
            rule, clause, reason = "no-such-stream", "design", f"案卷不存在：{missing.stream}"
        else:
            return 0
        _log.warning("%s refused at %d: %s", reaction.name, event.position, rule)
        stream = order.command.aggregate.stream(order.command.id_of(order.data))
        fact = ReactionRefused(
            source=event.meta.source,
            source_position=event.position,
            source_event=event.meta.event_id,
            reaction=reaction.name,
            stream=stream,
            rule=rule,
            clause=clause,
            reason=reason,
        )
        unit.record(order, JOURNAL, event.meta.source, fact)
        return 1

    def _answered(self, order: Order) -> bool:
        """Whether the log holds what followed from this before: a resync or a retry repeats."""
        return self._executor.log.store.find(event_id(order.id, 0)) is not None

    def _orders(
        self, reaction: Reaction, commands: Iterable[object], event: Incoming, contexts: Contexts
    ) -> Iterator[Order]:
        """The commands as orders, each with an id that it has again when it is repeated: by its
        stream, and from the second to one stream on by its place among those."""
        given = Counter[str]()
        context = contexts.get(event.meta.event_id) or passed_on(event.meta)
        for data in commands:
            command = self._executor.by_data[type(data)]
            stream = command.aggregate.stream(command.id_of(data))
            place = [str(given[stream])] if given[stream] else []
            given[stream] += 1
            yield Order(
                command=command,
                data=data,
                actor=SYSTEM_ACTOR,
                now=event.meta.effective_at,
                id=command_id(event.meta.event_id, reaction.name, stream, *place),
                correlation=event.meta.correlation_id,
                causation=event.meta.event_id,
                source=event.meta.source,
                source_position=event.position,
                source_hash=event.hash.hex(),
                traceparent=context,
            )
