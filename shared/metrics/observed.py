"""The parts of a running service that tell how it fares."""

import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from shared.kernel.bus.consumer import Consumer
from shared.kernel.bus.relay import Relay
from shared.kernel.clock import Clock
from shared.kernel.commands.executor import Executor
from shared.kernel.deadlines.firing import DeadlineFiring
from shared.kernel.log.database import Database
from shared.kernel.log.log import Log
from shared.kernel.reactions.parking import Parking
from shared.kernel.subscription.subscription import Subscription
from shared.kernel.views.definition import View
from shared.kernel.views.gauge import Gauge
from shared.kernel.views.reader import ViewReader


class Observed(Protocol):
    consumer: Consumer
    relay: Relay | None
    clock: Clock
    database: Database
    deadlines: DeadlineFiring
    executor: Executor
    reader: ViewReader
    parking: Parking
    log: Log
    prepared: threading.Event
    identities: Any
    verifying: Any

    @property
    def subscriptions(self) -> Sequence[Subscription]: ...

    @property
    def views(self) -> Sequence[View]: ...

    @property
    def gauges(self) -> Sequence[Gauge]: ...

    @property
    def backup_record(self) -> Path | None:
        """Where the last backup is recorded; None where nobody here watches that."""
        ...

    def ignored(self) -> int: ...

    def deadline_outlook(self) -> tuple[int, datetime | None]: ...
