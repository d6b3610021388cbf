"""One request to one service: who asks, with what body and parameters."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from werkzeug import Request, Response

from shared.face.http.body import read_json
from shared.face.http.face import Face
from shared.face.http.headers import headers_of
from shared.face.http.problem import MALFORMED, NOT_AUTHENTICATED, Problem
from shared.face.http.query import Query, query_of
from shared.face.http.route import Route
from shared.face.identity import TokenRefused
from shared.kernel.aggregate import Actor, Viewer, viewer
from shared.kernel.log.tracing import PARENT, accepted
from shared.policy.languages import Text
from shared.policy.registry import Registry
from shared.schemas.marshalling import load

_OF_THE_CALLER = ("HTTP_AUTHORIZATION", "HTTP_TRACEPARENT", "SERVER_NAME", "SERVER_PORT")


class Call:
    """A request; `actor` raises unless a good token came with it.

    `answered` tells what another request would be answered that came with this one.
    """

    def __init__(
        self,
        face: Face,
        request: Request,
        route: Route,
        answered: Callable[[Request], Response],
    ) -> None:
        self.face = face
        self.request = request
        self.route = route
        self.answered = answered

    @cached_property
    def actor(self) -> Actor:
        """Who asks. Raises `Problem` 401, `UnknownOrganisation`, `KeysUnavailable`."""
        return self.prove()

    def prove(self) -> Actor:
        """Who asks, as the token says that came with the request, by the keys and the time of now:
        an answer that goes on asks again. Raises as `actor` does."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise _not_authenticated(Text("缺少令牌", "A bearer token is required."), "")
        try:
            return self.face.identity.verify(token.strip())
        except TokenRefused as refused:
            raise _not_authenticated(
                Text("令牌无效或已过期", f"{refused}."), f', error="invalid_token", error_description="{refused}"'
            ) from refused  # fmt: skip

    @cached_property
    def registry(self) -> Registry:
        """By the text that held when the request came."""
        return self.face.registry

    @cached_property
    def viewer(self) -> Viewer:
        """Who asks, as one who looks."""
        return viewer(self.actor.organisation, self.registry, self.actor.person)

    def require(self, duties: Iterable[str]) -> None:
        """Raise `Problem` 403 unless the caller holds one of the duties here; without any, unless
        it is a person."""
        self.face.duties.check(self.actor, duties, self.registry)

    def json(self) -> dict[str, Any]:
        """The body, a JSON object. Raises `Problem` 400 or 413."""
        limits = self.face.limits
        return read_json(self.request, limits.body, limits.values, limits.nesting)

    def message(self) -> Any:
        """The body as its route's message. Raises `Problem`, `marshmallow.ValidationError`."""
        assert self.route.body and self.route.body.message
        return load(self.route.body.message, self.json())

    @cached_property
    def asked(self) -> Any:
        """The query's parameters, as the class that the route declares. Raises `Problem` 422."""
        return self._query.read(self.request.args)

    @cached_property
    def sent(self) -> Any:
        """The headers, as the class that the route declares. Raises `Problem` 400, 403.

        The handler reads them in its turn: who may not ask is told so first.
        """
        declared = headers_of(self.route.headers, self.face.limits)
        return declared.read(self.request.headers, self.require)

    @property
    def traceparent(self) -> str:
        """The place in a trace: that of the span around, where spans are recorded, or else the
        caller's; empty where none is told, or none that W3C knows."""
        here = self.face.executor.spans.here()
        return here or accepted(self.request.headers.get(PARENT, ""))

    @property
    def content_type(self) -> str:
        """What the body is said to be, with its parameters."""
        return self.request.headers.get("Content-Type", "")

    def alone(self, path: str, query: str) -> Request:
        """What this caller would have sent to ask one thing alone; `path` as WSGI has it."""
        environ = self.request.environ
        return Request(
            {
                **{name: environ[name] for name in _OF_THE_CALLER if name in environ},
                "REQUEST_METHOD": "GET",
                "SCRIPT_NAME": "",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "wsgi.url_scheme": environ["wsgi.url_scheme"],
                "SERVER_PROTOCOL": environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
            }
        )

    @property
    def rest(self) -> dict[str, list[str]]:
        """The texts of the parameters that an open query leaves to the handler."""
        known = self._query.parameters
        return {name: texts for name, texts in self.request.args.lists() if name not in known}

    @property
    def _query(self) -> Query:
        return query_of(self.route.query, self.face.limits)


def malformed(detail: Text) -> Problem:
    return Problem(MALFORMED, detail)


def _not_authenticated(detail: Text, more: str) -> Problem:
    challenge = {"WWW-Authenticate": f'Bearer realm="zhenxing"{more}'}
    return Problem(NOT_AUTHENTICATED, detail, challenge)
