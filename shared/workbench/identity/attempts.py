"""What is under way while somebody signs in: each of one browser, taken once, for ten minutes."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SECONDS = 600.0
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """`state` comes back with the browser, `nonce` in the ID token, and only who has `verifier` can
    use the code (RFC 7636). `browser` stands in a cookie; `back` is where the person was going."""

    state: str
    nonce: str
    verifier: str
    browser: str
    back: str


class Pending(Generic[T]):
    """Kept in this process: who is signing in while it starts anew begins again. `clock` counts
    seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, T]] = OrderedDict()
        self._mutex = threading.Lock()

    def keep(self, key: str, value: T) -> None:
        with self._mutex:
            self._kept[key] = self._clock(), value
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def take(self, key: str) -> T | None:
        """What was kept, unless it is too old; only once."""
        with self._mutex:
            found = self._kept.pop(key, None)
        return found[1] if found and self._clock() - found[0] <= SECONDS else None


class Attempts:
    """The attempts that wait for their browsers to come back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._pending: Pending[Attempt] = Pending(clock)

    def begin(self, back: str) -> Attempt:
        made = Attempt(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            browser=secrets.token_urlsafe(32),
            back=back,
        )
        self._pending.keep(_of(made.state, made.browser), made)
        return made

    def take(self, state: str, browser: str) -> Attempt | None:
        """The attempt of a state, if this browser began it."""
        return self._pending.take(_of(state, browser))


def _of(state: str, browser: str) -> str:
    return f"{state} {browser}"
