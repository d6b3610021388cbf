"""Where a follower is: how far it has come, and how far the store knows that it has."""

import time
from collections.abc import Callable
from typing import Protocol

from shared.kernel.subscription.checkpoint import Checkpoint

LOOK_SECONDS = 10.0
"""How long the store need not be told of events that concern nobody, nor asked for what other
replicas and operators did: whoever rests on less than it holds is told by its next append, or does
no more than publish a window twice."""


class Kept(Protocol):
    """Where checkpoints are kept, by name."""

    def get(self, name: str) -> Checkpoint: ...

    def move(self, name: str, start: Checkpoint, end: Checkpoint) -> None:
        """Compare and set. Raises `CheckpointConflict`."""
        ...


class Cursor:
    """A follower's place in its source.

    What it has taken up it must reach: after a step that failed in between, the store is asked.
    """

    def __init__(self, name: str, kept: Kept) -> None:
        self.name = name
        self.position = 0
        """As last known in this process."""
        self.stored = Checkpoint()
        """Where the store knows it, or where the append of this process has moved it."""
        self._kept = kept
        self._reached: Checkpoint | None = None
        self._looked = float("-inf")

    def take_up(
        self, confirm: Callable[[], None] = lambda: None, *, ask: bool = False
    ) -> tuple[Checkpoint, bool]:
        """Where to go on, and whether the store was asked. It is now and then, on demand, and
        after a failure. It is told nothing that `confirm` does not bear out.

        Raises `CheckpointConflict`, `StoreUnavailable`, and what `confirm` raises.
        """
        reached, self._reached = self._reached, None
        if reached and not ask and time.monotonic() - self._looked <= LOOK_SECONDS:
            return reached, False
        if reached:
            confirm()
            self.store(reached)
        self._looked = time.monotonic()
        self.stored = self._kept.get(self.name)
        self.position = self.stored.position
        return self.stored, True

    def reach(self, checkpoint: Checkpoint) -> None:
        """End a step here. What lies between concerned nobody, or is stored already."""
        self._reached, self.position = checkpoint, checkpoint.position

    def pass_over(self, start: Checkpoint, end: Checkpoint) -> bool:
        """Whether the last step ended at `start`; then it is as if it had ended at `end`."""
        if self._reached != start:
            return False
        self.reach(end)
        return True

    def give_up(self) -> None:
        """Let the store know the last of it."""
        if self._reached:
            self.store(self._reached)

    def store(self, checkpoint: Checkpoint) -> None:
        """Let the store know how far this is; who fails before, passes over the same again."""
        if checkpoint != self.stored:
            self._kept.move(self.name, self.stored, checkpoint)
            self.stored = checkpoint
