"""Sealed texts 密文: what stands in an event in the place of a personal value.

    sealed.<person>.<stream>.<field>.<command>.<ciphertext>

A digest covers the sha256 of a sealed text in its place, so whoever is given the hash alone, as
other services are (`withheld`), finds the same digest: the chain covers what he never gets.
"""

import hashlib
import re

# A whole text of the JSON, as only `seal` writes it: in others' free texts quotes are escaped.
_SEALED = re.compile(
    r'(?<!\\)"(sealed\.p-[0-9]{4}-[0-9]{1,6}\.[a-z0-9-]+\.[a-z0-9_]+\.[0-9a-f]{32}\.[\w-]+)"',
    re.ASCII,
)
_WITHHELD = re.compile(r'(?<!\\)"withheld\.[0-9a-f]{64}"')


def is_sealed(text: object) -> bool:
    """Whether a value is a sealed text."""
    return isinstance(text, str) and text.startswith("sealed.")


def withheld(data: str) -> str:
    """An event's data with the hash of each sealed text in its place: what its digest is of."""
    if '"sealed.' not in data:
        return data
    return _SEALED.sub(_hashed, data)


def sealed_texts(data: str) -> int:
    """How many sealed texts an event's data have."""
    return len(_SEALED.findall(data)) if '"sealed.' in data else 0


def is_withheld(data: str) -> bool:
    """Whether an event's data lack a sealed text, which its own log never does."""
    return '"withheld.' in data and bool(_WITHHELD.search(data))


def _hashed(found: re.Match[str]) -> str:
    return f'"withheld.{hashlib.sha256(found[1].encode()).hexdigest()}"'
