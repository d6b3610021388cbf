"""An OpenID provider: authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError
from jwt.exceptions import PyJWTError

from shared.face.identity import ALGORITHMS, KeySet, KeysUnavailable, from_url
from shared.workbench.identity.attempts import Attempt
from shared.workbench.identity.place import ProviderPlace

METADATA_SECONDS = 600.0
_PATIENCE_SECONDS = 5.0
_CLOCKS_DIFFER_SECONDS = 5
_LONGEST = 255
"""Characters of a subject (OpenID Connect Core, 2)."""


class ProviderAway(Exception):
    """The provider gives no answer, or none that could be read."""


class NotProven(Exception):
    """What came back proves nobody's identity, and why."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody whom the provider vouches for; the token is shown to it again at the end."""

    subject: str
    id_token: str


class Provider:
    """Asks one provider; what it says of itself is asked anew every ten minutes."""

    def __init__(self, place: ProviderPlace, clock: Callable[[], float] = time.monotonic) -> None:
        self.place = place
        self._clock = clock
        self._known: dict[str, Any] = {}
        self._known_at = float("-inf")
        self._keys: tuple[str, KeySet] | None = None
        self._mutex = threading.Lock()

    def address(self, attempt: Attempt) -> str:
        """Where a browser is sent to prove who it is. Raises `ProviderAway`."""
        made, _ = self._session().create_authorization_url(
            self._told("authorization_endpoint"),
            state=attempt.state,
            code_verifier=attempt.verifier,
            nonce=attempt.nonce,
        )
        return str(made)

    def prove(self, attempt: Attempt, code: str) -> Proven:
        """Who it is that came back with a code. Raises `ProviderAway`, `NotProven`."""
        address = self._told("token_endpoint")
        try:
            with self._session() as session:
                tokens = session.fetch_token(
                    address,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=attempt.verifier,
                )
        except AuthlibBaseError as error:
            raise NotProven(f"the code was refused ({error.error})") from None
        except (requests.RequestException, ValueError) as error:
            raise ProviderAway(type(error).__name__) from None
        id_token = tokens.get("id_token")
        if not isinstance(id_token, str):
            raise NotProven("no ID token")
        return Proven(self._subject(id_token, attempt, tokens.get("access_token")), id_token)

    def end_address(self, id_token: str, back: str) -> str:
        """Where a browser is sent to end the session there too (OpenID Connect RP-Initiated
        Logout 1.0); empty where the provider offers none, or elsewhere than on its own origin."""
        try:
            address = self._told("end_session_endpoint")
        except ProviderAway:
            return ""
        if not address.startswith(f"{self.place.origin}/"):
            return ""
        query = {"client_id": self.place.client, "post_logout_redirect_uri": back}
        hint = {"id_token_hint": id_token} if id_token else {}
        return f"{address}?{urlencode(query | hint)}"

    def _subject(self, id_token: str, attempt: Attempt, access_token: Any) -> str:
        """Raises `NotProven`, `ProviderAway`."""
        try:
            header = jwt.get_unverified_header(id_token)
            key = self._key_set().find(str(header.get("kid", "")))
            if key is None:
                raise NotProven("signed with an unknown key")
            claims = jwt.decode(
                id_token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self.place.client,
                issuer=self.place.issuer,
                leeway=_CLOCKS_DIFFER_SECONDS,
                options={"require": ["exp", "iat", "sub", "nonce"]},
            )
            asked = {
                "nonce": attempt.nonce,
                "client_id": self.place.client,
                "access_token": access_token,
            }
            CodeIDToken(claims, header, params=asked).validate(leeway=_CLOCKS_DIFFER_SECONDS)
        except KeysUnavailable as error:
            raise ProviderAway(str(error)) from None
        except (PyJWTError, AuthlibBaseError, JoseError, ValueError, TypeError) as error:
            raise NotProven(f"the ID token is not valid ({error})") from None
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
            raise NotProven("the subject is none")
        return subject

    def _key_set(self) -> KeySet:
        address = self._told("jwks_uri")
        with self._mutex:
            if self._keys is None or self._keys[0] != address:
                self._keys = address, from_url(address, self.place.ca)
            return self._keys[1]

    def _told(self, name: str) -> str:
        """What the provider says of itself. Raises `ProviderAway`."""
        with self._mutex:
            if self._clock() - self._known_at > METADATA_SECONDS:
                self._known, self._known_at = self._metadata(), self._clock()
            told = self._known.get(name)
        if not isinstance(told, str) or not _trusted(told):
            raise ProviderAway(f"no {name}")
        return told

    def _metadata(self) -> dict[str, Any]:
        address = f"{self.place.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            with self._session() as session:
                answer = session.get(address, withhold_token=True, allow_redirects=False)
                answer.raise_for_status()
                told: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise ProviderAway(type(error).__name__) from None
        if not isinstance(told, dict) or told.get("issuer") != self.place.issuer:
            raise ProviderAway("the metadata are another issuer's")
        return told

    def _session(self) -> OAuth2Session:
        session = OAuth2Session(
            self.place.client,
            self.place.secret,
            scope="openid",
            redirect_uri=self.place.callback,
            code_challenge_method="S256",
            default_timeout=_PATIENCE_SECONDS,
        )
        session.verify = str(self.place.ca) if self.place.ca else True
        session.trust_env = False
        session.max_redirects = 0  # a code goes where the provider's metadata say, and no further
        return session


def _trusted(address: str) -> bool:
    """Codes and tokens go by TLS, or stay on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")
