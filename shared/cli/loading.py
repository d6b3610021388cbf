"""The bar that shows how much of a programme has been loaded."""

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from shared.cli import show


class LoadingBar:
    """Appears with the first report; `close` leaves the terminal as it was."""

    def __init__(self) -> None:
        elapsed, counts = TimeElapsedColumn(), MofNCompleteColumn()
        self._bar = Progress(
            TextColumn("载入 loading"), BarColumn(), counts, elapsed, console=show.out
        )

    def report(self, given: int, total: int) -> None:
        if not self._bar.tasks:
            self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._bar.tasks[0].id, completed=given)

    def close(self) -> None:
        self._bar.stop()
