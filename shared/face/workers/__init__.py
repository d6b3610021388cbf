"""Work that would hold the event loop up: done in processes of their own, a few at a time."""

from shared.face.workers.pool import AllBusy, Aside, Broken, Declined

__all__ = ["AllBusy", "Aside", "Broken", "Declined"]
