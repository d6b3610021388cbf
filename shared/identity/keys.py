"""The public keys that tokens are checked with: a JWKS (RFC 7517) from a file or an address."""

import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

import requests
from jwt import PyJWK
from jwt.exceptions import PyJWTError

_log = logging.getLogger(__name__)

ALGORITHMS = ("EdDSA", "ES256", "RS256")
"""Signatures only: with a shared secret (HS*) whoever can check a token could make one."""

REFRESH_SECONDS = 60.0
_FETCH_SECONDS = 5.0


class KeysUnavailable(Exception):
    """The key set can't be read at the moment."""


class KeySet:
    """Keys by their id. An unknown id makes it look again, at most once in `refresh_seconds`."""

    def __init__(
        self, fetch: Callable[[], str], *, refresh_seconds: float = REFRESH_SECONDS
    ) -> None:
        self._fetch = fetch
        self._refresh_seconds = refresh_seconds
        self._keys: dict[str, PyJWK] = {}
        self._text = ""
        self._looked_at = float("-inf")
        self._mutex = threading.Lock()
        self.edition = 0
        """Grows whenever the set changes: what was checked with an older one is checked again."""

    def find(self, kid: str) -> PyJWK | None:
        """The key of that id; without one, the only key there is. Raises `KeysUnavailable`."""
        key = self._known(kid)
        if key is None:
            self._refresh()
            key = self._known(kid)
        return key

    def _known(self, kid: str) -> PyJWK | None:
        if not kid:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    def _refresh(self) -> None:
        with self._mutex:
            now = time.monotonic()
            if now - self._looked_at < self._refresh_seconds:
                if not self._keys:
                    raise KeysUnavailable("no keys could be read")
                return
            self._looked_at = now
            try:
                text = self._fetch()
                keys = _parsed(text)
            except (OSError, ValueError) as error:
                raise KeysUnavailable(str(error)) from error
            self.edition += text != self._text
            self._text, self._keys = text, keys


def from_file(path: Path) -> KeySet:
    """Keys from a file; looking again costs nothing, so an unknown key is looked for at once."""
    return KeySet(lambda: path.read_text(encoding="utf-8"), refresh_seconds=0)


def from_url(url: str) -> KeySet:
    """Keys from an OIDC provider's `jwks_uri`."""

    def fetch() -> str:
        answer = requests.get(url, timeout=_FETCH_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        return answer.text

    return KeySet(fetch)


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
        except PyJWTError as error:
            _log.warning("a key of the JWKS is of no use: %s", error)
            continue
        if key.algorithm_name in ALGORITHMS:
            found[key.key_id or ""] = key
    return found
