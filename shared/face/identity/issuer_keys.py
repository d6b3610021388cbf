"""The Ed25519 keys of the local issuer, in its folder: one signs, others are still or already known.

`issuer.pem` is the first one; `issuer-<seconds since 1970>.pem` signs from that moment on. A key is
published before it signs, so that every verifier has looked by then, and after, for as long as a
token that it signed may be good.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm
from jwt.utils import base64url_encode

SIGNS_AFTER_SECONDS = 900
"""Verifiers look at a key set more often than that."""
KNOWN_FOR_SECONDS = 86_400
"""How long a key is known after another one signs: tokens that live longer end with it."""
_FIRST = "issuer.pem"
_NAMED = re.compile(r"issuer-([0-9]{10,12})\.pem")


@dataclass(frozen=True)
class IssuerKey:
    """A key that signs from a moment on, in seconds since 1970."""

    path: Path
    since: int

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        """Raises `ValueError` for a file that holds no such key."""
        key = load_pem_private_key(self.path.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{self.path} holds no Ed25519 key")
        return key

    @cached_property
    def public(self) -> dict[str, Any]:
        """As it is published (RFC 7517)."""
        told: dict[str, Any] = json.loads(OKPAlgorithm.to_jwk(self.private.public_key()))
        return {**told, "kid": _thumbprint(told), "use": "sig", "alg": "EdDSA"}


class IssuerKeys:
    """The keys of a folder, which only its owner may read. Several processes may use it at once."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.jwks = folder / "jwks.json"
        self._folder, self._now = folder, now
        self._read: dict[Path, IssuerKey] = {}
        if not (folder / _FIRST).exists() and not self._all():
            _write_once(folder / _FIRST, _new_key())
        self.publish()

    def signing(self) -> IssuerKey:
        """The key that signs at this moment."""
        begun = [key for key in self._all() if key.since <= self._now()]
        return begun[-1] if begun else self._all()[0]

    def published(self) -> dict[str, Any]:
        """The key set: what signs, what will, and what has signed lately."""
        return {"keys": [key.public for key in self._known()]}

    def publish(self) -> None:
        """Write the key set, for verifiers on this machine."""
        text = json.dumps(self.published(), indent=2).encode()
        if not self.jwks.exists() or self.jwks.read_bytes() != text:
            _temporary(self.jwks, text).replace(self.jwks)

    def rotate(self, *, withdraw: bool = False) -> int:
        """Make a new key; when it signs, in seconds since 1970. To `withdraw` the others, because
        somebody may have them, ends every token at once."""
        since = int(self._now()) + (0 if withdraw else SIGNS_AFTER_SECONDS)
        known = set(self._known())
        _write_once(self._folder / f"issuer-{since}.pem", _new_key())
        for key in self._all():
            if (withdraw and key.since != since) or (key.since < since and key not in known):
                key.path.unlink(missing_ok=True)
                self._read.pop(key.path, None)
        self.publish()
        return since

    def _known(self) -> list[IssuerKey]:
        """Those that sign or will, and those that another one followed not long ago."""
        keys, now = self._all(), self._now()
        followed = [key.since for key in keys[1:]] + [float("inf")]
        return [k for k, end in zip(keys, followed, strict=True) if now < end + KNOWN_FOR_SECONDS]

    def _all(self) -> list[IssuerKey]:
        """All keys of the folder, the first one first."""
        found = []
        for path in self._folder.glob("issuer*.pem"):
            named = _NAMED.fullmatch(path.name)
            if path.name == _FIRST or named:
                since = int(named[1]) if named else 0
                found.append(self._read.setdefault(path, IssuerKey(path, since)))
        return sorted(found, key=lambda key: key.since)


def _new_key() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _thumbprint(jwk: dict[str, Any]) -> str:
    """RFC 7638: the key's id follows from the key."""
    required = {name: jwk[name] for name in ("crv", "kty", "x")}
    text = json.dumps(required, sort_keys=True, separators=(",", ":"))
    return base64url_encode(sha256(text.encode()).digest()).decode()


def _write_once(path: Path, content: bytes) -> None:
    """Create a file that only its owner may read, whole or not at all; an existing one stays."""
    temporary = _temporary(path, content)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    finally:
        temporary.unlink()


def _temporary(path: Path, content: bytes) -> Path:
    """A file beside it, mode 0600."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)
    return Path(name)
