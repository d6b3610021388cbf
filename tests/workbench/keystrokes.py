"""What five tasks of a day cost in keys, clicks and page loads: counted in a browser, not by hand.

`python -m tests.workbench.keystrokes` starts the services with the beginning of the demo and prints
the table of docs/workbench.md. Texts themselves are not counted: they are as long as they are. A key
takes 0.28 s, a click 1.3 s with the way to it: the keystroke-level model of Card, Moran and Newell
for a skilled clerk, who need not think.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.workbench.clerk import Clerks
from tests.workbench.conftest import chromium
from tests.workbench.matters import raise_issue
from tests.workbench.picking import pick
from tests.workbench.world import World, world

KEY_SECONDS, CLICK_SECONDS = 0.28, 1.3
UNIQUE = f"演示-独一件{os.getpid()}"
LISTEN = """
addEventListener("keydown", () => told("key"), true);
addEventListener("pointerdown", () => told("click"), true);
"""


@dataclass
class Cost:
    """Keys, clicks and loads of one task."""

    counts: dict[str, int] = field(default_factory=lambda: {"key": 0, "click": 0, "load": 0})

    def note(self, what: str) -> None:
        self.counts[what] += 1

    @property
    def seconds(self) -> float:
        return self.counts["key"] * KEY_SECONDS + self.counts["click"] * CLICK_SECONDS


def stand_at_issues(page: Page) -> None:
    """The list of one service, as a clerk who handles issues has it before him."""
    page.goto(page.url.split("?")[0] + "?service=supervision")


def open_the_first(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("须由本单位办理")).to_be_visible()


def stand_before_the_first(page: Page) -> None:
    stand_at_issues(page)
    open_the_first(page)


def give_and_go_on(page: Page) -> None:
    page.get_by_role("link", name="交办", exact=True).click()
    pick(page, "承办单位", "市财政局")
    page.get_by_role("button", name="核对并查看结果").click()
    confirm(page)
    expect(page.get_by_text("已办：交办")).to_be_visible()
    expect(page.get_by_text("须由本单位办理")).to_be_visible()  # the next one


def raise_one(page: Page) -> None:
    page.get_by_role("link", name="发起", exact=True).click()
    page.get_by_role("link", name="提出事项").click()
    choose(page, "类别", "问题")
    page.get_by_label("标题").fill("演示-路灯不亮")
    page.keyboard.press("Tab")
    page.get_by_label("情况说明").fill("演示-三处不亮")
    page.get_by_label("标题").press("Enter")
    confirm(page)
    expect(page.get_by_text("已办：提出事项")).to_be_visible()


def confirm(page: Page) -> None:
    """What will follow is shown, and the button that gives it has the focus."""
    expect(page.locator(".foreseen")).to_be_visible()
    page.keyboard.press("Enter")


def find_by_name(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#find").fill(UNIQUE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(UNIQUE)


def take_away(page: Page) -> None:
    page.get_by_role("link", name="台账", exact=True).click()
    page.get_by_role("link", name="事项台账", exact=True).click()
    choose(page, "镇", "涛雒镇")
    expect(page.get_by_role("link", name="镇为 涛雒镇")).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="导出 Excel").click()


TASKS: list[tuple[str, str, Callable[[Page], None]]] = [
    ("open the first matter", "市住房和城乡建设局", open_the_first),
    ("give its command and stand before the next", "市住房和城乡建设局", give_and_go_on),
    ("raise an issue", "涛雒镇", raise_one),
    ("find a matter by its name", "市住房和城乡建设局", find_by_name),
    ("a ledger of one town as Excel", "市住房和城乡建设局", take_away),
]
STANDING_BEFORE = {open_the_first: stand_at_issues, give_and_go_on: stand_before_the_first}
"""What comes first and is not counted."""


def choose(page: Page, label: str, word: str) -> None:
    """Open a list by a click, and choose by another one; a browser's own list tells neither."""
    box = page.get_by_role("combobox", name=label).first
    box.dispatch_event("pointerdown")
    box.dispatch_event("pointerdown")
    box.select_option(label=word)


def cost_of(bench: World, page: Page, task: Callable[[Page], None]) -> Cost:
    """Do a task once."""
    cost = Cost()
    if first := STANDING_BEFORE.get(task):
        first(page)
    page.expose_binding("told", lambda _, what: cost.note(what))
    page.add_init_script(LISTEN)
    page.evaluate(LISTEN)
    page.on("load", lambda _: cost.note("load"))
    task(page)
    return cost


def table(bench: World, clerks: Clerks) -> list[str]:
    """A line a task."""
    raise_issue(bench, UNIQUE)
    raise_issue(bench, "演示-另一件")
    lines = ["| task | keys | clicks | page loads | a skilled clerk |", "|---|---|---|---|---|"]
    for title, organisation, task in TASKS:
        page = clerks.sign_in(organisation, f"演示-{task.__name__}")
        cost = cost_of(bench, page, task)
        counts = " | ".join(str(cost.counts[what]) for what in ("key", "click", "load"))
        lines.append(f"| {title} | {counts} | {cost.seconds:.1f} s |")
    return lines


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder) / "home") as bench,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        clerks = Clerks(bench.address, browser)
        print("\n".join(table(bench, clerks)))
        clerks.leave()
        browser.close()


if __name__ == "__main__":
    main()
