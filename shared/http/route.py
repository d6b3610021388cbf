"""One line of a service's table of routes."""

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Response

Handler = Callable[..., Response]


@dataclass(frozen=True)
class Route:
    """A method and path; `open` to everybody, or to callers with one of the `duties`."""

    method: str
    path: str
    handler: Handler
    open: bool = False
    duties: tuple[str, ...] = ()
