"""What is remembered of a table from batch to batch, and of which point of history it is true."""

from collections.abc import Sequence

from sqlalchemy import Table

from shared.kernel.subscription.incoming import Incoming


class Remembering:
    """What is remembered is true of one table at one point of the source's history.

    Whatever else happened to the table meanwhile (a batch rolled back, another replica's), its next
    batch begins elsewhere, and nothing that was remembered counts.
    """

    def __init__(self) -> None:
        self._known_at = ("", b"")

    def pass_over(self, events: Sequence[Incoming]) -> None:
        """These events change nothing of it."""
        self.go_on(events[0].prev_hash, events[-1].hash)

    def go_on(self, begins: bytes, ends: bytes) -> None:
        """A batch changes nothing of it, whether anything was remembered or not."""
        if self._known_at[1] == begins:
            self._known_at = self._known_at[0], ends

    def forget(self) -> None:
        """Nothing that is remembered is true."""
        self._known_at = ("", b"")

    def remembers(self, table: Table, begins: bytes) -> bool:
        """Whether what is remembered is true of a table where a batch begins."""
        return self._known_at == (table.name, begins)

    def reach(self, table: Table, ends: bytes) -> None:
        """From here on it is true of a table where a batch ends."""
        self._known_at = table.name, ends
