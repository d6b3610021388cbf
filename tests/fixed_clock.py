"""A clock for tests: they set the time as data and patch nothing."""

from datetime import datetime


class FixedClock:
    """A clock that stands where it was set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
