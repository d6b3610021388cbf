"""Whose tokens are believed, and which token this process shows to others."""

import threading
import time

from shared.identity import KeySet, LocalIssuer, Verifier, from_file, from_url
from shared.registry.loader import registry
from shared.runtime.settings import Settings, SettingsMissing

RENEW_AFTER_SECONDS = 1800
LIFETIME_SECONDS = 3600


class Identities:
    """The identity side of one service: a local issuer, or an OIDC provider's keys.

    `operated_by` is the organisation that the service's own token speaks for.
    """

    def __init__(self, settings: Settings, service: str, operated_by: str) -> None:
        self._service = service
        self._operated_by = operated_by
        self._settings = settings
        self._issuer = LocalIssuer(settings.identity) if settings.identity else None
        self._token = ""
        self._made_at = float("-inf")
        self._mutex = threading.Lock()
        self.verifier = Verifier(
            self._keys(), registry(), issuer=None if self._issuer else settings.issuer or None
        )

    def service_token(self) -> str:
        """A valid token that says which service asks, with the duty to read feeds."""
        with self._mutex:
            if time.monotonic() - self._made_at > RENEW_AFTER_SECONDS:
                self._token = self._new_token()
                self._made_at = time.monotonic()
            return self._token

    def _new_token(self) -> str:
        if self._issuer is None:
            path = self._settings.service_token
            if path is None:
                raise SettingsMissing(
                    "identity.service_token names the file of this service's token"
                )
            return path.read_text(encoding="utf-8").strip()
        person = f"service:{self._service}"
        return self._issuer.issue(self._operated_by, person, ["service"], LIFETIME_SECONDS)

    def _keys(self) -> KeySet:
        if self._issuer is not None:
            return from_file(self._issuer.jwks)
        if not self._settings.jwks:
            raise SettingsMissing("identity.jwks is the address of the provider's key set")
        return from_url(self._settings.jwks)
