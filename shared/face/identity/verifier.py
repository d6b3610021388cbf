"""Checks bearer tokens (RFC 7519) and says who they speak for."""

import hashlib
import threading
import time
from collections import OrderedDict
from typing import Any

import jwt
from jwt.exceptions import ExpiredSignatureError, InvalidAudienceError, PyJWTError

from shared.face.identity.keys import ALGORITHMS, KeySet
from shared.kernel.aggregate import Actor
from shared.kernel.aggregate.context import names_a_service
from shared.policy.registry import Registry

LONGEST_TOKEN = 8192
SERVICE = "service"
"""The duty of services."""
_CLOCKS_DIFFER_SECONDS = 5
_ISSUED_AHEAD_SECONDS = 600
"""A machine whose clock is slow would else turn everybody away: what is signed today was issued,
whatever o'clock it is here. An alert tells of the clock."""
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, in seconds since 1970."""
_REQUIRED = ["exp", "iat", "sub", "iss", "aud"]
_UNREADABLE = (PyJWTError, ValueError, TypeError, KeyError, OverflowError, RecursionError)


class TokenRefused(Exception):
    """The token proves nothing: malformed, forged, expired or meant for somebody else."""


class UnknownOrganisation(Exception):
    """The token is good, but its organisation stands in no registry."""

    def __init__(self, organisation: str) -> None:
        super().__init__(organisation)
        self.organisation = organisation


def audience_of(service: str) -> str:
    """The audience (`aud`) of tokens that are meant for a service: one for another opens nothing."""
    return f"zhenxing:{service}"


class Verifier:
    """Turns a token into an `Actor`.

    Claims: `sub` the person, `org` the organisation, `duties` a list; `exp`, `iat`, `iss` and an
    audience are required. `name` is what the person is called, where that is not `sub` itself;
    `on_behalf_of` for whom they act as a deputy, with `sub` and `name`.

    A token once checked is remembered until it expires or the keys change, by its hash, in a cache
    of at most `capacity`: checking costs nothing per request. `audience` and `issuer` are the only
    ones that are taken.
    """

    def __init__(
        self,
        keys: KeySet,
        registry: Registry,
        *,
        audience: str,
        issuer: str,
        capacity: int = 10_000,
    ) -> None:
        self.keys = keys
        self._registry = registry
        self._audience = audience
        self._issuer = issuer
        self._capacity = capacity
        self._known: OrderedDict[bytes, tuple[Actor, float, int]] = OrderedDict()
        self._mutex = threading.Lock()

    def verify(self, token: str) -> Actor:
        """Who the token speaks for.

        Raises `TokenRefused`, `UnknownOrganisation`, `KeysUnavailable`.
        """
        if len(token) > LONGEST_TOKEN:
            raise TokenRefused("the token is too long")
        self.keys.refresh()
        name = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        known = self._remembered(name)
        if known is not None:
            return known
        edition = self.keys.edition
        claims = self._claims(token)
        actor = self._actor(claims)
        with self._mutex:
            self._known[name] = (actor, float(claims["exp"]), edition)
            if len(self._known) > self._capacity:
                self._known.popitem(last=False)
        return actor

    def _remembered(self, name: bytes) -> Actor | None:
        with self._mutex:
            known = self._known.get(name)
            if known is None:
                return None
            actor, expires, edition = known
            if time.time() < expires and edition == self.keys.edition:
                return actor
            del self._known[name]
        return None

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = self.keys.find(kid if isinstance(kid, str) else "")
            if key is None:
                raise TokenRefused("the token is signed with an unknown key")
            claims = jwt.decode(
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self._audience,
                issuer=self._issuer,
                leeway=_CLOCKS_DIFFER_SECONDS,
                options={"require": _REQUIRED, "verify_iat": False},
            )
        except ExpiredSignatureError:
            raise TokenRefused("the token has expired") from None
        except InvalidAudienceError:
            raise TokenRefused(f"the token is not for {self._audience}") from None
        except _UNREADABLE as error:
            raise TokenRefused(f"the token is not valid ({type(error).__name__})") from error
        for name in ("exp", "iat", "nbf"):
            if name in claims and not _moment(claims[name]):
                raise TokenRefused(f"{name} is no moment")
        if claims["iat"] > time.time() + _ISSUED_AHEAD_SECONDS:
            raise TokenRefused("the token was issued in the future")
        return claims

    def _actor(self, claims: dict[str, Any]) -> Actor:
        person, organisation = claims["sub"], claims.get("org", "")
        duties = claims.get("duties", [])
        names = [person, organisation, *duties] if isinstance(duties, list) else [None]
        if not all(isinstance(n, str) and _plain(n) for n in names):
            raise TokenRefused("sub, org and duties are names, duties a list of them")
        if not self._registry.knows(organisation):
            raise UnknownOrganisation(organisation)
        called, principal = claims.get("name", person), _principal(claims)
        if not all(isinstance(n, str) and _plain(n) for n in (called, *principal)):
            raise TokenRefused("name and on_behalf_of are names")
        for_whom, for_name = principal or ("", "")
        return Actor(
            person,
            organisation,
            frozenset(duties),
            service=_of_a_service(claims),
            name="" if called == person else called,
            on_behalf_of=for_whom,
            on_behalf_of_name=for_name,
        )


def _principal(claims: dict[str, Any]) -> tuple[Any, ...]:
    """The id and name of whom a deputy acts for; nothing of others."""
    told = claims.get("on_behalf_of")
    if told is None:
        return ()
    return (told.get("sub"), told.get("name")) if isinstance(told, dict) else (None, None)


def _of_a_service(claims: dict[str, Any]) -> bool:
    """Whether a token is no person's: it has the duty or the name of a service, or its client
    speaks for itself (RFC 9068, 2.2)."""
    person = claims["sub"]
    return (
        SERVICE in claims.get("duties", [])
        or names_a_service(person)
        or claims.get("client_id") == person
    )


def _moment(value: Any) -> bool:
    """Whether a claim is a NumericDate (RFC 7519, 2) that a calendar holds."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LAST_SECOND  # fmt: skip


def _plain(name: str) -> bool:
    return 0 < len(name) <= 200 and name.isprintable() and bool(name.strip())
