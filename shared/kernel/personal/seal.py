"""Seals a personal value with its person's key, and opens it: AES-256-GCM.

What is sealed is bound to its place: the person, the stream and the field, and the command, from
whose id its events' ids follow. The nonce follows from key, place and text, so that a command given
again says the same; it differs wherever any of them does.
"""

import base64
import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECRET_BYTES = 64
"""Half of it encrypts, half makes nonces and fingerprints."""
_NONCE_BYTES = 12
_BLOCK = 32
"""A text is filled up to so many bytes: how long a name is, nobody learns."""


class Tampered(Exception):
    """A sealed text that was not made with this key for this place."""


class Place(NamedTuple):
    """Where a sealed text belongs; `command` is the id of the command that said it."""

    person: str
    stream: str
    field: str
    command: str


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def seal(secret: bytes, place: Place, text: str) -> str:
    """The sealed text, as `shared.schemas.sealed` writes it."""
    bound = "sealed." + ".".join(place)
    filled = text.encode()
    filled += bytes(-len(filled) % _BLOCK)
    nonce = hmac.digest(secret[32:], b"nonce\0" + bound.encode() + b"\0" + filled, sha256)
    nonce = nonce[:_NONCE_BYTES]
    closed = nonce + AESGCM(secret[:32]).encrypt(nonce, filled, bound.encode())
    return f"{bound}.{base64.urlsafe_b64encode(closed).decode().rstrip('=')}"


def unseal(secret: bytes, sealed: str) -> str:
    """The text. Raises `Tampered`."""
    bound, _, written = sealed.rpartition(".")
    try:
        closed = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
        nonce = closed[:_NONCE_BYTES]
        filled = AESGCM(secret[:32]).decrypt(nonce, closed[_NONCE_BYTES:], bound.encode())
    except (InvalidTag, ValueError):
        raise Tampered(f"{bound} was not sealed with this key") from None
    return filled.rstrip(b"\0").decode()


def fingerprint(secret: bytes, text: str) -> str:
    """What tells two texts apart, to who has the key and nobody else."""
    return hmac.digest(secret[32:], b"fingerprint\0" + text.encode(), sha256).hex()


def place_of(sealed: str) -> Place:
    """Where a sealed text says that it belongs. Raises `Tampered`."""
    parts = sealed.split(".")
    if len(parts) != 6:
        raise Tampered("no sealed text")
    return Place(*parts[1:5])
