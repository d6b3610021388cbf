"""What operators ask of a running service."""

import math
from datetime import datetime
from typing import Any

from shared.face.http.face import Freshness
from shared.face.http.refusals import NothingThere
from shared.kernel.aggregate import Actor
from shared.kernel.documents import Documents
from shared.kernel.log.verification import verify
from shared.kernel.reactions.parking import ParkedKey
from shared.kernel.reactions.reactor import Reactor
from shared.kernel.subscription.checkpoint import move_between
from shared.kernel.subscription.subscription import Subscription
from shared.policy.languages import Text
from shared.runtime.readiness import Readiness
from shared.runtime.repairs import Repairs, record
from shared.runtime.running import RunningService
from shared.runtime.scenario import ScenarioClock
from shared.schemas.platform import ParkedKeyDiscarded


class ServiceOperations:
    """The operations of one service."""

    def __init__(self, service: RunningService) -> None:
        self._service = service
        self._repairs = Repairs(service)
        self._clock = ScenarioClock(service)
        self._readiness = Readiness(service)

    def ready(self) -> tuple[bool, dict[str, Any]]:
        return self._readiness.look()

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
            "set_aside": service.reader.set_aside(),
            "refused_reactions": sum(r.reacting.refused for r in self._reactors()),
            "writer": self._writer(),
            "verified": service.verifying.last and service.verifying.last.as_dict(),
            "deadlines_due": due,
            "next_deadline": upcoming,
            "identity": self._identity(),
            "scenario": service.scenario.setting,
            "broker": {
                "listening": service.consumer.connected,
                "absent": service.consumer.absent,
                "publishing": bool(service.relay and service.relay.connected),
                "unreadable": service.consumer.unreadable,
                "ignored": service.ignored(),
            },
        }

    def _writer(self) -> dict[str, Any]:
        """Who appends at this moment, or keeps the others from it, and who waits."""
        holder = self._service.log.store.lock_holder()
        return {
            "waiting": self._service.log.writer.waiting,
            "lock_held_by": holder and holder.session,
            "lock_held_since": holder and holder.since,
            "sessions_waiting": holder.waiting if holder else 0,
        }

    def freshness(self, source: str) -> Freshness:
        service, subscription = self._service, self._views_of(source)
        age = service.shown.followers[source].age(subscription.source.head())
        return Freshness(age, subscription.state.name == "stopped")

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

    def set_aside(self) -> list[dict[str, Any]]:
        return [
            {
                "view": view,
                "key": row.key,
                "position": row.position,
                "error": row.error,
                "since": row.since.isoformat(),
            }
            for view, row in self._service.reader.rows_set_aside()
        ]

    def retry(self, subscription: str, key: str) -> None:
        if not self._service.parking.request(subscription, key):
            raise NothingThere(Text("搁置的键", "parked key"), f"{subscription} {key}")
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
        # What has come for the key meanwhile is not given up: it is taken as in a retry.
        waits = service.checkpoints.get(parked.progress)
        move = move_between(parked.progress, waits, given_up)
        parts = ("discard", subscription, key, stamp)
        record(service, actor, named.source.name, fact, *parts, move=move)
        service.parking.request(subscription, key)
        named.resume()

    def resync(
        self, source: str, reason: str | None, dry_run: bool, actor: Actor
    ) -> dict[str, Any]:
        return self._repairs.resync(source, reason, dry_run, actor)

    def rebuild(self, view: str) -> dict[str, Any]:
        return self._repairs.rebuild(view)

    def verify(self) -> dict[str, Any]:
        count, damaged = Documents(self._service.database).verify()
        log, heard = verify(self._service.log.store), self._service.verifying.hear()
        self._service.verifying.found(log, heard)
        return {
            **log.as_dict(),
            **heard.as_dict(),
            "documents": {"count": count, "damaged": damaged},
        }

    def witness(self) -> list[dict[str, Any]]:
        seen = []
        for label, source in self._followed():
            checkpoint = self._service.checkpoints.get(label)
            if checkpoint.position:
                hash = checkpoint.hash.hex()
                seen.append({"source": source, "position": checkpoint.position, "hash": hash})
        return seen

    def scenario(self, until: datetime) -> dict[str, Any]:
        return self._clock.advance(until)

    def scenario_standing(self, heads: dict[str, int]) -> dict[str, Any]:
        return self._clock.standing(heads)

    def end_scenario(self) -> None:
        self._clock.release()

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

    def _identity(self) -> dict[str, Any]:
        """The keys that tokens are checked with, and whether their source answers."""
        keys = self._service.identities.keys
        seconds = round(keys.age) if math.isfinite(keys.age) else None
        return {"keys": len(keys), "seen_seconds_ago": seconds, "failing": keys.failing}

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
        raise NothingThere(Text("订阅", "subscription"), name)

    def _parked_key(self, subscription: str, key: str) -> ParkedKey:
        for parked in self._service.parking.of(subscription):
            if parked.key == key:
                return parked
        raise NothingThere(Text("搁置的键", "parked key"), f"{subscription} {key}")

    def _views_of(self, source: str) -> Subscription:
        """The subscription of the views that follow a source."""
        label = "views" if source == self._service.declared.name else f"views:{source}"
        return self._named(label)
