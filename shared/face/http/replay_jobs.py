"""Replays that run, and what became of the last ones; each is its caller's own."""

import threading
import time
import uuid
from collections import OrderedDict
from contextlib import ExitStack
from typing import Any

from shared.face.bound import Bound
from shared.face.http.problem import Problem
from shared.face.http.refusals import unavailable
from shared.kernel.aggregate import Actor
from shared.kernel.commands.replaying import Replay
from shared.policy.languages import Text

KEPT = 4
"""Replays whose results are kept for those who asked; whoever begins another loses an own one first."""
STALLED = Text("推演未能在时限内完成", "The replay was not finished in time.")


class Job:
    """A replay in a thread of its own; `done` and `of` are records."""

    def __init__(self, replay: Replay, owner: Actor, parameters: dict[str, Any]) -> None:
        self.id = uuid.uuid4().hex
        self.replay, self.parameters = replay, parameters
        self.owner = (owner.organisation, owner.person)
        self.done, self.of = 0, replay.head
        self.problem: Problem | Exception | None = None
        self._ended = threading.Event()

    @property
    def state(self) -> str:
        return "done" if self._ended.is_set() else "running"

    def wait(self, seconds: float) -> None:
        self._ended.wait(seconds)

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        try:
            for done in self.replay.run():
                self.done = done
                time.sleep(0)  # a long history lets others run
                if time.monotonic() > until:
                    raise unavailable(STALLED, 30)
        except Exception as error:
            self.problem = error
        finally:
            self._ended.set()


class Jobs:
    """At most so many at a time, each for so many seconds."""

    def __init__(self, places: int, seconds: float) -> None:
        self._seconds = seconds
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._mutex = threading.Lock()
        self._bound = Bound(
            places,
            lambda: unavailable(Text("正在进行的推演过多", "Too many replays are running."), 5),
        )

    def begin(self, replay: Replay, owner: Actor, parameters: dict[str, Any]) -> Job:
        """Start one. Raises `Problem` 503 where as many run as may."""
        place = ExitStack()
        place.enter_context(self._bound.place())
        job = Job(replay, owner, parameters)
        with self._mutex:
            if len(self._jobs) == KEPT:
                own = (id for id, known in self._jobs.items() if known.owner == job.owner)
                del self._jobs[next(own, next(iter(self._jobs)))]
            self._jobs[job.id] = job

        def run() -> None:
            with place:
                job.run(self._seconds)

        threading.Thread(target=run, name="replay", daemon=True).start()
        return job

    def find(self, id: str, owner: Actor) -> Job | None:
        """The replay of that id, if it is the caller's own."""
        with self._mutex:
            job = self._jobs.get(id)
        return job if job and job.owner == (owner.organisation, owner.person) else None
