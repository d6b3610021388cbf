"""The five-minute tokens by which the workbench asks services for a person."""

import threading
import time
from collections.abc import Callable

from shared.face.identity import LocalIssuer
from shared.workbench.person import Person

LIFETIME_SECONDS = 300
RENEW_AFTER_SECONDS = 200
_MOST = 5_000


class Tokens:
    """One token a person and service, good nowhere else; kept here only, never in a browser."""

    def __init__(self, issuer: LocalIssuer, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._made: dict[tuple[Person, str], tuple[float, str]] = {}
        self._mutex = threading.Lock()

    def token(self, person: Person, service: str) -> str:
        """A token with at least a minute left."""
        with self._mutex:
            made_at, token = self._made.get((person, service), (float("-inf"), ""))
            if self._clock() - made_at > RENEW_AFTER_SECONDS:
                token = self._issuer.issue(
                    person.organisation,
                    person.subject,
                    person.duties,
                    services=[service],
                    lifetime=LIFETIME_SECONDS,
                    name=person.name,
                    on_behalf_of=_principal(person),
                )
                if len(self._made) > _MOST:
                    self._made.clear()
                self._made[person, service] = self._clock(), token
            return token


def _principal(person: Person) -> tuple[str, str] | None:
    return (person.on_behalf_of, person.on_behalf_of_name) if person.on_behalf_of else None
