"""A question to a source's feed, under way while others decide: is this your history?"""

import threading

from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed
from shared.kernel.subscription.source import SourceUnavailable


class Confirmation:
    """Asks at once whether the source has this hash at this position.

    The hash covers all that came before it: one small request confirms a whole chain of events.
    """

    def __init__(self, feed: Feed, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._feed = feed
        self._agrees = False
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._ask, name="confirmation", daemon=True)
        self._thread.start()

    def given(self) -> bool:
        """The answer, as soon as it is there. Raises `SourceUnavailable`."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._agrees

    def _ask(self) -> None:
        try:
            self._agrees = self._feed.agrees(self.checkpoint)
        except SourceUnavailable as away:
            self._error = away
        except Exception as error:
            self._error = SourceUnavailable(f"{self._feed.source}'s feed: {error}")
