"""All links of the workbench as one role, and what its services tell that role themselves."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from werkzeug.test import Client

from shared.workbench.signing_in.local import groups
from tests.workbench.plain_pages import Page, pattern
from tests.workbench.world import World

PERSON = "演示-走遍各页的人"
MOST = 400
QUESTIONS = 64
"""Of one request."""
_NAMED = re.compile(r"演示-[^\s“”《》，。；：、（）·?]+")
"""What people of the demo wrote: it stands on a page only because a service told it."""


@dataclass
class Walk:
    """The pages of HTML that a role came to, by their addresses, with status and where the link
    stood."""

    role: str
    pages: dict[str, Page] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    seen_on: dict[str, str] = field(default_factory=dict)

    def named(self, link: str) -> set[str]:
        """What a page says that somebody of the demo wrote."""
        return {name for text in self.pages[link].texts for name in _NAMED.findall(text)} - {PERSON}


def sign_in(bench: World, role: str, duties: Iterable[str] = ()) -> Client:
    site = Client(bench.app)
    data = {"organisation": role, "name": PERSON, "next": "/", "duty": list(duties)}
    site.post("/sign-in", base_url=bench.address, data=data, headers={"Origin": bench.address})
    return site


def walk(bench: World, role: str, begin: Iterable[str], left_out: tuple[str, ...]) -> Walk:
    """Follow every link once a kind; those that begin with one of `left_out` are not followed."""
    site, walked, known = sign_in(bench, role), Walk(role), set[str]()
    first = list(begin)
    waiting = deque((link, "") for link in first)
    while waiting and len(known) < MOST:
        link, seen_on = waiting.popleft()
        if pattern(link) in known or (link.startswith(left_out) and link not in first):
            continue
        known.add(pattern(link))
        answer = site.get(link, base_url=bench.address, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        page = Page(answer.text)
        walked.pages[link], walked.statuses[link] = page, answer.status_code
        walked.seen_on[link] = seen_on
        waiting.extend((to, link) for to in page.links)
    return walked


def told(bench: World, role: str) -> str:
    """All rows of all ledgers of all services, and all tasks, as each tells them to a role; and the
    names of the registry."""
    texts = []
    for service in bench.settings.services:
        views = bench.client.call("GET", service, "/views", bench.client.token(role)).body["views"]
        paths = [f"/views/{view['name']}" for view in views]
        texts += _asked(bench, role, service, [*paths, "/tasks", "/tasks?state=done"])
    return "\n".join([*texts, *(name for _, group in groups() for _, name in group)])


def told_of(bench: World, role: str, link: str) -> str:
    """What the services tell a role of the matter, dossier or chain that a page is about."""
    kind, *rest = map(unquote, urlsplit(link).path.removeprefix("/print").strip("/").split("/"))
    services = list(bench.settings.services)
    paths = {
        "matter": lambda: ([rest[0]], [f"/streams/{rest[1]}", f"/streams/{rest[1]}/offers"]),
        "dossier": lambda: (services, [f"/dossiers/{'/'.join(rest)}"]),
        "trace": lambda: (services, [f"/trace/{rest[0]}"]),
        "exercise": lambda: (services, [f"/exercise/{'/'.join(rest)}"]),
    }
    if kind not in paths or not rest:
        return ""
    of, asked = paths[kind]()
    return "\n".join(text for service in of for text in _asked(bench, role, service, asked))


def _asked(bench: World, role: str, service: str, paths: list[str]) -> Iterator[str]:
    token = bench.client.token(role)
    for begin in range(0, len(paths), QUESTIONS):
        questions = [_question(path) for path in paths[begin : begin + QUESTIONS]]
        body = {"questions": questions}
        answer = bench.client.call("POST", service, "/questions", token, body=body)
        assert answer.status == 200, answer
        for one in answer.body["answers"]:
            if one["status"] == 200:
                yield json.dumps(one["body"], ensure_ascii=False)


def _question(path: str) -> dict[str, object]:
    bare, _, query = path.partition("?")
    limit = {"limit": 500} if bare.startswith(("/views/", "/tasks")) else {}
    return {"path": bare, "query": {**dict(q.split("=") for q in query.split("&") if q), **limit}}
