"""One line of a service's table of routes: who may ask, with what query and body, for what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Response

from shared.face.http.query import Nothing

Handler = Callable[..., Response]

JSON = "application/json"


@dataclass(frozen=True)
class Body:
    """What a request carries: a message as JSON, or a file of one of these media types."""

    media: tuple[str, ...]
    message: type[Any] | None = None


def message(data: type[Any]) -> Body:
    """A JSON object that is checked as this message."""
    return Body((JSON,), data)


@dataclass(frozen=True, eq=False)
class Route:
    """A method and path; `open` to everybody, or to callers with one of the `duties`.

    What stands in no `query`, a class of parameters, is refused; the handler takes it as `asked`.
    The `headers`, such a class too, it reads as `Call.sent`. `answers` are the media types of a good
    answer, `status` its status, `failures` those of problems beside the ones that any request may meet, `also`
    the media type of one that is no problem+json.
    """

    method: str
    path: str
    handler: Handler
    open: bool = False
    duties: tuple[str, ...] = ()
    query: Any = Nothing
    headers: Any = Nothing
    body: Body | None = None
    answers: tuple[str, ...] = (JSON,)
    status: int = 200
    failures: tuple[int, ...] = ()
    also: Mapping[int, str] = field(default_factory=dict)
