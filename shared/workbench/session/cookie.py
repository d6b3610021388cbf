"""The one cookie: the key of a session, for this host only, out of scripts' reach.

Browsers take a `__Host-` cookie only as Secure; http on the machine's own loopback passes for
secure with them.
"""

from werkzeug import Request, Response

NAME = "__Host-zhenxing"


def key_of(request: Request) -> str:
    """The session's key that a browser shows."""
    return request.cookies.get(NAME, "")


def give(response: Response, key: str) -> Response:
    """Until the browser is closed; the server ends it sooner."""
    response.set_cookie(NAME, key, path="/", secure=True, httponly=True, samesite="Lax")
    return response


def take_back(response: Response) -> Response:
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="Lax")
    return response
