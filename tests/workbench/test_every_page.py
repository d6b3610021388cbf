"""All links as each of six roles: every page is there, and none shows what is no word."""

from collections import deque

import pytest
from werkzeug.test import Client

from shared.policy.loader import registry
from tests.workbench.matters import assign, raise_issue
from tests.workbench.plain_pages import Page, pattern
from tests.workbench.world import World

ROLES = {
    "housing": "市住房和城乡建设局",
    "taoluo": "涛雒镇",
    "donggang": "东港区",
    "donggang-finance": "东港区财政局",
    "assist-taoluo": "涛雒镇帮包小组",
    "gov-office": "市政府督查机构",
}
LEFT_OUT = ("/ledgers/", "/static/")
"""Ledgers are walked by one role; each of their links says the same rows otherwise."""
MOST = 400


@pytest.fixture(scope="module")
def codes(bench: World) -> frozenset[str]:
    """What has a word, and so stands on no page by itself."""
    known, found = registry(), {"system", "design"}
    found |= {*known.organisations, *known.towns, *known.counties}
    for service in bench.settings.services:
        token = bench.client.token("housing")
        for told in ("/commands", "/views"):
            answer = bench.client.call("GET", service, told, token).body
            found |= set(_labelled(answer))
    return frozenset(code for code in found if not code.isdigit())


def _labelled(told: object):
    """The codes that a declaration gives words for."""
    if isinstance(told, dict):
        for name in ("x-labels", "words"):
            if isinstance(told.get(name), dict):
                yield from told[name]
        for one in told.values():
            yield from _labelled(one)
    elif isinstance(told, list):
        for one in told:
            yield from _labelled(one)


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_to_a_page_of_words(bench: World, codes: frozenset[str], role: str):
    assign(bench, raise_issue(bench, f"演示-走遍各页-{ROLES[role]}"), "donggang-finance")
    site = Client(bench.app)
    data = {"organisation": role, "name": "演示-走遍各页的人", "next": "/"}
    origin = {"Origin": bench.address}
    site.post("/sign-in", base_url=bench.address, data=data, headers=origin)
    waiting = deque((link, "") for link in ("/", "/?state=done", "/find?q=演示"))
    known: set[str] = set()
    wrong: dict[str, list[str]] = {}
    while waiting and len(known) < MOST:
        link, seen_on = waiting.popleft()
        if pattern(link) in known or (role != "housing" and link.startswith(LEFT_OUT)):
            continue
        known.add(pattern(link))
        answer = site.get(link, base_url=bench.address, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        page = Page(answer.text)
        if answer.status_code != 200:
            wrong[link] = [seen_on, str(answer.status_code), *page.texts[-6:]]
        elif raw := page.raw(codes):
            wrong[link] = [seen_on, *raw[:5]]
        waiting.extend((to, link) for to in page.links)
    assert wrong == {}, wrong
    assert len(known) > 15


def test_the_form_of_every_command_is_drawn_in_words(bench: World, codes: frozenset[str]):
    site, wrong = Client(bench.app), {}
    data = {"organisation": "housing", "name": "演示-看表的人", "next": "/"}
    site.post("/sign-in", base_url=bench.address, data=data, headers={"Origin": bench.address})
    token = bench.client.token("housing")
    for service in bench.settings.services:
        for told in bench.client.call("GET", service, "/commands", token).body["commands"]:
            link = f"/command/{service}/{told['name']}"
            answer = site.get(link, base_url=bench.address)
            raw = Page(answer.text).raw(codes)
            if answer.status_code != 200 or raw:
                wrong[link] = [str(answer.status_code), *raw[:5]]
    assert wrong == {}, wrong
