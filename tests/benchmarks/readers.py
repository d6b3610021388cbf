"""People who look at their worklists in the workbench again and again."""

import threading
import time
from collections.abc import Sequence

import requests

from shared.policy.loader import registry
from tests.eventually import PATIENCE_SECONDS

EVERY_SECONDS = 5.0


class Readers:
    """`count` people, each of another organisation where there are so many; while the block lasts
    each asks for the worklist every five seconds."""

    def __init__(self, address: str, count: int) -> None:
        self._address = address
        self._sessions = [self._signed_in(number) for number in range(count)]
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._look, args=(session, number / count))
            for number, session in enumerate(self._sessions)
        ]
        self.milliseconds: list[float] = []
        self.failures: list[str] = []

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def taken(self) -> Sequence[float]:
        """The milliseconds of the pages since this was asked last."""
        taken, self.milliseconds = self.milliseconds, []
        return taken

    def _signed_in(self, number: int) -> requests.Session:
        known = [*registry().organisations]
        session = requests.Session()
        form = {
            "organisation": known[number % len(known)],
            "name": f"演示-读者{number}",
            "next": "/",
        }
        headers = {"Origin": self._address}
        answer = session.post(
            f"{self._address}/sign-in",
            form,
            headers=headers,
            timeout=PATIENCE_SECONDS,
            allow_redirects=False,
        )
        # A secure cookie, which requests would keep from http; on loopback browsers do not.
        shown, session.cookies = answer.cookies, requests.cookies.RequestsCookieJar()
        session.headers["Cookie"] = "; ".join(f"{c.name}={c.value}" for c in shown)
        page = session.get(f"{self._address}/", timeout=PATIENCE_SECONDS)
        if not page.ok or form["name"] not in page.text:
            raise RuntimeError(f"nobody signs in at the workbench: {page.status_code} {page.url}")
        return session

    def _look(self, session: requests.Session, part: float) -> None:
        pause = part * EVERY_SECONDS
        while not self._over.wait(pause):
            began = time.monotonic()
            try:
                page = session.get(f"{self._address}/", timeout=PATIENCE_SECONDS)
                if not page.ok:
                    self.failures.append(f"{page.status_code}: {page.text[:200]}")
            except requests.RequestException as error:
                self.failures.append(f"{type(error).__name__}: {error}")
            taken = time.monotonic() - began
            self.milliseconds.append(1000 * taken)
            pause = max(0.0, EVERY_SECONDS - taken)
