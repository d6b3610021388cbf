"""axe looks at the screens: nothing keeps people out who see, hear or move otherwise."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.world import World

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


WIDE = (
    "/", "/ledgers", "/ledgers/projects/project-ledger", "/matter/supervision/{stream}",
    "/command/finance/publish-fiscal-system", "/dossier/project/taoluo-pier", "/help", "/imports",
    "/exercise", "/exercise?show=never", "/exercise/RZ-3.3.a/taoluo",
    "/papers", "/papers/handover/reform",
    "/print/ledgers/supervision/issue-ledger", "/audit",
    "/ledgers/supervision/issue-ledger/changes?compared_with=20200101", "/new",
    "/whatif", "/policy?version=RZ-2023-draft", "/whatif/projects?reading=3",
    "/cockpit", "/burden", "/begun",
)  # fmt: skip
NARROW = ("/", "/matter/supervision/{stream}", "/command/supervision/raise-issue")


@pytest.mark.parametrize(("size", "paths"), [((1366, 768), WIDE), ((390, 780), NARROW)])
def test_axe_finds_nothing_on_any_screen(
    bench: World, clerks: Clerks, size: tuple[int, int], paths: tuple[str, ...]
):
    stream = assign(bench, raise_issue(bench, "演示-人人可用"), "reform")
    screens = [path.format(stream=stream) for path in paths]
    page = clerks.sign_in("市发展和改革委员会", size=size)
    found = {}
    for screen in screens:
        page.goto(bench.address + screen)
        expect(page.locator("main")).to_be_visible()
        violations = Axe().run(page, options=OPTIONS).response["violations"]
        if violations:
            found[screen] = [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]
    assert found == {}, found


def test_every_page_fits_a_screen_and_a_phone_without_scrolling_sideways(
    bench: World, clerks: Clerks
):
    stream = raise_issue(bench, "演示-窄屏")
    page = clerks.sign_in("涛雒镇", size=(390, 780))
    for path in ("/", "/new", f"/matter/supervision/{stream}", "/command/supervision/raise-issue"):
        page.goto(bench.address + path)
        expect(page.locator("h1").first).to_be_attached()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, (path, wide)
