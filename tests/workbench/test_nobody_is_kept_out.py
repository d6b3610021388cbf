"""axe looks at the screens: nothing keeps people out who see, hear or move otherwise."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.picking import pick
from tests.workbench.stories import HEADS
from tests.workbench.test_batches import tick
from tests.workbench.world import World

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # To tell all that is right on a long ledger costs as much again.
    "resultTypes": ["violations"],
}


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
LEDGER = "/ledgers/supervision/issue-ledger"
NARROW = ("/", "/matter/supervision/{stream}", "/command/supervision/raise-issue", LEDGER)


def kept_out(page: Page) -> list[tuple[str, str]]:
    """What axe finds wrong with a page, each with the first place where it is."""
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]


@pytest.mark.parametrize(("size", "paths"), [((1366, 768), WIDE), ((390, 780), NARROW)])
def test_axe_finds_nothing_on_any_screen(
    bench: World, clerks: Clerks, size: tuple[int, int], paths: tuple[str, ...]
):
    stream = assign(bench, raise_issue(bench, "演示-人人可用"), "reform")
    screens = [path.format(stream=stream) for path in paths]
    door = clerks.window(size)
    door.goto(f"{bench.address}/sign-in")
    found = {"/sign-in": at_the_door} if (at_the_door := kept_out(door)) else {}
    page = clerks.sign_in("市发展和改革委员会", size=size)
    for screen in screens:
        page.goto(bench.address + screen)
        expect(page.locator("main")).to_be_visible()
        if violations := kept_out(page):
            found[screen] = violations
    assert found == {}, found


def test_axe_finds_nothing_where_one_operates_searches_follows_a_chain_or_imports(
    bench: World, clerks: Clerks
):
    stream = raise_issue(bench, "演示-人人可用的链条")
    [raised] = bench.client.get("supervision", f"/streams/{stream}").body["events"]
    operator = clerks.sign_in("市住房和城乡建设局", "演示-运维员", duties=("运维",))
    paths = ("/operating", "/operating/supervision", f"/trace/{raised['correlation']}")
    found = {}
    for path in (*paths, "/find?q=演示", "/find?q=没有这样的事"):
        operator.goto(bench.address + path)
        expect(operator.locator("main")).to_be_visible()
        found[path] = kept_out(operator)
    county = clerks.sign_in("东港区自然资源和规划局")
    county.goto(f"{bench.address}/imports")
    county.get_by_role("link", name="存量地块调查").click()
    found["import"] = kept_out(county)
    lines = (HEADS, ["axe-1", "无此镇", "闲置", "工业", "1000", "2025-03-01"])
    pasted = "\n".join("\t".join(line) for line in lines)
    county.get_by_label("从 Excel 复制后粘贴在此").fill(pasted)
    county.get_by_role("button", name="核对").click()
    expect(county.locator("td.wrong")).to_have_count(1)
    found["bad cells"] = kept_out(county)
    assert not any(found.values()), found


def test_axe_finds_nothing_on_the_way_of_a_batch(bench: World, clerks: Clerks):
    title = "演示-人人可用的批量"
    raise_issue(bench, title, "jufeng")
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.goto(f"{bench.address}/ledgers/supervision/issue-ledger?town=jufeng&rows=200")
    tick(housing, title)
    housing.get_by_role("button", name="批量办理").click()
    choice = housing.get_by_role("listitem").filter(has=housing.get_by_role("button", name="交办"))
    expect(choice).to_be_visible()
    found = {"choice": kept_out(housing)}
    choice.get_by_role("button").click()
    pick(housing, "承办单位", "市财政局")
    found["form"] = kept_out(housing)
    housing.get_by_role("button", name="逐件核对").click()
    expect(housing.get_by_role("status", name="提交后将会")).to_be_visible()
    found["tried"] = kept_out(housing)
    housing.get_by_role("button", name="确认办理 1 件").click()
    expect(housing.get_by_role("heading", level=1)).to_contain_text("已办 1 件")
    found["given"] = kept_out(housing)
    assert not any(found.values()), found


def test_every_page_fits_a_screen_and_a_phone_without_scrolling_sideways(
    bench: World, clerks: Clerks
):
    stream = raise_issue(bench, "演示-窄屏")
    page = clerks.sign_in("涛雒镇", size=(390, 780))
    matter, form = f"/matter/supervision/{stream}", "/command/supervision/raise-issue"
    beyond = "document.documentElement.scrollWidth - innerWidth"
    for path in ("/", "/new", matter, form, LEDGER, "/exercise"):
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(bench.address + path)
        expect(page.locator("h1").first).to_be_attached()
        assert page.evaluate(beyond) <= 0, path
        page.set_viewport_size({"width": 390, "height": 780})
        assert page.evaluate(beyond) <= 0, path
        below = page.evaluate(
            "document.documentElement.scrollHeight - scrollY"
            " - document.querySelector('footer').getBoundingClientRect().bottom"
        )
        assert below <= 1, (path, below)


def test_on_a_phone_a_row_says_what_each_of_its_values_is(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-窄屏台账")
    page = clerks.sign_in("涛雒镇", size=(390, 780))
    page.goto(bench.address + LEDGER)
    row = page.locator(".ledger tbody tr", has_text="演示-窄屏台账")
    town = row.locator("td[data-title=镇]")
    assert "镇" in town.evaluate("td => getComputedStyle(td, '::before').content")
    beyond = "tr => [...tr.cells].filter(td => td.getBoundingClientRect().right > 390).length"
    assert row.evaluate(beyond) == 0
    expect(row.locator("td[data-title=销号日期]")).to_be_hidden()  # it has none yet
