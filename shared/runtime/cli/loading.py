"""How much of a programme has been loaded: a bar on a terminal, elsewhere a line now and then."""

import time
from collections.abc import Callable

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from shared.runtime.cli import show

LINE_SECONDS = 5.0


class LoadingBar:
    """Appears with the first report; `close` leaves the terminal as it was."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        elapsed, counts = TimeElapsedColumn(), MofNCompleteColumn()
        self._bar = Progress(
            TextColumn("载入 loading"), BarColumn(), counts, elapsed, console=show.out
        )
        self._now = now
        self._begun_at: float | None = None
        self._told_at = 0.0

    def report(self, given: int, total: int) -> None:
        if show.out.is_terminal:
            self._draw(given, total)
        else:
            self._tell(given, total)

    def close(self) -> None:
        if self._bar.tasks:
            self._bar.stop()

    def _draw(self, given: int, total: int) -> None:
        if not self._bar.tasks:
            self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._bar.tasks[0].id, completed=given)

    def _tell(self, given: int, total: int) -> None:
        now = self._now()
        if self._begun_at is None:
            self._begun_at = now
        elif now - self._told_at < LINE_SECONDS and given < total:
            return
        self._told_at = now
        show.line(f"载入 loading {given}/{total} {now - self._begun_at:.0f} s")
        show.out.file.flush()
