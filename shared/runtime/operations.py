"""What operators ask of a running service."""

from datetime import datetime
from typing import Any

from shared.aggregate import Actor
from shared.commands.unit import Order, command_id
from shared.deadlines.table import DeadlineTable
from shared.http.operations import NothingThere, NotNow
from shared.log.batch import StoreUnavailable
from shared.log.verification import verify
from shared.runtime.running import RunningService, wait_for
from shared.schemas.platform import ParkedKeyDiscarded, SourceResynced
from shared.subscription.checkpoint import Checkpoint
from shared.subscription.feed import Feed, FeedSource
from shared.subscription.journal import JOURNAL, OPERATION
from shared.subscription.parking import ParkedKey
from shared.subscription.reactor import Reactor
from shared.subscription.resync import Difference, difference
from shared.subscription.source import Source, SourceChanged, SourceUnavailable
from shared.subscription.subscription import Subscription
from shared.views.building import NotRebuilt, Rebuilding
from shared.views.definition import View
from shared.views.follower import Projection, RowFolding
from shared.views.tables import standings_of

SCENARIO_HOLD_SECONDS = 60.0
QUIET_SECONDS = 30.0


class ServiceOperations:
    """The operations of one service."""

    def __init__(self, service: RunningService) -> None:
        self._service = service
        self._to_build: int | None = None

    def ready(self) -> tuple[bool, dict[str, Any]]:
        service = self._service
        if not service.prepared.is_set():
            return False, {"waits_for": "store"}
        try:
            head = service.log.head().position
        except StoreUnavailable as away:
            return False, {"waits_for": "store", "detail": str(away)}
        if self._to_build is None:
            self._to_build = head
        reached = service.own_views.position()
        # A new version of a view is built before its readers come; a short lag is everyday life.
        if reached < self._to_build or head - reached > 1_000:
            return False, {"waits_for": "views", "position": reached, "head": head}
        return True, {"head": head, "views": reached}

    def status(self) -> dict[str, Any]:
        service = self._service
        # Positions before the head: where they agree, nothing was under way in between.
        subscriptions = [self._subscription(s) for s in service.subscriptions]
        own_head = service.log.head()
        due, upcoming = service.deadline_outlook()
        return {
            "service": service.declared.name,
            "title": service.declared.title,
            "head": own_head.position,
            "hash": own_head.hash.hex(),
            "subscriptions": subscriptions,
            "parked": len(service.parking.all()),
            "refused_reactions": sum(r.reacting.refused for r in self._reactors()),
            "deadlines_due": due,
            "next_deadline": upcoming,
            "broker": {
                "listening": service.consumer.connected,
                "publishing": bool(service.relay and service.relay.connected),
                "unreadable": service.consumer.unreadable,
                "ignored": service.ignored(),
            },
        }

    def parked(self) -> list[dict[str, Any]]:
        return [
            {
                "subscription": key.subscription,
                "key": key.key,
                "first_position": key.first_position,
                "error": key.error,
                "parked_at": key.parked_at.isoformat(),
                "attempts": key.attempts,
                "requested": key.requested,
            }
            for key in self._service.parking.all()
        ]

    def retry(self, subscription: str, key: str) -> None:
        if not self._service.parking.request(subscription, key):
            raise NothingThere(f"{subscription} {key}")
        self._named(subscription).resume()

    def discard(self, subscription: str, key: str, reason: str, actor: Actor) -> None:
        service, named = self._service, self._named(subscription)
        parked = self._parked_key(subscription, key)
        given_up = service.checkpoints.get(subscription)
        fact = ParkedKeyDiscarded(
            subscription=subscription,
            key=key,
            first_position=parked.first_position,
            last_position=given_up.position,
            reason=reason,
        )
        stamp = parked.parked_at.isoformat()
        self._record(actor, named.source.name, fact, "discard", subscription, key, stamp)
        # What has come for the key meanwhile is not given up: it is taken as in a retry.
        service.checkpoints.set(parked.progress, given_up)
        service.parking.request(subscription, key)
        named.resume()

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        feed, checkpoint = self._feed(source), self._checkpoint(source)
        if not dry_run and not reason:
            raise NotNow("重新对齐须说明理由", "A resync needs a reason")
        try:
            found = difference(self._service.database, feed, checkpoint)
            if not dry_run:
                self._go_on_with(found, feed, reason or "", actor)
        except SourceUnavailable as away:
            raise NotNow(f"来源不可达：{away}", f"The source can't be reached: {away}") from away
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
                f"重建未完成，原读模型照常服务：{error}", f"Not rebuilt: {error}"
            ) from error
        return {
            "view": done.view,
            "generation": done.generation,
            "position": done.position,
            "old_hash": done.old_hash,
            "new_hash": done.new_hash,
            "identical": done.old_hash == done.new_hash,
        }

    def verify(self) -> dict[str, Any]:
        return verify(self._service.log.store).as_dict()

    def witness(self) -> list[dict[str, Any]]:
        seen = []
        for label, source in self._followed():
            checkpoint = self._service.checkpoints.get(label)
            if checkpoint.position:
                hash = checkpoint.hash.hex()
                seen.append({"source": source, "position": checkpoint.position, "hash": hash})
        return seen

    def scenario(self, until: datetime) -> dict[str, Any]:
        service = self._service
        service.deadlines.hold(SCENARIO_HOLD_SECONDS)
        fired = 0
        while True:
            if not wait_for(service.caught_up, QUIET_SECONDS):
                raise NotNow("读模型尚未跟上，请稍后再试", "The views are behind; try again later")
            more = service.deadlines.fire(until)
            fired += more
            if not more:
                return {"fired": fired, "head": service.log.head().position}

    def end_scenario(self) -> None:
        self._service.deadlines.release()

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
        self._record(actor, found.source, fact, "resync", found.source, *hashes)
        label = f"reactions:{found.source}"
        if found.differs and label in {s.name for s in service.subscriptions}:
            service.checkpoints.set(label, found.agreed)
            for key in service.parking.of(label):
                if service.checkpoints.get(key.progress).position > found.agreed.position:
                    service.checkpoints.set(key.progress, found.agreed)
        self._resume(found.source)
        for view in (v for v in service.views if v.source == found.source):
            if not feed.agrees(self._stands_at(view)):
                self._rebuilding(view).run_anew()
        self._resume(found.source)

    def _resume(self, source: str) -> None:
        for foreign in self._service.foreign[source]:
            foreign.forget()
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
            known = standings_of(connection, [(view.name, view.version)])
        return next(Checkpoint(s.position, s.hash) for s in known if s.live)

    def _rebuilding(self, view: View) -> Rebuilding:
        service = self._service
        projection: Projection = RowFolding(view)
        if view is service.deadline_table.view:
            executor = service.executor
            projection = DeadlineTable(executor.repository, executor.aggregates.values())
        own = view.source in ("", service.declared.name)
        source: Source = service.own_log if own else FeedSource(self._feed(view.source))
        return Rebuilding(service.database, service.tables, projection, source)

    def _feed(self, source: str) -> Feed:
        for foreign in self._service.foreign.get(source, ()):
            return foreign.feed
        raise NothingThere(source)

    def _record(self, actor: Actor, source: str, fact: object, *parts: str) -> None:
        """Append what an operator did to the log of this service."""
        executor = self._service.executor
        order = Order(OPERATION, fact, actor, self._service.clock.now(), command_id(*parts))
        unit = executor.unit(fresh=True)
        unit.record(order, JOURNAL, source, fact)
        self._service.log.append(unit.batch())

    def _subscription(self, subscription: Subscription) -> dict[str, Any]:
        return {
            "name": subscription.name,
            "source": subscription.source.name,
            "position": subscription.handler.position(),
            "head": subscription.source.head(),
            "lag": subscription.lag(),
            "state": subscription.state.name,
            "reason": subscription.state.reason,
        }

    def _reactors(self) -> list[Reactor]:
        handlers = (s.handler for s in self._service.subscriptions)
        return [h for h in handlers if isinstance(h, Reactor)]

    def _followed(self) -> list[tuple[str, str]]:
        """The checkpoints that stand for other services' logs, with their sources."""
        own = self._service.declared.name
        reactors = [s for s in self._service.subscriptions if isinstance(s.handler, Reactor)]
        return [(s.name, s.source.name) for s in reactors if s.source.name != own]

    def _named(self, name: str) -> Subscription:
        for subscription in self._service.subscriptions:
            if subscription.name == name:
                return subscription
        raise NothingThere(name)

    def _parked_key(self, subscription: str, key: str) -> ParkedKey:
        for parked in self._service.parking.of(subscription):
            if parked.key == key:
                return parked
        raise NothingThere(f"{subscription} {key}")

    def _view(self, name: str) -> View:
        for view in self._service.views:
            if view.name == name:
                return view
        raise NothingThere(name)
