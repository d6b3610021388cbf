"""What each living replica of a service can do, told by locks that end with it.

Two releases may run side by side. What only one of them does, the other would pass over, and where
they share a place nobody would ever come back to it: so who can do less stands back.
"""

from collections.abc import Callable, Collection
from hashlib import sha256
from typing import Any

ABILITIES = 7224
_HOLD = "SELECT pg_advisory_lock_shared(%s, id) FROM unnest(%s::int[]) AS id"
_HELD = (
    "SELECT array_agg(DISTINCT objid::bigint) FROM pg_locks WHERE locktype = 'advisory'"
    " AND classid = %s AND objsubid = 2 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)

Ask = Callable[..., Any]
"""Asks a statement with its values on the session that holds the locks; the first value of the
answer."""


class Abilities:
    """Those of this process, by their names. Only PostgreSQL has other processes beside it."""

    def __init__(self, names: Collection[str] = ()) -> None:
        self._own = {_number(name) for name in names}
        self.surpassed = False
        """Whether another living process can do what this one can't, as last looked."""

    def tell(self, ask: Ask) -> None:
        """Hold a lock for each as long as the session lasts."""
        if self._own:
            ask(_HOLD, ABILITIES, sorted(self._own))

    def look(self, ask: Ask, *, alone: bool) -> None:
        """Look what the others can do, where there are others."""
        held = set() if alone else set(ask(_HELD, ABILITIES) or ())
        self.surpassed = not held <= self._own


def _number(name: str) -> int:
    """A lock is known by a number of 31 bits."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF
