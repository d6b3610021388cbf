"""Who acts: bearer tokens, checked against published keys."""

from shared.face.identity.issuer import ISSUER, LocalIssuer
from shared.face.identity.keys import ALGORITHMS, KeySet, KeysUnavailable, from_file, from_url
from shared.face.identity.service_token import ServiceToken
from shared.face.identity.verifier import TokenRefused, UnknownOrganisation, Verifier, audience_of

__all__ = [
    "ALGORITHMS",
    "ISSUER",
    "KeySet",
    "KeysUnavailable",
    "LocalIssuer",
    "ServiceToken",
    "TokenRefused",
    "UnknownOrganisation",
    "Verifier",
    "audience_of",
    "from_file",
    "from_url",
]
