"""The door: an OpenID provider and the register of people, and who of those inside still may be."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.workbench.faces import Away, Declined
from shared.workbench.identity.attempts import Attempts, Pending
from shared.workbench.identity.provider import Proven, Provider
from shared.workbench.identity.register import Register, Stranger
from shared.workbench.person import Person

ASK_AGAIN_SECONDS = 60.0
WITHOUT_REGISTER_SECONDS = 240.0
"""For so long the last word of the register holds while it gives none: with the time that it is not
asked again, whoever was removed is refused within five minutes."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whom a session goes on for, with the duties that they have now; or why it ends."""

    person: Person | None
    says: str = ""


class Door:
    """`clock` counts seconds. What it remembers of sessions is lost with the process: the register
    is then asked at once, and the provider is told of an end without its token."""

    def __init__(
        self, provider: Provider, register: Register, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.provider = provider
        self.register = register
        self.attempts = Attempts(clock)
        self.choices: Pending[tuple[Proven, str]] = Pending(clock)
        self._clock = clock
        self._asked: dict[str, float] = {}
        self._proven: dict[str, Proven] = {}
        self._mutex = threading.Lock()

    def let_in(self, key: str, proven: Proven) -> None:
        """A session of this key has begun: the register was just asked."""
        with self._mutex:
            if len(self._asked) > _MOST:
                self._asked.clear()
                self._proven.clear()
            self._asked[_hashed(key)] = self._clock()
            self._proven[_hashed(key)] = proven

    def proven(self, key: str) -> Proven | None:
        """Who came in with a session of this key, if that is remembered."""
        return self._proven.get(_hashed(key))

    def let_out(self, key: str) -> str:
        """A session has ended; the ID token to show at the provider, if it is known."""
        with self._mutex:
            self._asked.pop(_hashed(key), None)
            proven = self._proven.pop(_hashed(key), None)
        return proven.id_token if proven else ""

    def confirm(self, key: str, person: Person, today: date) -> Verdict:
        """Whether a session goes on. Raises `Away` where the register has long said nothing."""
        name, now = _hashed(key), self._clock()
        asked_at = self._asked.get(name, float("-inf"))
        if now - asked_at <= ASK_AGAIN_SECONDS:
            return Verdict(person)
        try:
            subject, roles = self.register.roles(person.subject, today)
        except Stranger as no:
            return Verdict(None, no.says)
        except (Away, Declined):
            if now - asked_at <= WITHOUT_REGISTER_SECONDS:
                return Verdict(person)
            raise
        proven = self._proven.get(name)
        if proven is not None and proven.subject != subject:
            return Verdict(None, "您的登录标识已变更")
        found = next((role for role in roles if role.role == person.role), None)
        if found is None:
            return Verdict(None, "您在该单位的任职或代理已终止")
        with self._mutex:
            self._asked[name] = now
        return Verdict(found)


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
