"""Checks bearer tokens (RFC 7519) and says who they speak for."""

import threading
import time
from collections import OrderedDict
from typing import Any

import jwt
from jwt.exceptions import ExpiredSignatureError, PyJWTError

from shared.aggregate import Actor
from shared.identity.keys import ALGORITHMS, KeySet
from shared.registry.model import Registry

AUDIENCE = "zhenxing"
LONGEST_TOKEN = 8192
_CLOCKS_DIFFER_SECONDS = 5
_REQUIRED = ["exp", "iat", "sub", "iss", "aud"]
_UNREADABLE = (PyJWTError, ValueError, TypeError, KeyError, OverflowError, RecursionError)


class TokenRefused(Exception):
    """The token proves nothing: malformed, forged, expired or meant for somebody else."""


class UnknownOrganisation(Exception):
    """The token is good, but its organisation stands in no registry."""

    def __init__(self, organisation: str) -> None:
        super().__init__(organisation)
        self.organisation = organisation


class Verifier:
    """Turns a token into an `Actor`.

    Claims: `sub` the person, `org` the organisation, `duties` a list; `exp`, `iat`, `iss` and the
    audience "zhenxing" are required. A token once checked is remembered until it expires, in a
    cache of at most `capacity`, so that checking costs nothing per request. `issuer`, where given,
    is the only `iss` that is taken.
    """

    def __init__(
        self,
        keys: KeySet,
        registry: Registry,
        *,
        issuer: str | None = None,
        capacity: int = 10_000,
    ) -> None:
        self._keys = keys
        self._registry = registry
        self._issuer = issuer
        self._capacity = capacity
        self._known: OrderedDict[str, tuple[Actor, float, int]] = OrderedDict()
        self._mutex = threading.Lock()

    def verify(self, token: str) -> Actor:
        """Who the token speaks for.

        Raises `TokenRefused`, `UnknownOrganisation`, `KeysUnavailable`.
        """
        known = self._remembered(token)
        if known is not None:
            return known
        claims = self._claims(token)
        actor = self._actor(claims)
        with self._mutex:
            self._known[token] = (actor, float(claims["exp"]), self._keys.edition)
            if len(self._known) > self._capacity:
                self._known.popitem(last=False)
        return actor

    def _remembered(self, token: str) -> Actor | None:
        with self._mutex:
            known = self._known.get(token)
            if known is None:
                return None
            actor, expires, edition = known
            if time.time() < expires and edition == self._keys.edition:
                return actor
            del self._known[token]
        return None

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise TokenRefused("the token is too long")
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = self._keys.find(kid if isinstance(kid, str) else "")
            if key is None:
                raise TokenRefused("the token is signed with an unknown key")
            return jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=AUDIENCE,
                issuer=self._issuer,
                leeway=_CLOCKS_DIFFER_SECONDS,
                options={"require": _REQUIRED},
            )
        except ExpiredSignatureError:
            raise TokenRefused("the token has expired") from None
        except _UNREADABLE as error:
            raise TokenRefused(f"the token is not valid ({type(error).__name__})") from error

    def _actor(self, claims: dict[str, Any]) -> Actor:
        person, organisation = claims["sub"], claims.get("org", "")
        duties = claims.get("duties", [])
        names = [person, organisation, *duties] if isinstance(duties, list) else [None]
        if not all(isinstance(n, str) and _plain(n) for n in names):
            raise TokenRefused("sub, org and duties are names, duties a list of them")
        if not self._registry.knows(organisation):
            raise UnknownOrganisation(organisation)
        return Actor(person, organisation, frozenset(duties))


def _plain(name: str) -> bool:
    return 0 < len(name) <= 200 and name.isprintable() and bool(name.strip())
