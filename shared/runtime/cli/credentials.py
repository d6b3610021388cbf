"""Which token a person at the command line shows."""

import getpass
import os
import time
from collections.abc import Callable, Iterable

from shared.face.identity import LocalIssuer
from shared.policy.loader import registry
from shared.runtime.settings import Settings

LIFETIME_SECONDS = 3600
RENEW_AFTER_SECONDS = 1800


class NoToken(Exception):
    """There is no issuer here and no token was given."""


class Credentials:
    """Tokens for the command line: from the local issuer, or an own one in ZHENXING_TOKEN."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = LocalIssuer(settings.identity) if settings.identity else None
        self._made: dict[tuple[str, str, str, tuple[str, ...]], tuple[float, str]] = {}

    @property
    def given(self) -> str:
        """The token that the environment gives, if any."""
        return os.environ.get("ZHENXING_TOKEN", "")

    def token(
        self, service: str, organisation: str, person: str, duties: Iterable[str] = ()
    ) -> str:
        """A person's token for one service, remembered for half its life. Raises `NoToken`."""
        asked = (service, organisation, person, tuple(duties))
        made_at, token = self._made.get(asked, (float("-inf"), ""))
        if time.monotonic() - made_at > RENEW_AFTER_SECONDS:
            token = self.issue(organisation, person, asked[3], services=[service])
            self._made[asked] = time.monotonic(), token
        return token

    def issue(
        self,
        organisation: str,
        person: str,
        duties: Iterable[str] = (),
        *,
        services: Iterable[str],
        lifetime: int = LIFETIME_SECONDS,
    ) -> str:
        """A new token of the local issuer, good at `services`; `lifetime` in seconds.

        Raises `NoToken`.
        """
        if self._issuer is None:
            raise NoToken(
                "此处没有本地签发者，请用 ZHENXING_TOKEN 提供令牌\n"
                "There is no local issuer here: get a token from the identity provider and set"
                " ZHENXING_TOKEN"
            )
        return self._issuer.issue(
            organisation, person, duties, services=services, lifetime=lifetime
        )

    def operator(self, service: str, *duties: str) -> Callable[[], str]:
        """Tokens of whoever sits here, as one of those who operate a service, with these duties."""
        organisation = registry().operators.get(service, service)
        return lambda: self.given or self.token(service, organisation, _login(), duties)


def _login() -> str:
    try:
        return f"operator:{getpass.getuser()}"
    except OSError:
        return "operator"
