"""What a browser is told to hold back, and which requests are not ours."""

from werkzeug import Request, Response

from shared.workbench.settings import WorkbenchSettings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def guard(response: Response, settings: WorkbenchSettings) -> Response:
    """The answer with the headers that every answer bears; pages are kept by nobody. Who signs out
    goes on to the provider, if there is one."""
    if settings.provider is not None:
        beyond = f"form-action 'self' {settings.provider.origin}"
        policy = POLICY.replace("form-action 'self'", beyond)
        response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if settings.secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def ours(request: Request, hosts: frozenset[str], secure: bool) -> bool:
    """Whether a request is for a name of ours, and what changes something comes from our pages."""
    host = request.headers.get("Host", "")
    if host not in hosts:
        return False
    if request.method in ("GET", "HEAD"):
        return True
    return request.headers.get("Origin") == f"{'https' if secure else 'http'}://{host}"
