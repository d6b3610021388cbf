"""The hash chain: the store links each record to all before it."""

import hashlib

GENESIS = bytes(32)
"""The hash before position 1."""


def chain(previous: bytes, position: int, recorded_at: int, digest: bytes) -> bytes:
    """sha256(previous hash ‖ position ‖ recorded_at in µs ‖ digest), integers as 8 bytes."""
    numbers = position.to_bytes(8, "big", signed=True) + recorded_at.to_bytes(8, "big", signed=True)
    return hashlib.sha256(previous + numbers + digest).digest()
