"""The broker inside a process has no way to wake who listens: a bell that publishers ring."""

import threading


class Bell:
    """Counts how often it rang, and lets others wait for the next time."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self.rung = 0

    def ring(self) -> None:
        with self._condition:
            self.rung += 1
            self._condition.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Wait until it has rung more often than `heard`, at most so many seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self.rung > heard, seconds)


BELL = Bell()
"""Rung after each message that this process publishes to its own memory."""
