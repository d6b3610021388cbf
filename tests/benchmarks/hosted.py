"""A whole service as it runs in production, in the process of a side, with a hand inside."""

import os
import threading
import time
from bisect import bisect_left
from collections.abc import Sequence

from shared.kernel.log.meta import decode_meta
from shared.kernel.subscription.remote_log import RemoteLog
from shared.runtime.running import RunningService
from shared.runtime.settings import THREADS, configured
from tests.benchmarks.events import open_readiness
from tests.benchmarks.funds import Funds


class Hosted:
    """`zhenxing serve SERVICE` in this process, on a runtime."""

    def __init__(self, service: str, configuration: str, runtime: str) -> None:
        os.environ |= {"ZHENXING_CONFIG": configuration, "ZHENXING_RUNTIME": runtime}
        run = self._on_threads if runtime == THREADS else self._on_nameko
        self._service = run(service)
        self._service.prepared.wait()

    def _on_threads(self, service: str) -> RunningService:
        from shared.runtime.on_threads import launcher

        return launcher.start([service], configured())[0].service

    def _on_nameko(self, service: str) -> RunningService:
        from shared.runtime.on_nameko import launcher

        found: list[RunningService] = []
        up = threading.Event()

        def ready(services: Sequence[RunningService]) -> None:
            found.extend(services)
            up.set()

        arguments = ([service], configured(), ready, lambda: None)
        threading.Thread(target=launcher.run, args=arguments, daemon=True).start()
        up.wait()
        return found[0]


class Allocating(Hosted):
    """Finance, allocating money to projects at a steady rate."""

    def prepare(self, funds: int) -> None:
        """Funds with money, and projects that may receive it."""
        self._funds = Funds(self._service.executor, funds, "latency")

    def allocate(self, seconds: float, rate: float) -> dict[str, float]:
        """When each allocation was begun (seconds since 1970), by its position.

        A slow one does not hold up the next.
        """
        begun: dict[str, float] = {}
        givers = []
        start = time.time()
        for turn in range(int(seconds * rate)):
            time.sleep(max(0.0, start + turn / rate - time.time()))
            giver = threading.Thread(target=self._allocate, args=(turn, f"{start}-{turn}", begun))
            giver.start()
            givers.append(giver)
        for giver in givers:
            giver.join()
        return begun

    def _allocate(self, turn: int, key: str, begun: dict[str, float]) -> None:
        now = time.time()
        begun[str(self._funds.allocate(turn, key).position)] = now


class Believing(RemoteLog):
    """Asks no feed before an effect: to tell what the proof costs, and for nothing else."""

    def begin_confirming(self) -> None:
        pass


class Noting(Hosted):
    """Projects, where a reaction notes what finance allocates."""

    def __init__(self, service: str, configuration: str, runtime: str) -> None:
        super().__init__(service, configuration, runtime)
        self._committed: list[tuple[int, float]] = []
        self._first = 0

    def prepare(self) -> None:
        """Open what the reaction writes to."""
        open_readiness(self._service.log)
        self._service.log.on_append(self._note)

    def believe(self, messages: bool) -> None:
        """Take what the broker brings on its word, or have the source's feed confirm it first."""
        for remote_log in self._service.elsewhere.remote_logs["finance"]:
            remote_log.__class__ = Believing if messages else RemoteLog

    def watch(self) -> None:
        """Note from now on when the log grows."""
        self._first = self._service.log.head().position
        self._committed = []

    def noted(self) -> dict[str, float]:
        """When the effect of each allocation was committed, by its position in finance's log."""
        growth = list(self._committed)
        found: dict[str, float] = {}
        for record in self._service.log.read_all(self._first):
            at = bisect_left(growth, record.position, key=lambda seen: seen[0])
            meta = decode_meta(record.meta)
            if meta.source == "finance" and at < len(growth):
                found[str(meta.source_position)] = growth[at][1]
        return found

    def _note(self, position: int) -> None:
        self._committed.append((position, time.time()))
