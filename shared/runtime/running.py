"""A running service, put together from what it declares, whatever it runs on."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from shared.face.http.duties import Duties, ScenarioSwitch
from shared.face.imports import Template
from shared.kernel.aggregate import Aggregate
from shared.kernel.aggregate.parameters import PARAMETERS
from shared.kernel.aggregate.standings import STANDINGS
from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.publisher import Publisher
from shared.kernel.bus.relay import Relay
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.commands.executor import Executor
from shared.kernel.commands.readings import READINGS
from shared.kernel.commands.stream_states import StreamStates
from shared.kernel.deadlines.firing import DeadlineFiring
from shared.kernel.deadlines.table import DeadlineTable
from shared.kernel.documents.expiry import Expiry
from shared.kernel.documents.kept_papers import KEPT_PAPERS
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.kernel.log.abilities import Abilities
from shared.kernel.log.batch import Busy, OtherColumns
from shared.kernel.log.database import Database
from shared.kernel.log.head_watcher import HeadWatcher
from shared.kernel.log.leadership import Leadership
from shared.kernel.log.log import Log
from shared.kernel.log.migration import migrate
from shared.kernel.log.revision import check
from shared.kernel.loop import Loop
from shared.kernel.personal.erasing import Erasing
from shared.kernel.reactions.bound_view import BoundView
from shared.kernel.reactions.parking import Parking
from shared.kernel.reactions.reacting import Reacting
from shared.kernel.reactions.reaction import Rows, reactions_of
from shared.kernel.reactions.reactor import Reactor
from shared.kernel.subscription.checkpoint import Checkpoints, Cursors
from shared.kernel.subscription.feed import Feed
from shared.kernel.subscription.incoming import Announced, Incoming
from shared.kernel.subscription.journal import JOURNAL
from shared.kernel.subscription.remote_log import RemoteLog
from shared.kernel.subscription.source import OwnLog, PacedLog, Source
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.subscription.told_heads import ToldHeads
from shared.kernel.tasks.handover import HANDOVER
from shared.kernel.tasks.table import TaskTable
from shared.kernel.views.building import ensure_tables
from shared.kernel.views.definition import View
from shared.kernel.views.figure import Figure
from shared.kernel.views.follower import Projection, ViewFollower
from shared.kernel.views.gauge import Gauge
from shared.kernel.views.paper import Paper
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, definitions
from shared.kernel.views.row_check import RowCheck
from shared.kernel.views.tables import ViewTables
from shared.policy.loader import registry
from shared.policy.local_time import LOCAL_TIME
from shared.runtime.identities import Identities
from shared.runtime.settings import ServiceSettings, Settings
from shared.runtime.telemetry import spans_of
from shared.runtime.verifying import Verifying, Witness
from shared.schemas.events import events_of

R = TypeVar("R", bound=Row)

_log = logging.getLogger(__name__)

VIEWS_CATCH_UP_SECONDS = 10.0
STOP_SECONDS = 3.0
"""For an orderly end of a process's services."""
CUT_OFF_SECONDS = 4.5
"""Then the process ends, whatever it hangs in: what was in flight will be replayed."""


@dataclass(frozen=True)
class Declaration:
    """What a service says of itself on one screen."""

    name: str
    title: str
    operated_by: str
    aggregates: Sequence[Aggregate[Any]] = ()
    views: Sequence[type[Any]] = ()
    follows: dict[str, tuple[ModuleType, ...]] = field(default_factory=dict)
    imports: Sequence[Template] = ()
    gauges: Sequence[Gauge] = ()
    figures: Sequence[Figure] = ()
    papers: Sequence[Paper] = ()
    deadlines: bool = True
    relay: bool = True


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
        self.head_watcher = HeadWatcher(self.log, Abilities(_reactions(declared)))
        self.personal = any(known.personal for known in events_of(declared.name))
        of_persons = [READINGS] if self.personal else []
        kept: list[Aggregate[Any]] = [PARAMETERS, STANDINGS, JOURNAL, KEPT_PAPERS]
        aggregates = [*declared.aggregates, *kept, *of_persons]
        self.spans = spans_of(declared.name, settings.traces)
        self.executor = Executor(self.log, aggregates, registry(), self.clock, self.spans)
        self.checkpoints = Checkpoints(self.log)
        self.cursors = Cursors(self.database)
        self.parking = Parking(self.log, self.checkpoints)
        self.tables = ViewTables()
        self.states = StreamStates(self.executor.repository, aggregates)
        self.deadline_table = DeadlineTable(self.states, self.executor.repository, aggregates)
        self.task_table = TaskTable(self.states, aggregates, registry())
        rows = [*declared.views, *own_ledgers(declared.name)]
        own = [self.deadline_table.view, self.task_table.view]
        self.views: list[View] = [*definitions(*rows), *own]
        self.own_log = OwnLog(self.log)
        self.followers: dict[str, ViewFollower] = {}
        self.sources: dict[str, Source] = {declared.name: self.own_log}
        self.subscriptions: list[Subscription] = []
        self.remote_logs: dict[str, list[RemoteLog]] = {}
        self.told_heads: dict[str, ToldHeads] = {}
        self._follow_views()
        visible = self.own_views.visible
        self.reader = ViewReader(self.database, self.views, declared.name, visible=visible)
        self.executor.begin_check = RowCheck(self.reader, self.views)
        self._follow_services()
        if self.personal:
            erasing = Erasing(self.executor.vault.keys)
            self._subscribe("erasing", self.own_log, erasing)
        self.relay: Relay | None = self._relay() if declared.relay else None
        self.consumer = Consumer(
            self.own.broker,
            declared.name,
            {s: self._offer(s) for s in self.remote_logs},
            settings.broker_authority,
            registry().city,
        )
        others = [name for name in settings.services if name != declared.name]
        self.verifying = Verifying(self.log.store, others, self._seen_by)
        self.deadlines = DeadlineFiring(self.executor, self._passed, self._recompute, self.clock)
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
    def own_views(self) -> ViewFollower:
        return self.followers[self.declared.name]

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
        heads = self.told_heads.values()
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
        ensure_tables(self.database, self.tables, self.views, self.declared.name)
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

    def views_at_head(self, row: type[R]) -> Rows[R]:
        """A finder of a view's rows, once the own views have reached the log's head.

        Raises `Busy` when they take too long.
        """
        if not self.caught_up(VIEWS_CATCH_UP_SECONDS):
            head = self.log.head().position
            raise Busy(f"views are at {self.own_views.position()}, the log at {head}")
        return BoundView[R](self.reader, row.definition)

    def ignored(self) -> int:
        """Messages from the broker that are no part of their source's history."""
        taken = sum(max(f.ignored for f in listening) for listening in self.remote_logs.values())
        return self.consumer.forged + taken

    def caught_up(self, seconds: float = 0.0) -> bool:
        """Whether the own views reach what is now the log's head, within so many seconds."""
        return self.own_views.visible.wait(self.log.head().position - 1, seconds)

    def deadline_outlook(self) -> tuple[int, datetime | None]:
        """How many deadlines have passed and wait to be told, and when the first of all passes."""
        return self.deadline_table.outlook(self.database, self.tables, self.clock.now())

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
        for heads in self.told_heads.values():
            heads.start()
        self.prepared.set()
        self.expiry.loop.start()
        if self.declared.deadlines:
            self.deadlines.loop.start()
        return 0.0

    def _follow_views(self) -> None:
        """One follower a source: it moves all views on that source together."""
        name = self.declared.name
        for source in {view.source or name for view in self.views}:
            views = [v for v in self.views if (v.source or name) == source]
            kept: list[Projection] = [self.deadline_table, self.task_table]
            projections = [p for p in kept if p.view in views]
            rows = [v for v in views if v not in [p.view for p in projections]]
            follower = ViewFollower(
                self.database, self.tables, rows, projections=projections, lazy=source != name
            )
            self.followers[source] = follower
            if source == name:
                self._subscribe("views", PacedLog(self.log, follower.visible), follower)
            else:
                self._subscribe(f"views:{source}", self._source(source), follower)

    def _follow_services(self) -> None:
        for source, modules in self.declared.follows.items():
            reactions = [r for module in modules for r in reactions_of(module)]
            label = f"reactions:{source}"
            reacting = Reacting(reactions, self.executor, self.views_at_head)
            reactor = Reactor(label, reacting, self.checkpoints, self.parking, self._stands_back)
            self._subscribe(label, self._source(source), reactor)

    def _stands_back(self) -> bool:
        """Whether another living replica has a reaction that this release lacks."""
        return self.head_watcher.abilities.surpassed

    def _relay(self) -> Relay:
        publisher = Publisher(self.own.broker, self.declared.name, self.settings.broker_authority)
        leadership, url = Leadership(self.database), self.own.public_url
        relay = Relay(self.cursors, publisher, leadership, url, self.spans, registry().city)
        # Others wait for what it publishes; it takes the thread for a moment, views for longer.
        self._subscribe("relay", OwnLog(self.log, first=True), relay)
        return relay

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
        if name not in self.told_heads:
            self.told_heads[name] = ToldHeads(self._feed(name))
        remote_log = RemoteLog(self._feed(name), self.told_heads[name])
        self.remote_logs.setdefault(name, []).append(remote_log)
        self.sources[name] = remote_log
        return remote_log

    def _feed(self, name: str) -> Feed:
        url, token = self.settings.service(name).origin, self.identities.token_for(name)
        return Feed(name, url, token, self.settings.ca)

    def _seen_by(self, name: str) -> list[Witness]:
        """What another service last saw of this one's log."""
        seen = self._feed(name).witness(self.declared.name)
        return [(name, position, hash) for position, hash in seen]

    def _offer(self, source: str) -> Callable[[Announced], None]:
        def offer(said: Announced) -> None:
            for remote_log in self.remote_logs[source]:
                remote_log.offer(said)

        return offer

    def _recompute(self) -> int:
        """By the calendar that is now published, and the text that now holds."""
        tables = self.deadline_table, self.task_table
        changed = sum(table.recompute(self.database, self.tables) for table in tables)
        today = self.clock.now().astimezone(LOCAL_TIME).date()
        return changed + self.task_table.pass_on(self.database, self.tables, today)

    def _passed(self, until: Any) -> Any:
        return self.deadline_table.passed(self.database, self.tables, until)


def _reactions(declared: Declaration) -> list[str]:
    """The reactions of a service by their sources and names."""
    return [
        f"{source}/{reaction.name}"
        for source, modules in declared.follows.items()
        for module in modules
        for reaction in reactions_of(module)
    ]
