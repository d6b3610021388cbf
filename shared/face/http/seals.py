"""Numbers that a caller carries and can't read: how far was looked along what it may not see.

Only who has the secret opens them, for whom and for what they were sealed; with any other secret, or
for anybody else, it is as if there were none.
"""

import base64
import secrets
from struct import Struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECRET_BYTES = 32
_NONCE_BYTES = 12
_NUMBERS = Struct(">qq")
"""Of all that is sealed as many bytes: how great a number is, nobody learns."""


class Seals:
    """Seals pairs of numbers with a secret of `SECRET_BYTES`, and opens them."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    def seal(self, bound_to: str, first: int, second: int = 0) -> str:
        """Two numbers of 64 bits as letters, digits, `-` and `_`, each time others."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        closed = self._cipher.encrypt(nonce, _NUMBERS.pack(first, second), bound_to.encode())
        return base64.urlsafe_b64encode(nonce + closed).decode().rstrip("=")

    def opened(self, bound_to: str, sealed: str) -> tuple[int, int] | None:
        """The numbers that were sealed, bound to the same; None for any other text."""
        try:
            text = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            nonce, closed = text[:_NONCE_BYTES], text[_NONCE_BYTES:]
            plain = self._cipher.decrypt(nonce, closed, bound_to.encode())
        except (InvalidTag, ValueError):
            return None
        first, second = _NUMBERS.unpack(plain)
        return first, second
