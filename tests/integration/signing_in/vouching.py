"""What happens in a browser while the test's provider vouches for somebody."""

from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from tests.integration.signing_in.town_hall import Page, Visitor


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def asked(visitor: Visitor, back: str = "/") -> str:
    """The provider's address that the workbench sends a browser to."""
    page = visitor.get(f"/sign-in/provider?{urlencode({'next': back})}")
    assert page.status == 303, page.text
    return page.location


def vouched(address: str, subject: str) -> str:
    """The path of the workbench that the provider sends the browser back to."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return path_of(answer.headers["Location"])


def changed(address: str, **query: str) -> str:
    """The address with other values in its query."""
    parts = urlsplit(address)
    values = {n: v[0] for n, v in parse_qs(parts.query).items()} | query
    return parts._replace(query=urlencode(values)).geturl()


def sign_in(visitor: Visitor, subject: str, back: str = "/") -> Page:
    """All of it; the page that a browser ends up with at the workbench."""
    return visitor.get(vouched(asked(visitor, back), subject))
