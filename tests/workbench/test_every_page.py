"""All links as each of six roles: every page is there, none shows what is no word, and none says
what the services do not tell that role themselves."""

from collections import deque
from urllib.parse import quote, unquote

import pytest

from shared.policy.loader import registry
from shared.policy.services import services
from shared.workbench.person import Person
from tests.workbench.matters import assign, raise_issue
from tests.workbench.plain_pages import IDS_APART, Page, pattern
from tests.workbench.walking import PERSON, Walk, sign_in, told, told_of, walk
from tests.workbench.world import World

ROLES = {
    "housing": "市住房和城乡建设局",
    "taoluo": "涛雒镇",
    "donggang": "东港区",
    "donggang-finance": "东港区财政局",
    "assist-taoluo": "涛雒镇帮包小组",
    "gov-office": "市政府督查机构",
}
LEDGERS = "/ledgers/"
"""Ledgers are walked by one role; each of their links says the same rows otherwise."""
OTHERS = "演示-只有招贤镇一方知道的事"
SEES_ALL = ("housing", "gov-office")
BEGIN = ("/", "/?state=done", "/find?q=演示")
WHERE_OTHERS_MIGHT_SHOW = (
    "/ledgers/supervision/issue-ledger", "/ledgers/supervision/tasks",
    "/ledgers/supervision/matters", f"/find?q={quote(OTHERS)}",
)  # fmt: skip


@pytest.fixture(scope="module")
def codes(bench: World) -> frozenset[str]:
    """What has a word, and so stands on no page by itself."""
    known, found = registry(), {"system", "design"}
    found |= {*known.organisations, *known.towns, *known.counties}
    for service in bench.settings.services:
        token = bench.client.token("housing")
        for declared in ("/commands", "/views"):
            answer = bench.client.call("GET", service, declared, token).body
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


@pytest.fixture(scope="module")
def another(bench: World) -> str:
    """A matter of another town, not in anybody's hands yet; its stream."""
    return raise_issue(bench, OTHERS, "zhaoxian")


@pytest.fixture(scope="module", params=ROLES)
def walked(bench: World, another: str, request: pytest.FixtureRequest) -> Walk:
    role = request.param
    assign(bench, raise_issue(bench, f"演示-走遍各页-{ROLES[role]}"), "donggang-finance")
    keep_hand_over(bench, role)
    begin = (*BEGIN, *WHERE_OTHERS_MIGHT_SHOW, f"/matter/supervision/{another}")
    return walk(bench, role, begin, () if role == "housing" else (LEDGERS,))


def keep_hand_over(bench: World, role: str) -> None:
    address = f"/papers/handover/{role}/keep"
    headers = {"Origin": bench.address}
    kept = sign_in(bench, role).post(address, base_url=bench.address, headers=headers)
    assert kept.status_code == 303, kept.text


def test_every_link_leads_to_a_page_of_words(walked: Walk, codes: frozenset[str], another: str):
    wrong: dict[str, list[str]] = {}
    for link, page in walked.pages.items():
        expected = 403 if another in link and walked.role not in SEES_ALL else 200
        if walked.statuses[link] != expected:
            wrong[link] = [walked.seen_on[link], str(walked.statuses[link]), *page.texts[-6:]]
        elif expected == 403 and "无权查看" not in page.texts:
            wrong[link] = page.texts[-6:]
        elif raw := page.raw(codes, ids_apart=link.startswith(IDS_APART)):
            wrong[link] = [walked.seen_on[link], *raw[:5]]
    assert wrong == {}, wrong
    assert len(walked.pages) > 15


def test_what_a_page_calls_by_its_id_has_no_name_that_its_reader_may_see(
    bench: World, walked: Walk
):
    unnamed = {one for page in walked.pages.values() for one in page.unnamed}
    reader = Person(walked.role, PERSON, walked.role)
    assert bench.app.bench.names.of(reader, [(*one, ()) for one in unnamed]) == {}


def test_no_page_says_what_its_services_do_not_tell_that_role(bench: World, walked: Walk):
    known = told(bench, walked.role)
    assert (OTHERS in known) == (walked.role in SEES_ALL)
    beyond: dict[str, list[str]] = {}
    for link in walked.pages:
        new = [name for name in walked.named(link) if name not in known]
        more = told_of(bench, walked.role, link) if new else ""
        if unknown := [name for name in new if name not in more and name not in unquote(link)]:
            beyond[link] = unknown
    assert beyond == {}, beyond
    assert len({name for link in walked.pages for name in walked.named(link)}) > 10


def test_the_form_of_every_command_is_drawn_in_words(bench: World, codes: frozenset[str]):
    site, wrong = sign_in(bench, "housing"), {}
    token = bench.client.token("housing")
    for service in bench.settings.services:
        for command in bench.client.call("GET", service, "/commands", token).body["commands"]:
            link = f"/command/{service}/{command['name']}"
            answer = site.get(link, base_url=bench.address)
            raw = Page(answer.text).raw(codes)
            if answer.status_code != 200 or raw:
                wrong[link] = [str(answer.status_code), *raw[:5]]
    assert wrong == {}, wrong


def test_what_who_has_duties_sees_is_in_words_and_leads_somewhere(
    bench: World, codes: frozenset[str]
):
    """Where its links lead is looked at once a kind, as the first who comes to one."""
    wrong, known = {}, set[str]()
    for name, place in services().items():
        site = sign_in(bench, place.operator, ("operator", "principal"))
        waiting = deque(("/heading", "/operating", f"/operating/{name}"))
        own = {*waiting}
        while waiting:
            link = waiting.popleft()
            answer = site.get(link, base_url=bench.address, follow_redirects=True)
            page = Page(answer.text if answer.mimetype == "text/html" else "")
            raw = page.raw(codes, ids_apart=link.startswith(IDS_APART))
            if answer.status_code != 200 or raw:
                wrong[place.operator, link] = [str(answer.status_code), *raw[:5]]
            for to in page.links if link in own else ():
                if pattern(to) not in known and to not in own:
                    known.add(pattern(to))
                    waiting.append(to)
    assert wrong == {}, wrong
    assert "burden?" in known


def test_a_ledger_links_no_matter_that_its_reader_may_not_open(bench: World):
    """What the system keeps beside a project, so that names stay unique, is the operator's."""
    token = bench.client.token("taoluo")
    rows = bench.client.call("GET", "projects", "/views/matters", token).body["rows"]
    assert {"project", "reserved-name"} <= {row["category"] for row in rows}
    site = sign_in(bench, "taoluo")
    page = Page(site.get("/ledgers/projects/matters", base_url=bench.address).text)
    matters = {pattern(link): link for link in page.links if link.startswith("/matter/")}
    answers = {m: site.get(m, base_url=bench.address).status_code for m in matters.values()}
    assert answers and {*answers.values()} == {200}, answers
