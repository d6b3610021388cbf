"""The services' faces, asked for a person: one at a time, or many at once.

What one service is asked at once goes there in one request: each costs both sides a millisecond or
two of a processor, whatever it asks.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

import msgspec
import requests
from urllib3.exceptions import NewConnectionError

from shared.workbench.patience import (
    CONNECT_SECONDS,
    LOOK_SECONDS,
    PATIENCE_SECONDS,
    SOON_SECONDS,
    Patience,
    silent,
)
from shared.workbench.person import Person
from shared.workbench.settings import ServicePlace

FILE_PATIENCE_SECONDS = 320.0
"""For a file that a service writes whole before it sends the first of it: a little more than the
service gives itself for that, so that it is the service that says it could not."""
QUESTIONS = "/questions"
AT_ONCE = 32
AT_A_SERVICE = 16
LOOKS_AT_ONCE = 8
"""Of those who look whether a service is ready: more than begin before the first has given up."""
TOGETHER = 64
"""Questions that a service takes in one request."""
_ALONE = (404, 413)
"""A service of a release that does not know such requests; an answer that had no room in one."""


class Away(Exception):
    """A service gave no answer, or asked to come back later; the others go on."""

    def __init__(self, service: str, title: str, why: str = "") -> None:
        super().__init__(f"{title}暂不可用{'：' + why if why else ''}")
        self.service, self.title, self.why = service, title, why


class Unanswered(Away):
    """A service took what it was sent, or may have, and has not answered: nobody knows what became
    of it. Who sends it again, under the same key, learns it."""

    def __init__(self, service: str, title: str) -> None:
        super().__init__(service, title)
        self.args = (f"{title}尚未答复",)


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

    @property
    def address(self) -> str:
        """What tells it from others."""
        return f"{self.service} {self.path}?{urlencode(sorted(self.query.items()), doseq=True)}"


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
        soon: float = SOON_SECONDS,
    ) -> None:
        self._soon = soon
        self.services = services
        self._token = token
        self._verify: str | bool = str(ca) if ca else True
        self._patience = Patience(self._ready)
        self._readers = {name: ThreadPoolExecutor(AT_A_SERVICE, name) for name in services}
        self._threads = ThreadPoolExecutor(AT_ONCE, "asks")
        self._lookers = {name: ThreadPoolExecutor(LOOKS_AT_ONCE, name) for name in services}
        self._own = threading.local()

    def get(self, person: Person, question: Question) -> Answer:
        """A service's answer. Raises `Away`, `Declined`."""
        return self.send(person, question.service, "GET", question.path, params=question.query)

    def get_all(
        self, person: Person, questions: Iterable[Question]
    ) -> list[Answer | Away | Declined]:
        """The answers in the questions' order, asked at once; who can't answer hinders nobody."""
        asked = list(questions)
        numbers = defaultdict[str, list[int]](list)
        alone: list[list[int]] = []
        for number, question in enumerate(asked):
            if _is_plain(question.path):
                numbers[question.service].append(number)
            else:
                alone.append([number])
        parts = alone + [
            of[begin : begin + TOGETHER]
            for of in numbers.values()
            for begin in range(0, len(of), TOGETHER)
        ]
        found: dict[int, Answer | Away | Declined] = {}
        told = self.at_once(lambda part: self._together(person, [asked[n] for n in part]), parts)
        for part, answers in zip(parts, told, strict=True):
            found |= zip(part, answers, strict=True)
        return [found[number] for number in range(len(asked))]

    def at_once(self, ask: Callable[[T], U], of: Iterable[T]) -> list[U]:
        """What is asked of each, in their order; `ask` must ask nothing at once itself."""
        return list(self._threads.map(ask, of))

    def send(self, person: Person, service: str, method: str, path: str, **more: Any) -> Answer:
        """The JSON of an answer. Raises `Away`, `Declined`."""
        got = self.ask(person, service, method, path, **more)
        try:
            answer = msgspec.json.decode(got.content)
        except msgspec.DecodeError:
            answer = None
        return self._judged(service, got.status_code, answer)

    def _judged(self, service: str, status: int, answer: Any) -> Answer:
        """An answer that is one. Raises `Away`, `Declined`."""
        title = self.services[service].title
        if not isinstance(answer, dict):
            raise Unanswered(service, title)
        if status == 503:
            raise Away(service, title, str(answer.get("detail_zh", "")))
        if status >= 400:
            raise Declined(service, status, answer)
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
        `patience`, unless its service hangs: what is only asked is then given up. Raises `Away`,
        `Unanswered`, and `Declined` for a path that names something else than it says: a page's
        address and a form hold whatever somebody wrote there."""
        place = self.services[service]
        if not _is_plain(path):
            raise Declined(service, 404, {"title_zh": "没有这个页面"})
        headers = {
            **more.pop("headers", {}),
            "Authorization": f"Bearer {self._token(person, service)}",
        }

        def once(seconds: float) -> requests.Response:
            return self._session.request(
                method,
                f"{place.url}{path}",
                headers=headers,
                timeout=(CONNECT_SECONDS, seconds),
                **more,
            )

        try:
            if method == "GET" or path == QUESTIONS:
                return self._asked(service, once, patience)
            return once(patience)
        except requests.ConnectTimeout:
            raise Away(service, place.title) from None
        except requests.ConnectionError as error:
            raise (Away if _never_came(error) else Unanswered)(service, place.title) from None
        except requests.RequestException:
            raise Unanswered(service, place.title) from None

    def _asked(
        self, service: str, once: Callable[[float], requests.Response], patience: float
    ) -> requests.Response:
        """What changes nothing is given up once its service has said nothing for some seconds, and
        does not say at once that it is ready. Each service has threads of its own to be asked by:
        one that hangs holds no other's."""
        if self._patience.hangs(service):
            raise Unanswered(service, self.services[service].title)
        if patience > PATIENCE_SECONDS:
            return once(patience)
        waiting = self._readers[service].submit(once, patience)
        if silent(waiting, self._soon) and self._patience.ended(service) and not waiting.done():
            waiting.cancel()
            waiting.add_done_callback(lambda late: self._heard(service, late))
            raise Unanswered(service, self.services[service].title)
        return waiting.result()

    def _heard(self, service: str, late: Future[requests.Response]) -> None:
        """An answer that nobody waited for any more still says that its service is back."""
        if not late.cancelled() and late.exception() is None:
            self._patience.heard(service)

    def _ready(self, service: str) -> bool:
        """Whether a service says at once that it can do its work."""

        def look() -> bool:
            address = f"{self.services[service].url}/health/ready"
            try:
                return self._session.get(address, timeout=(CONNECT_SECONDS, PATIENCE_SECONDS)).ok
            except requests.RequestException:
                return False

        try:
            looking = self._lookers[service].submit(look)
        except RuntimeError:  # the program is ending: whoever still looks learns nothing more
            return False
        return not silent(looking, LOOK_SECONDS) and looking.result()

    def _tried(self, person: Person, question: Question) -> Answer | Away | Declined:
        try:
            return self.get(person, question)
        except (Away, Declined) as no:
            return no

    def _together(
        self, person: Person, questions: Sequence[Question]
    ) -> list[Answer | Away | Declined]:
        """The answers of one service, asked in one request, where there are several questions."""
        if len(questions) == 1:
            return [self._tried(person, questions[0])]
        service = questions[0].service
        plain = [{"path": q.path, "query": _given(q.query)} for q in questions]
        try:
            got = self.send(person, service, "POST", QUESTIONS, json={"questions": plain})
        except Away as away:
            return [away for _ in questions]
        except Declined:
            return [self._tried(person, one) for one in questions]
        return [
            self._tried(person, question)
            if told["status"] in _ALONE
            else self._sorted(service, told)
            for question, told in zip(questions, got["answers"], strict=True)
        ]

    def _sorted(self, service: str, told: Mapping[str, Any]) -> Answer | Away | Declined:
        try:
            return self._judged(service, told["status"], told["body"])
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
            session.max_redirects = 0  # no service sends anybody, or what they wrote, elsewhere
        return session


def _never_came(error: requests.ConnectionError) -> bool:
    """Whether no connection came about, so that nothing was sent."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)


def _is_plain(path: str) -> bool:
    """Whether every part of a path is one: none leads up, or goes on as a query."""
    parts = [unquote(part) for part in path.split("/")]
    return not any(sign in path for sign in "?#\\") and not {".", ".."} & set(parts)


def _given(query: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as an address has them: what is None is left out."""
    return {name: value for name, value in query.items() if value is not None}
