"""Pictures of the screens, of the workbench that `make up` runs with the demo, into docs/workbench.

`make screenshots` makes them anew. They are looked at by people: no test compares them.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from shared.runtime.hosting_workbench import address
from tests.workbench.clerk import Clerks
from tests.workbench.conftest import chromium
from tests.workbench.stories import HEADS

FOLDER = Path(__file__).parents[2] / "docs" / "workbench"
SCREEN, PHONE = (1366, 768), (390, 780)


def desk(page: Page) -> None:
    page.goto(address())


def matter(page: Page) -> None:
    page.goto(address())
    page.locator("tbody .about a", has_text="交办").first.click()


def form(page: Page) -> None:
    page.goto(f"{address()}command/projects/apply-for-admission")
    page.get_by_label("名称").fill("演示-海产品交易中心")
    page.get_by_label("项目类别").select_option(label="投资性产业")
    page.get_by_label("项目来源").select_option(label="本地")
    page.get_by_label("建设单位").fill("演示-涛雒镇城建公司")
    page.get_by_label("总投资", exact=False).first.fill("3000")
    page.get_by_label("用地用途").select_option(label="工业")
    page.get_by_label("用地面积", exact=False).first.fill("10亩")
    page.get_by_role("button", name="核对并查看结果").click()
    page.locator(".foreseen, .refusal").wait_for()


def ledger(page: Page) -> None:
    page.goto(f"{address()}ledgers/projects/project-ledger")
    page.locator(".totals").wait_for()


def dossier(page: Page) -> None:
    page.goto(f"{address()}dossier/project/taoluo-pier")


def exercise(page: Page) -> None:
    page.goto(f"{address()}exercise")
    page.locator(".matrix").wait_for()


def cockpit(page: Page) -> None:
    page.goto(f"{address()}cockpit")
    page.locator("[data-ready]").first.wait_for()


def paper(page: Page) -> None:
    page.goto(f"{address()}papers/monthly-report/2024-06")


def audit(page: Page) -> None:
    page.goto(f"{address()}audit")
    page.locator("details summary").first.click()


def trace(page: Page) -> None:
    page.goto(f"{address()}matter/projects/project-taoluo-pier")
    page.locator(".timeline li", has_text="入库").first.get_by_role("link", name="链条").click()


def whatif(page: Page) -> None:
    page.goto(f"{address()}whatif/finance?reading=5")
    page.get_by_role("button", name="推演").click()
    page.locator("#replayed .legend").wait_for()


def policy(page: Page) -> None:
    page.goto(f"{address()}policy")


def burden(page: Page) -> None:
    page.goto(f"{address()}burden")
    page.locator("[data-ready]").first.wait_for()


def phone(page: Page) -> None:
    page.goto(address())


def phone_form(page: Page) -> None:
    page.goto(f"{address()}command/supervision/raise-issue")


def town(page: Page) -> None:
    page.goto(f"{address()}dossier/town/chaohe")


def changes(page: Page) -> None:
    days = "compared_with=20250101&as_of=20250601&by_day_of=happened"
    page.goto(f"{address()}ledgers/supervision/issue-ledger/changes?{days}")


def batch(page: Page) -> None:
    page.goto(address())
    for number in range(2, 5):
        page.locator("input[name=row]").nth(number).check()
    page.get_by_role("button", name="批量办理").click()


def importing(page: Page) -> None:
    page.goto(f"{address()}imports")
    page.get_by_role("link", name="存量地块调查").click()
    rows = [
        [f"taoluo-{n}", "涛雒镇", "闲置", "工业", f"{900 + n}", "2025-03-01"] for n in range(1, 8)
    ]
    rows[1][1], rows[4][4] = "无此镇", "一亩多"
    page.get_by_label("从 Excel 复制后粘贴在此").fill("\n".join(map("\t".join, [HEADS, *rows])))
    page.get_by_role("button", name="核对").click()
    page.locator("td.wrong").first.wait_for()


def operating(page: Page) -> None:
    page.goto(f"{address()}operating/supervision")


def sign_in(page: Page) -> None:
    page.context.clear_cookies()
    page.goto(address())


def begin(page: Page) -> None:
    page.goto(f"{address()}new")


def begun(page: Page) -> None:
    page.goto(f"{address()}begun")


def papers(page: Page) -> None:
    page.goto(f"{address()}papers")


def helping(page: Page) -> None:
    page.goto(f"{address()}help?service=supervision")


def find(page: Page) -> None:
    page.goto(f"{address()}find?q=涛雒")


SCREENS: list[tuple[str, str, tuple[int, int], Callable[[Page], None]]] = [
    ("desk", "市住房和城乡建设局", SCREEN, desk),
    ("matter", "市住房和城乡建设局", SCREEN, matter),
    ("form", "涛雒镇", SCREEN, form),
    ("ledger", "市住房和城乡建设局", SCREEN, ledger),
    ("dossier", "市住房和城乡建设局", SCREEN, dossier),
    ("exercise", "市住房和城乡建设局", SCREEN, exercise),
    ("cockpit", "市住房和城乡建设局", (1366, 1300), cockpit),
    ("paper", "市住房和城乡建设局", SCREEN, paper),
    ("audit", "市住房和城乡建设局", SCREEN, audit),
    ("trace", "市住房和城乡建设局", SCREEN, trace),
    ("whatif", "市财政局", SCREEN, whatif),
    ("policy", "市住房和城乡建设局", SCREEN, policy),
    ("burden", "市住房和城乡建设局", SCREEN, burden),
    ("phone", "市住房和城乡建设局", PHONE, phone),
    ("phone-form", "涛雒镇", PHONE, phone_form),
    ("town", "潮河镇", SCREEN, town),
    ("changes", "市住房和城乡建设局", SCREEN, changes),
    ("batch", "市住房和城乡建设局", SCREEN, batch),
    ("import", "东港区自然资源和规划局", SCREEN, importing),
    ("operating", "市住房和城乡建设局", SCREEN, operating),
    ("find", "市住房和城乡建设局", SCREEN, find),
    ("sign-in", "涛雒镇", SCREEN, sign_in),
    ("new", "涛雒镇", SCREEN, begin),
    ("begun", "市住房和城乡建设局", SCREEN, begun),
    ("papers", "市住房和城乡建设局", SCREEN, papers),
    ("help", "市住房和城乡建设局", SCREEN, helping),
]
DUTIES = {"operating": ("运维",), "desk": ("主要负责人",)}
"""Who looks at a screen that is for some only."""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, organisation, size, show in SCREENS:
            clerks = Clerks(address().rstrip("/"), browser)
            page = clerks.sign_in(organisation, "演示-郑伟", DUTIES.get(name, ()), size)
            show(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            clerks.leave()
        browser.close()


if __name__ == "__main__":
    main()
