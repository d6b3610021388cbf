"""What operators ask of a running service."""

from datetime import datetime
from typing import Any

from shared.aggregate import Actor
from shared.commands.unit import Order, command_id
from shared.http.operations import NothingThere, NotNow
from shared.log.batch import StoreUnavailable
from shared.log.verification import verify
from shared.runtime.running import RunningService, wait_for
from shared.schemas.platform import ParkedKeyDiscarded, SourceResynced
from shared.subscription.foreign import Foreign
from shared.subscription.journal import JOURNAL, OPERATION
from shared.subscription.parking import ParkedKey
from shared.subscription.reactor import Reactor
from shared.subscription.resync import Difference, difference
from shared.subscription.source import SourceUnavailable
from shared.subscription.subscription import Subscription
from shared.views.building import Rebuilding, restart
from shared.views.definition import View
from shared.views.follower import RowFolding

SCENARIO_HOLD_SECONDS = 60.0
QUIET_SECONDS = 30.0


class ServiceOperations:
    """The operations of one service."""

    def __init__(self, service: RunningService) -> None:
        self._service = service

    def ready(self) -> tuple[bool, dict[str, Any]]:
        service = self._service
        if not service.prepared.is_set():
            return False, {"waits_for": "store"}
        try:
            head = service.log.head().position
        except StoreUnavailable as away:
            return False, {"waits_for": "store", "detail": str(away)}
        reached = service.own_views.position()
        # A new version of a view is built before its readers come; a short lag is everyday life.
        if head - reached > 1_000 or (head and not reached):
            return False, {"waits_for": "views", "position": reached, "head": head}
        return True, {"head": head, "views": reached}

    def status(self) -> dict[str, Any]:
        service = self._service
        # Positions before the head: where they agree, nothing was under way in between.
        subscriptions = [self._subscription(s) for s in service.subscriptions]
        own_head = service.log.head()
        upcoming = service.deadline_table.next(service.database, service.tables)
        return {
            "service": service.declared.name,
            "title": service.declared.title,
            "head": own_head.position,
            "hash": own_head.hash.hex(),
            "subscriptions": subscriptions,
            "parked": len(service.parking.all()),
            "refused_reactions": sum(r.reacting.refused for r in self._reactors()),
            "deadlines_due": service.deadlines.overdue(),
            "next_deadline": upcoming and upcoming.passes_at,
            "broker": {
                "listening": service.consumer.connected,
                "publishing": bool(service.relay and service.relay.connected),
                "unreadable": service.consumer.unreadable,
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
        parked = self._parked_key(subscription, key)
        reactor = self._named(subscription).handler
        fact = ParkedKeyDiscarded(
            subscription=subscription,
            key=key,
            first_position=parked.first_position,
            last_position=reactor.position(),
            reason=reason,
        )
        source = self._named(subscription).source.name
        stamp = parked.parked_at.isoformat()
        self._record(actor, source, fact, "discard", subscription, key, stamp)
        self._service.parking.discard(parked)
        self._named(subscription).resume()

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        label = f"reactions:{source}"
        foreign = [s for s in self._service.foreign.get(source, ()) if isinstance(s, Foreign)]
        if not foreign:
            raise NothingThere(source)
        checkpoint = self._service.checkpoints.get(label)
        try:
            found = difference(self._service.database, foreign[0].feed, checkpoint)
        except SourceUnavailable as away:
            raise NotNow(f"来源不可达：{away}", f"The source can't be reached: {away}") from away
        if not dry_run:
            if not reason:
                raise NotNow("重新对齐须说明理由", "A resync needs a reason")
            self._go_on_with(found, label, reason, actor)
        return {
            "source": source,
            "differs": found.differs,
            "our_checkpoint": found.checkpoint.position,
            "last_agreed": found.agreed.position,
            "effects_in_doubt": list(found.in_doubt),
            "resynced": not dry_run,
        }

    def rebuild(self, view: str) -> dict[str, Any]:
        service = self._service
        definition = self._view(view)
        source = service.sources[definition.source or service.declared.name]
        projection = (
            service.deadline_table
            if definition is service.deadline_table.view
            else RowFolding(definition)
        )
        done = Rebuilding(service.database, service.tables, projection, source).run()
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

    def _go_on_with(self, found: Difference, label: str, reason: str, actor: Actor) -> None:
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
        service.checkpoints.set(label, found.agreed)
        for key in service.parking.of(label):
            progress = service.checkpoints.get(key.progress)
            if progress.position > found.agreed.position:
                service.checkpoints.set(key.progress, found.agreed)
        for view in (v for v in service.views if v.source == found.source):
            restart(service.database, service.tables, view)
        for foreign in service.foreign[found.source]:
            foreign.forget()
        for subscription in service.subscriptions:
            if subscription.source.name == found.source:
                subscription.resume()

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
