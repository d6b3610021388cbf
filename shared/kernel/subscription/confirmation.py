"""A question to a source's feed, under way while others decide: is this your history?"""

from shared.kernel.subscription.checkpoint import Checkpoint
from shared.kernel.subscription.feed import Feed


class Confirmation:
    """Asks at once whether the source has this hash at this position.

    The hash covers all that came before it: one small request confirms a whole chain of events.
    Raises `SourceUnavailable`.
    """

    def __init__(self, feed: Feed, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._answer = feed.begin(checkpoint)

    def given(self) -> bool:
        """The answer, as soon as it is there. Raises `SourceUnavailable`."""
        return self._answer()
