"""The token that a service shows to one other: that one's only, and never older than it may be."""

import threading
import time
from collections.abc import Callable
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

READ_AGAIN_SECONDS = 300.0
BEFORE_ITS_END_SECONDS = 60.0


class ServiceToken:
    """Read every few minutes, before it expires, and when it was refused.

    `read` answers the token of the moment: of the local issuer, or of the file that a provider's
    agent keeps fresh. It may raise `OSError`, and so may a call.
    """

    def __init__(self, read: Callable[[], str], clock: Callable[[], float] = time.time) -> None:
        self._read = read
        self._clock = clock
        self._token = ""
        self._good_until = float("-inf")
        self._mutex = threading.Lock()

    def __call__(self) -> str:
        with self._mutex:
            now = self._clock()
            if now >= self._good_until:
                self._token = self._read()
                self._good_until = min(now + READ_AGAIN_SECONDS, _end(self._token))
            return self._token

    def renew(self) -> None:
        """Read it again at the next call: the last one was refused."""
        with self._mutex:
            self._good_until = float("-inf")


def _end(token: str) -> float:
    """When it had better be replaced; what can't be read is read again each time."""
    try:
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
        return float(claims["exp"]) - BEFORE_ITS_END_SECONDS
    except (PyJWTError, KeyError, ValueError, TypeError, OverflowError):
        return float("-inf")
