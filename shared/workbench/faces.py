"""The services' faces, asked for a person: one at a time, or many at once."""

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import requests

from shared.workbench.person import Person
from shared.workbench.settings import ServicePlace

CONNECT_SECONDS = 2.0
PATIENCE_SECONDS = 20.0
FILE_PATIENCE_SECONDS = 320.0
"""For a file that a service writes whole before it sends the first of it: a little more than the
service gives itself for that, so that it is the service that says it could not."""
AT_ONCE = 32


class Away(Exception):
    """A service gave no answer, or asked to come back later; the others go on."""

    def __init__(self, service: str, title: str, why: str = "") -> None:
        super().__init__(f"{title}暂不可用{'：' + why if why else ''}")
        self.service, self.title, self.why = service, title, why


class Declined(Exception):
    """A service said no; `problem` is its problem+json."""

    def __init__(self, service: str, status: int, problem: Mapping[str, Any]) -> None:
        self.says = str(problem.get("detail_zh") or problem.get("title_zh") or status)
        super().__init__(self.says)
        self.service, self.status, self.problem = service, status, problem

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong with each field, by its dotted path."""
        return {e["field"]: e["message_zh"] for e in self.problem.get("errors", ())}


@dataclass(frozen=True, slots=True)
class Question:
    """What one service is asked by GET; `query` may give a name several values."""

    service: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)


Answer = dict[str, Any]
T = TypeVar("T")
U = TypeVar("U")


class Faces:
    """Asks services. `token` answers the bearer token of a person at a service."""

    def __init__(
        self,
        services: Mapping[str, ServicePlace],
        token: Callable[[Person, str], str],
        ca: Path | None = None,
    ) -> None:
        self.services = services
        self._token = token
        self._verify: str | bool = str(ca) if ca else True
        self._threads = ThreadPoolExecutor(AT_ONCE, "asks")
        self._own = threading.local()

    def get(self, person: Person, question: Question) -> Answer:
        """A service's answer. Raises `Away`, `Declined`."""
        return self.send(person, question.service, "GET", question.path, params=question.query)

    def get_all(
        self, person: Person, questions: Iterable[Question]
    ) -> list[Answer | Away | Declined]:
        """The answers in the questions' order, asked at once; who can't answer hinders nobody."""
        return self.at_once(lambda one: self._tried(person, one), questions)

    def at_once(self, ask: Callable[[T], U], of: Iterable[T]) -> list[U]:
        """What is asked of each, in their order; `ask` must ask nothing at once itself."""
        return list(self._threads.map(ask, of))

    def send(self, person: Person, service: str, method: str, path: str, **more: Any) -> Answer:
        """The JSON of an answer. Raises `Away`, `Declined`."""
        got = self.ask(person, service, method, path, **more)
        try:
            answer = got.json()
        except ValueError:
            answer = None
        place = self.services[service]
        if not isinstance(answer, dict):
            raise Away(service, place.title)
        if got.status_code == 503:
            raise Away(service, place.title, str(answer.get("detail_zh", "")))
        if got.status_code >= 400:
            raise Declined(service, got.status_code, answer)
        return answer

    def ask(
        self,
        person: Person,
        service: str,
        method: str,
        path: str,
        patience: float = PATIENCE_SECONDS,
        **more: Any,
    ) -> requests.Response:
        """An answer as it is, also a file's; its head, and each part of it, is waited for with
        `patience`. Raises `Away`, and `Declined` for a path that names something else than it says:
        a page's address and a form hold whatever somebody wrote there."""
        place = self.services[service]
        if not _is_plain(path):
            raise Declined(service, 404, {"title_zh": "没有这个页面"})
        headers = {
            **more.pop("headers", {}),
            "Authorization": f"Bearer {self._token(person, service)}",
        }
        try:
            return self._session.request(
                method,
                f"{place.url}{path}",
                headers=headers,
                timeout=(CONNECT_SECONDS, patience),
                **more,
            )
        except requests.RequestException:
            raise Away(service, place.title) from None

    def _tried(self, person: Person, question: Question) -> Answer | Away | Declined:
        try:
            return self.get(person, question)
        except (Away, Declined) as no:
            return no

    @property
    def _session(self) -> requests.Session:
        """This thread's own: they keep connections, and share none."""
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = requests.Session()
            session.trust_env = False
            session.verify = self._verify
        return session


def _is_plain(path: str) -> bool:
    """Whether every part of a path is one: none leads up, or goes on as a query."""
    parts = [unquote(part) for part in path.split("/")]
    return not any(sign in path for sign in "?#\\") and not {".", ".."} & set(parts)
