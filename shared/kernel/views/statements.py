"""Statements that were built before: a page asks the same of a view again and again, and to build
a statement costs more of a processor than to run it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Statements:
    """Remembers the last statements, each by all that it was built of, its values too."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._mutex = threading.Lock()

    def of(self, of: Hashable, build: Callable[[], Any]) -> Any:
        """The statement built of something; what can't be compared is built anew."""
        try:
            with self._mutex:
                known = self._known.get(of)
                if known is not None:
                    self._known.move_to_end(of)
                    return known
        except TypeError:
            return build()
        made = build()
        with self._mutex:
            self._known[of] = made
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return made
