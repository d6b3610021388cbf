"""Who acts: bearer tokens, checked against published keys."""

from shared.identity.issuer import LocalIssuer
from shared.identity.keys import KeySet, KeysUnavailable, from_file, from_url
from shared.identity.verifier import TokenRefused, UnknownOrganisation, Verifier

__all__ = [
    "KeySet",
    "KeysUnavailable",
    "LocalIssuer",
    "TokenRefused",
    "UnknownOrganisation",
    "Verifier",
    "from_file",
    "from_url",
]
