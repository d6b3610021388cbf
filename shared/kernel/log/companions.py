"""For whom a group is held back: callers just served, who mostly come again and share its commit."""

SHARE = 1 / 2
"""Of the time that the last group took: as long is waited for who was served in it."""
LONGEST = 0.003
"""Seconds; a store that is slow for once holds up nobody."""
MISSED = 2
"""Groups one after the other for which somebody came too late: then they go in halves."""
APART, APART_MOST = 16, 64
"""Groups until it is tried again whether all come in time; twice as many after each try in vain."""
FEW = 3
"""Fewer do not go while another group is written: they share a commit with who comes meanwhile."""


class Companions:
    """Says when a group is to be written, and how many go with it.

    Few callers are served fastest all in one group: one commit for all of them. To wait for many
    takes longer than a commit does; they are served in halves, one on its way to the store while the
    other is deciding. Which of the two it is shows in whether all come in time. Who appends alone is
    never held back, nor who comes when that time is over.
    """

    def __init__(self, group: int) -> None:
        self._group = group
        self._all = 1
        self._until = 0.0
        self._missed = 0
        self._apart = 0
        self._pause = APART

    @property
    def _wanted(self) -> int:
        return min(self._group, (self._all + 1) // 2 if self._apart else self._all)

    def complete(self, waiting: int, now: float) -> bool:
        """Whether the next group is to be written, with so many in the queue."""
        return waiting >= self._wanted or now >= self._until

    def beside(self, waiting: int) -> bool:
        """Whether so many in the queue are to be written while another group still is."""
        return self._apart > 0 and waiting >= max(self._wanted, FEW)

    def left(self, now: float) -> float:
        """Seconds for which who is missing may still come."""
        return max(0.0, self._until - now)

    def take(self, waiting: int) -> int:
        """How many of those in the queue go with the group that is written now."""
        if self._apart:
            return min(waiting, self._wanted)
        if waiting >= self._wanted:
            self._missed, self._pause = 0, APART
        else:
            self._missed += 1
        if self._missed == MISSED:
            self._missed, self._apart = 0, self._pause
            self._pause = min(2 * self._pause, APART_MOST)
        return min(waiting, self._group)

    def served(self, count: int, waiting: int, took: float, now: float) -> None:
        """Tell that so many were served in so many seconds, while so many more have come."""
        self._apart = max(0, self._apart - 1)
        self._all = max(1, count + waiting)
        self._until = now + min(took * SHARE, LONGEST)
