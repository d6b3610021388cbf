"""Setting right what has gone apart: a source with another history, a view to be built anew."""

from typing import Any

from shared.face.http.refusals import NothingThere, NotNow
from shared.kernel.aggregate import Actor
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.commands.unit import Order
from shared.kernel.deadlines.table import DeadlineTable
from shared.kernel.log.batch import CheckpointConflict, CheckpointMove
from shared.kernel.reactions.resync import Difference, difference
from shared.kernel.subscription.checkpoint import Checkpoint, move_between
from shared.kernel.subscription.feed import Feed, FeedSource
from shared.kernel.subscription.journal import JOURNAL, OPERATION
from shared.kernel.subscription.source import Source, SourceChanged, SourceUnavailable
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views.building import NotRebuilt, Rebuilding
from shared.kernel.views.definition import View
from shared.kernel.views.projection import Projection
from shared.kernel.views.tables import view_tables_of
from shared.policy.languages import Text
from shared.runtime.running import RunningService
from shared.schemas.platform import SourceResynced


class Repairs:
    """Resyncs and rebuilds of one service."""

    def __init__(self, service: RunningService) -> None:
        self._service = service

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        feed, checkpoint = self._feed(source), self._checkpoint(source)
        if not dry_run and not reason:
            raise NotNow(Text("重新对齐须说明理由", "A resync needs a reason"))
        try:
            found = difference(self._service.database, feed, checkpoint)
            if not dry_run:
                self._go_on_with(found, feed, reason or "", actor)
        except SourceUnavailable as away:
            raise NotNow(
                Text(f"来源不可达：{away}", f"The source can't be reached: {away}")
            ) from away
        return {
            "source": source,
            "differs": found.differs,
            "our_checkpoint": found.checkpoint.position,
            "last_agreed": found.agreed.position,
            "effects_in_doubt": list(found.in_doubt),
            "resynced": not dry_run,
        }

    def rebuild(self, view: str) -> dict[str, Any]:
        try:
            done = self._rebuilding(self._view(view)).run()
        except (NotRebuilt, SourceChanged, SourceUnavailable) as error:
            raise NotNow(
                Text(f"重建未完成，原读模型照常服务：{error}", f"Not rebuilt: {error}")
            ) from error
        return {
            "view": done.view,
            "generation": done.generation,
            "position": done.position,
            "old_hash": done.old_hash,
            "new_hash": done.new_hash,
            "identical": done.old_hash == done.new_hash,
        }

    def _go_on_with(self, found: Difference, feed: Feed, reason: str, actor: Actor) -> None:
        """Put reactions back to the last agreed point, and build views of the source anew."""
        service = self._service
        fact = SourceResynced(
            source=found.source,
            from_position=found.checkpoint.position,
            to_position=found.agreed.position,
            effects_in_doubt=len(found.in_doubt),
            reason=reason,
        )
        hashes = found.checkpoint.hash.hex(), found.agreed.hash.hex()
        label = f"reactions:{found.source}"
        back = found.differs and label in {s.name for s in service.subscriptions}
        move = move_between(label, found.checkpoint, found.agreed) if back else None
        record(service, actor, found.source, fact, "resync", found.source, *hashes, move=move)
        if back:
            for key in service.parking.of(label):
                if service.checkpoints.get(key.progress).position > found.agreed.position:
                    service.checkpoints.set(key.progress, found.agreed)
        self._resume(found.source)
        for view in (v for v in service.views if v.source == found.source):
            if not feed.agrees(self._stands_at(view)):
                self._rebuilding(view).run_anew()
        self._resume(found.source)

    def _resume(self, source: str) -> None:
        for remote_log in self._service.elsewhere.remote_logs[source]:
            remote_log.forget()
        for subscription in self._service.subscriptions:
            if subscription.source.name == source:
                subscription.resume()

    def _checkpoint(self, source: str) -> Checkpoint:
        """How far this service has followed a source: its reactions, or else its views."""
        label = f"reactions:{source}"
        if label in {s.name for s in self._service.subscriptions}:
            return self._service.checkpoints.get(label)
        stands = [self._stands_at(v) for v in self._service.views if v.source == source]
        return min(stands, key=lambda checkpoint: checkpoint.position)

    def _stands_at(self, view: View) -> Checkpoint:
        with self._service.database.read() as connection:
            known = view_tables_of(connection, [(view.name, view.version)])
        return next(Checkpoint(s.position, s.hash) for s in known if s.live)

    def _rebuilding(self, view: View) -> Rebuilding:
        service = self._service
        own = view.source in ("", service.declared.name)
        source: Source = service.own_log if own else FeedSource(self._feed(view.source))
        return Rebuilding(
            service.database, service.shown.tables, view, source, self._of_states(view)
        )

    def _of_states(self, view: View) -> Projection | None:
        """What keeps a view made of streams' states; with states of its own, as it begins at the
        log's first event."""
        executor = self._service.executor
        aggregates = executor.aggregates.values()
        states = StreamStates(executor.repository, aggregates)
        if view is self._service.shown.deadline_table.view:
            return DeadlineTable(states, executor.repository, aggregates)
        if view is self._service.shown.task_table.view:
            return TaskTable(states, aggregates, executor.registry)
        return None

    def _feed(self, source: str) -> Feed:
        for remote_log in self._service.elsewhere.remote_logs.get(source, ()):
            return remote_log.feed
        raise NothingThere(Text("来源", "source"), source)

    def _view(self, name: str) -> View:
        for view in self._service.views:
            if view.name == name:
                return view
        raise NothingThere(Text("台账", "view"), name)


def record(
    service: RunningService,
    actor: Actor,
    source: str,
    fact: object,
    *parts: str,
    move: CheckpointMove | None = None,
) -> None:
    """Append what an operator did to the log of the service, and move a checkpoint with it.

    `parts` tell a repeat from another act. Raises `NotNow` when the checkpoint is elsewhere by now.
    """
    order = Order(OPERATION, fact, actor, service.clock.now(), command_id(*parts))
    unit = service.executor.unit(fresh=True)
    unit.record(order, JOURNAL, source, fact)
    try:
        service.log.append(unit.batch(move))
    except CheckpointConflict as moved:
        raise NotNow(
            Text(f"订阅已前移，请重试：{moved}", f"It has moved meanwhile: {moved}")
        ) from moved
