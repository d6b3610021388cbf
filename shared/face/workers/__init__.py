"""Work that would hold the event loop up: done in processes of their own, a few at a time."""

from shared.face.workers.declined import Declined
from shared.face.workers.pool import Broken, ProcessPool, Unserved

__all__ = ["Broken", "Declined", "ProcessPool", "Unserved"]
