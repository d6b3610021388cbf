"""The public keys that tokens are checked with: a JWKS (RFC 7517) from a file or an address."""

import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jwt import PyJWK
from jwt.exceptions import PyJWTError

if TYPE_CHECKING:
    from requests import Response

_log = logging.getLogger(__name__)

ALGORITHMS = ("EdDSA", "ES256", "RS256")
"""Signatures only: with a shared secret (HS*) whoever can check a token could make one."""

LOOK_AGAIN_SECONDS = 240.0
"""With the longest look, a key that was withdrawn is trusted for less than five minutes."""
PAUSE_SECONDS = 60.0
"""Between two looks for a key that nobody knows, and after a look that failed."""
WITHOUT_KEYS_SECONDS = 1.0
"""The same while no key is known at all."""
FILE_SECONDS = 5.0
_FETCH_SECONDS = 5.0
_LARGEST = 1 << 20


class KeysUnavailable(Exception):
    """The key set can't be read at the moment, and the keys that are known don't answer."""


class KeySet:
    """Keys by their id, looked at again before they are old, and for an id that is unknown.

    A look that fails leaves the keys as they were; it is logged, and `failing` tells of it until
    one succeeds. `clock` counts seconds.
    """

    def __init__(
        self,
        fetch: Callable[[], str],
        *,
        look_again_seconds: float = LOOK_AGAIN_SECONDS,
        pause_seconds: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._look_again_seconds = look_again_seconds
        self._pause_seconds = pause_seconds
        self._clock = clock
        self._keys: dict[str, PyJWK] = {}
        self._text: str | None = None
        self._tried_at = self._seen_at = float("-inf")
        self._mutex = threading.Lock()
        self.edition = 0
        """Grows whenever the set changes: what was checked with an older one is checked again."""
        self.failed = 0
        """Looks that failed."""
        self.failing = ""
        """The kind of error that the last look met; empty once one has succeeded."""

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def age(self) -> float:
        """Seconds since the keys were seen at their source; infinite before the first time."""
        return self._clock() - self._seen_at

    def refresh(self) -> None:
        """Look again where that is due; cheap where it is not. Raises nothing."""
        if self.age >= self._look_again_seconds:
            self._look(self._pause_seconds if self.failing else 0.0)

    def find(self, kid: str) -> PyJWK | None:
        """The key of that id; without one, the only key there is. Raises `KeysUnavailable`."""
        self.refresh()
        key = self._known(kid)
        if key is None:
            self._look(self._pause_seconds)
            key = self._known(kid)
        if key is None and self.failing:
            raise KeysUnavailable(f"the keys can't be read: {self.failing}")
        return key

    def _known(self, kid: str) -> PyJWK | None:
        if not kid:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    def _look(self, pause: float) -> None:
        """Look at the source, unless that was tried within `pause` seconds; one at a time."""
        asked_at = self._clock()
        with self._mutex:
            now = self._clock()
            pause = pause if self._keys else min(pause, WITHOUT_KEYS_SECONDS)
            if now - self._tried_at < pause or self._tried_at > asked_at:
                return
            try:
                text = self._fetch()
                keys = self._keys if text == self._text else _parsed(text)
            except (OSError, ValueError) as error:
                self._tell(type(error).__name__)
            else:
                self._tell("")
                self.edition += text != self._text
                self._text, self._keys, self._seen_at = text, keys, now
            self._tried_at = self._clock()

    def _tell(self, failing: str) -> None:
        self.failed += bool(failing)
        if failing and not self.failing:
            _log.error("the key set can't be read (%s); %d known keys stay", failing, len(self))
        elif self.failing and not failing:
            _log.warning("the key set can be read again")
        self.failing = failing


def from_file(path: Path) -> KeySet:
    """Keys from a file; looking again costs nothing, so an unknown key is looked for at once."""
    return KeySet(
        lambda: path.read_text(encoding="utf-8"), look_again_seconds=FILE_SECONDS, pause_seconds=0
    )


def from_url(url: str, ca: Path | None = None) -> KeySet:
    """Keys from an OIDC provider's `jwks_uri`; `ca` is who signed its certificate, where that is
    none of the system's."""

    def fetch() -> str:
        import requests  # as long as half of SQLAlchemy to load, and most services have a file

        trusted = str(ca) if ca else True
        options = {"timeout": _FETCH_SECONDS, "allow_redirects": False, "verify": trusted}
        with requests.get(url, stream=True, **options) as answer:  # type: ignore[arg-type]
            answer.raise_for_status()
            return _text_of(answer)

    return KeySet(fetch)


def _text_of(answer: "Response") -> str:
    """The body, bounded in bytes and in time."""
    until, got = time.monotonic() + _FETCH_SECONDS, b""
    for piece in answer.iter_content(1 << 14):
        got += piece
        if len(got) > _LARGEST or time.monotonic() > until:
            raise ValueError("the key set is too large, or comes too slowly")
    return got.decode()


def _parsed(text: str) -> dict[str, PyJWK]:
    document = json.loads(text)
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise ValueError("not a JWKS document")
    found: dict[str, PyJWK] = {}
    for entry in document["keys"]:
        if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
            continue
        try:
            key = PyJWK(entry)
        except (PyJWTError, ValueError, TypeError) as error:
            _log.warning("a key of the key set is of no use (%s)", type(error).__name__)
            continue
        if key.algorithm_name in ALGORITHMS:
            found[str(key.key_id or "")] = key
    return found
