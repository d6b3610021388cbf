"""`/questions`: several things that a caller wants to know of this service, in one request."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode

import msgspec
from werkzeug import Request, Response

from shared.face.http.answer import answer
from shared.face.http.call import Call
from shared.face.http.face import Face
from shared.face.http.problem import TOO_LARGE, Problem, invalid_field
from shared.policy.languages import Text
from shared.schemas.events import command_data
from shared.schemas.kinds import JsonValue, Name, titled
from shared.schemas.marshalling import load

MOST = 64
"""Questions of one request."""
PAGES = 8
"""So many of the largest pages are answered at once; what comes after is asked for alone."""
SECONDS = 10.0
"""What has not begun by then is asked for alone: one request holds no thread for as many waits."""


@command_data
class QuestionAsked:
    """What would be asked by GET: a path, and its parameters; one may have several values."""

    path: Name = titled("路径")
    query: dict[str, JsonValue] | None = titled("参数", default=None)


@command_data
class QuestionsAsked:
    """Questions that are answered in their order."""

    questions: tuple[QuestionAsked, ...] = titled("问题")


class QuestionRoutes:
    """Answers each question as if it had come alone: to the same caller, in the same sight."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def ask(self, call: Call) -> Response:
        """Per question its status and its body, which is what GET would have answered, where that
        is JSON; 404 for files and the feed, 413 once it becomes too much: ask for these alone.
        """
        plain = call.json()
        asked = plain.get("questions")
        if isinstance(asked, list) and not 0 < len(asked) <= MOST:
            must = Text(f"须有 1 至 {MOST} 个问题", f"1 to {MOST} questions")
            raise invalid_field("questions", must)
        told: QuestionsAsked = load(QuestionsAsked, plain)
        return answer({"service": self._face.name, "answers": list(self._answers(call, told))})

    def _answers(self, call: Call, asked: QuestionsAsked) -> Iterator[dict[str, Any]]:
        requests = [_request(call, n, question) for n, question in enumerate(asked.questions)]
        room, until = PAGES * self._face.limits.page_bytes, time.monotonic() + SECONDS
        for request in requests:
            in_time = room > 0 and time.monotonic() < until
            found = call.answered(request) if in_time else _TOO_MUCH.response()
            body = found.get_data()
            room -= len(body)
            yield {"status": found.status_code, "body": msgspec.Raw(body)}
            time.sleep(0)  # others are answered in between


def _request(call: Call, number: int, question: QuestionAsked) -> Request:
    """The request that would have come alone, with the caller's own token and place in a trace."""
    query = urlencode(_texts(number, question.query or {}), doseq=True)
    return call.alone(unquote_to_bytes(question.path).decode("latin-1"), query)


def _texts(number: int, query: Mapping[str, Any]) -> dict[str, list[str]]:
    """Each parameter's values. Raises `Problem` 422 for what no address can hold."""
    told = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    for name, values in told.items():
        if not all(isinstance(v, str | int) and not isinstance(v, bool) for v in values):
            must = Text("须为文字、整数或其列表", "texts, integers, or lists of them")
            raise invalid_field(f"questions.{number}.query.{name}"[:200], must)
    return {name: [str(v) for v in values] for name, values in told.items()}


_TOO_MUCH = Problem(
    TOO_LARGE,
    Text("一次所答过多，请单独查询", "That is too much for one answer: ask for it alone."),
)
