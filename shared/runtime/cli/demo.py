"""The demo programme of a home: whether it has been loaded, and how far."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import shared
from shared.runtime.cli.credentials import Credentials
from shared.runtime.cli.errors import Complaint
from shared.runtime.cli.programme import Line, read_programme
from shared.runtime.cli.rest import LoadStopped
from shared.runtime.cli.scenario import Scenario
from shared.runtime.settings import OFF, ONCE, Settings, home

PROGRAMME = Path(shared.__file__).parents[1] / "deploy" / "demo" / "programme.jsonl"
HOLD_SECONDS = 60.0
KEEP_SECONDS = 1.0
"""How often the progress is written down while lines are given."""


@dataclass(frozen=True)
class Progress:
    """The last line that was given, and whether it was the last of all."""

    line: int = 0
    complete: bool = False


class Demo:
    """Loads the demo into empty stores, or goes on where an earlier load was interrupted."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = home() / f"demo.{settings.shape}.json"

    @property
    def under_way(self) -> bool:
        """Whether a load was begun and not ended: real time must not overtake the programme's."""
        progress = self._progress()
        return progress is not None and not progress.complete

    @property
    def complete(self) -> bool:
        progress = self._progress()
        return progress is not None and progress.complete

    def lend_clock(self, settings: Settings) -> Settings:
        """The settings of services whose clock the programme drives until it is loaded."""
        if self.complete:
            return settings
        hold = HOLD_SECONDS if self.under_way else 0.0
        lent = ONCE if settings.scenario == OFF else settings.scenario
        return replace(settings, scenario=lent, hold_deadlines=hold)

    def load(self, credentials: Credentials, given: Callable[[int, int], None]) -> None:
        """Load what is missing, if anything.

        `given` is told each line's number, and the last one's.
        Raises `LoadStopped`, `ProgrammeUnreadable`.
        """
        if not PROGRAMME.exists():
            raise Complaint(f"没有演示文件 there is no demo programme at {PROGRAMME}")
        scenario = Scenario(self._settings, credentials, key="demo")
        progress = self._progress()
        if not any(scenario.heads().values()):
            progress = Progress()
        elif progress is None:
            scenario.end()  # the stores hold something else: the clock is not needed
            return
        elif progress.complete:
            return
        try:
            self._load(scenario, progress, given)
        except LoadStopped:
            with suppress(LoadStopped):
                scenario.end()
            raise

    def _load(
        self, scenario: Scenario, progress: Progress, given: Callable[[int, int], None]
    ) -> None:
        lines = read_programme(PROGRAMME, tuple(self._settings.services))

        kept_at = time.monotonic()

        def done(line: Line) -> None:
            nonlocal kept_at
            if time.monotonic() - kept_at > KEEP_SECONDS:  # lines given again are replays
                self._keep(Progress(line.number))
                kept_at = time.monotonic()
            given(line.number, lines[-1].number)

        self._keep(progress)
        given(progress.line, lines[-1].number)
        scenario.load((line for line in lines if line.number > progress.line), done)
        self._keep(Progress(lines[-1].number, complete=True))

    def _progress(self) -> Progress | None:
        try:
            return Progress(**json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _keep(self, progress: Progress) -> None:
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(vars(progress)), encoding="utf-8")
        new.replace(self._file)
