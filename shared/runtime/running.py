"""A running service, put together from what it declares, whatever it runs on."""

import logging
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.face.http.duties import Duties, ScenarioSwitch
from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.standings import STANDINGS
from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.publisher import Publisher
from shared.kernel.bus.relay import Relay
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.readings import READINGS
from shared.kernel.deadlines.firing import DeadlineFiring
from shared.kernel.documents.expiry import Expiry
from shared.kernel.documents.kept_papers import KEPT_PAPERS
from shared.kernel.log.abilities import Abilities
from shared.kernel.log.batch import OtherColumns
from shared.kernel.log.database import Database
from shared.kernel.log.head_watcher import HeadWatcher
from shared.kernel.log.leadership import Leadership
from shared.kernel.log.log import FIRST, Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.revision import check
from shared.kernel.loop import Loop
from shared.kernel.personal.erasing import Erasing
from shared.kernel.reactions.parking import Parking
from shared.kernel.reactions.reacting import Reacting
from shared.kernel.reactions.reactor import Reactor
from shared.kernel.subscription.checkpoint import Checkpoints, Cursors
from shared.kernel.subscription.incoming import Incoming
from shared.kernel.subscription.journal import JOURNAL
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.source import OwnLog, PacedLog, Source
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.subscription.told_heads import ToldHeads
from shared.kernel.tasks.handover import HANDOVER
from shared.kernel.views.gauge import Gauge
from shared.kernel.views.paper import Paper
from shared.kernel.views.row_check import RowCheck
from shared.policy.loader import registry
from shared.runtime.declaration import Declaration
from shared.runtime.elsewhere import Elsewhere
from shared.runtime.identities import Identities
from shared.runtime.service_views import ServiceViews
from shared.runtime.settings import ServiceSettings, Settings
from shared.runtime.telemetry import spans_of
from shared.runtime.verifying import Verifying
from shared.schemas.events import events_of

_log = logging.getLogger(__name__)


class RunningService:
    """The log, commands, views, subscriptions, relay and deadlines of one service.

    `start` returns at once; what needs the store or the broker comes up when they are there.
    """

    def __init__(
        self, declared: Declaration, settings: Settings, clock: Clock | None = None
    ) -> None:
        self.declared = declared
        self.settings = settings
        self.own: ServiceSettings = settings.service(declared.name)
        self.clock = clock or SystemClock()
        self.identities = Identities(settings, declared.name, declared.operated_by)
        self.scenario = ScenarioSwitch(settings.scenario)
        self.database = Database(self.own.database)
        self.log = Log(declared.name, self.database)
        self.head_watcher = HeadWatcher(self.log, Abilities(declared.reactions))
        self.personal = any(known.personal for known in events_of(declared.name))
        of_persons = [READINGS] if self.personal else []
        kept: list[Aggregate[Any]] = [PARAMETERS, STANDINGS, JOURNAL, KEPT_PAPERS]
        aggregates = [*declared.aggregates, *kept, *of_persons]
        self.spans = spans_of(declared.name, settings.traces)
        self.executor = Executor(self.log, aggregates, registry(), self.clock, self.spans)
        self.checkpoints = Checkpoints(self.log)
        self.cursors = Cursors(self.database)
        self.parking = Parking(self.log, self.checkpoints)
        self.shown = ServiceViews(
            declared.name, declared.views, self.log, self.executor, self.clock
        )
        self.views, self.reader = self.shown.views, self.shown.reader
        self.executor.begin_check = RowCheck(self.reader, self.views)
        self.own_log = OwnLog(self.log)
        self.elsewhere = Elsewhere(declared.name, settings, self.identities)
        self.sources: dict[str, Source] = {declared.name: self.own_log}
        self.subscriptions: list[Subscription] = []
        self.relay: Relay | None = None
        self._subscribe_all()
        self.consumer = Consumer(
            self.own.broker,
            declared.name,
            self.elsewhere.offers,
            settings.broker_authority,
            registry().city,
        )
        others = [name for name in settings.services if name != declared.name]
        self.verifying = Verifying(self.log.store, others, self.elsewhere.seen_by)
        shown = self.shown
        self.deadlines = DeadlineFiring(self.executor, shown.passed, shown.recompute, self.clock)
        self.expiry = Expiry(self.executor.uploads, self.clock)
        self.prepared = threading.Event()
        self.other_columns = ""
        self._coming_up = Loop("coming up", self._come_up, longest=1.0)

    @property
    def gauges(self) -> Sequence[Gauge]:
        return self.declared.gauges

    @property
    def papers(self) -> Sequence[Paper]:
        """Its own, and what every service has."""
        return [*self.declared.papers, HANDOVER]

    @property
    def backup_record(self) -> Path | None:
        return self.settings.backup_record(self.declared.name)

    @property
    def duties(self) -> Duties:
        """Whose operators run it, and whose services read its feed."""
        readers = frozenset({*registry().operators.values(), *self.own.readers})
        return Duties(self.declared.operated_by, readers, self.scenario)

    def start(self) -> None:
        if self.scenario.on:
            _log.warning(
                "a programme may drive %s's clock: %s", self.own.name, self.scenario.setting
            )
        if self.settings.hold_deadlines:
            self.deadlines.hold(self.settings.hold_deadlines)
        self._coming_up.start()

    def stop(self) -> None:
        """End everything that runs; what is in flight is finished or will be replayed."""
        timers = [self._coming_up, self.expiry.loop, self.verifying.loop, self.deadlines.loop]
        heads = self.elsewhere.told_heads.values()
        loops: list[Loop | HeadWatcher | Consumer | ToldHeads]
        loops = [*timers, self.head_watcher, self.consumer, *heads]
        for one in [*loops, *self.subscriptions]:
            one.end()
        for loop in loops:
            loop.join()
        for subscription in self.subscriptions:
            subscription.stop()
        if self.relay:
            self.relay.close()
        self.log.close()
        self.database.close()
        self.spans.end()

    def prepare(self) -> None:
        """Bring the store to this release's revision, where this process may, and make its views'
        tables. Raises `StoreUnavailable`."""
        if self.own.owner_database or self.database.embedded:
            self.migrate()
        else:
            check(self.database, self.own.name)
        self.shown.prepare()
        self.parking.create_table()
        self.log.head()

    def migrate(self) -> list[str]:
        """Bring the store to this release's revision as its owner; the revisions taken.

        Raises `OtherRevision`, `StoreUnavailable`.
        """
        with closing(Database(self.own.owner_database or self.own.database, pool_size=2)) as owner:
            taken = migrate(owner, self.database.url.username or "")
        if taken:
            _log.info("%s: tables taken to revision %s", self.own.name, taken[-1])
        return taken

    def ignored(self) -> int:
        """Messages from the broker that are no part of their source's history."""
        return self.consumer.forged + self.elsewhere.ignored

    def caught_up(self, seconds: float = 0.0) -> bool:
        """Whether the own views reach what is now the log's head, within so many seconds."""
        return self.shown.caught_up(seconds)

    def deadline_outlook(self) -> tuple[int, datetime | None]:
        """How many deadlines have passed and wait to be told, and when the first of all passes."""
        return self.shown.deadline_outlook()

    def _come_up(self) -> float:
        try:
            self.prepare()
        except OtherColumns as wrong:
            self.other_columns = str(wrong)
            raise
        self.other_columns = ""
        if self._coming_up.ending:
            return 0.0
        self._coming_up.end()  # once is enough
        self.head_watcher.start()
        self.verifying.loop.start()
        for subscription in self.subscriptions:
            subscription.start()
        self.consumer.start()
        for heads in self.elsewhere.told_heads.values():
            heads.start()
        self.prepared.set()
        self.expiry.loop.start()
        if self.declared.deadlines:
            self.deadlines.loop.start()
        return 0.0

    def _subscribe_all(self) -> None:
        for source, follower in self.shown.followers.items():
            if source == self.declared.name:
                self._subscribe("views", PacedLog(self.log, follower.visible), follower)
            else:
                self._subscribe(f"views:{source}", self._source(source), follower)
        for source in self.declared.follows:
            label, reactions = f"reactions:{source}", self.declared.reactions_to(source)
            reacting = Reacting(reactions, self.executor, self.shown.at_head)
            reactor = Reactor(label, reacting, self.checkpoints, self.parking, self._stands_back)
            self._subscribe(label, self._source(source), reactor)
        if self.personal:
            erasing = Erasing(self.executor.vault.keys)
            self._subscribe("erasing", self.own_log, erasing)
        if self.declared.relay:
            self.relay = self._relay()
            # Others wait for what it publishes; it takes the thread for a moment, views for longer.
            self._subscribe("relay", OwnLog(self.log, FIRST), self.relay)

    def _stands_back(self) -> bool:
        """Whether another living replica has a reaction that this release lacks."""
        return self.head_watcher.abilities.surpassed

    def _relay(self) -> Relay:
        publisher = Publisher(self.own.broker, self.declared.name, self.settings.broker_authority)
        leadership, url = Leadership(self.database), self.own.public_url
        return Relay(self.cursors, publisher, leadership, url, self.spans, registry().city)

    def _subscribe(self, label: str, source: Source, handler: Any) -> None:
        subscription = Subscription(label, source, handler)
        self.subscriptions.append(subscription)
        if not isinstance(source, RemoteLog):
            return

        def passes(event: Incoming) -> bool:
            passed: bool = handler.pass_over(event)
            if passed:
                subscription.is_level()
            return passed

        source.passes = passes

    def _source(self, name: str) -> Source:
        if name == self.declared.name:
            return self.own_log
        self.sources[name] = remote_log = self.elsewhere.source(name)
        return remote_log
