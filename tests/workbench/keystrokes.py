"""What a working day costs in keys, clicks and page loads: counted in a browser, not by hand.

`python -m tests.workbench.keystrokes` starts the services with the beginning of the demo and prints
the tables of docs/workbench.md: the five stories that tests see to their end, and five small tasks.
Texts themselves are not counted, nor is signing in. A key takes 0.28 s, a click 1.3 s with the way to
it: the keystroke-level model of Card, Moran and Newell for a skilled clerk, who need not think.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.workbench import stories
from tests.workbench.clerk import Clerks
from tests.workbench.conftest import chromium
from tests.workbench.hand import CLICK_SECONDS, KEY_SECONDS, Hand, hands
from tests.workbench.matters import raise_issue
from tests.workbench.world import World, world

UNIQUE = f"演示-独一件{os.getpid()}"
LISTEN = """
addEventListener("keydown", () => told("key"), true);
addEventListener("pointerdown", () => told("click"), true);
"""


@dataclass
class Cost:
    """Keys, clicks and loads of one task."""

    key: int = 0
    click: int = 0
    load: int = 0

    def note(self, what: str) -> None:
        setattr(self, what, getattr(self, what) + 1)

    @property
    def seconds(self) -> float:
        return self.key * KEY_SECONDS + self.click * CLICK_SECONDS


@dataclass
class Counted(Clerks):
    """What everybody does once they stand at their desk is noted."""

    cost: Cost = field(default_factory=Cost)

    def sign_in(self, *who: Any, **how: Any) -> Page:
        page = super().sign_in(*who, **how)
        page.expose_binding("told", lambda _, what: self.cost.note(what))
        page.add_init_script(LISTEN)
        page.evaluate(LISTEN)
        page.on("load", lambda _: self.cost.note("load"))
        return page

    def of(self, task: Callable[[], object]) -> Cost:
        """Do it once."""
        self.cost = Cost()
        task()
        return self.cost


def open_the_first(hand: Hand) -> None:
    hand.press("j")
    hand.press("Enter")
    expect(hand.page.get_by_text("须由本单位办理")).to_be_visible()


def give_and_go_on(hand: Hand) -> None:
    hand.open("交办")
    hand.pick("承办单位", "市财政局")
    hand.give()
    expect(hand.page.get_by_text("须由本单位办理")).to_be_visible()  # the next one


def take_away(hand: Hand) -> None:
    hand.open("台账")
    hand.open("事项台账")
    hand.choose(hand.page.get_by_role("combobox", name="镇", exact=True), "涛雒镇")
    expect(hand.page.get_by_role("link", name="镇为 涛雒镇")).to_be_visible()
    with hand.page.expect_download():
        hand.open("导出 Excel")


def find_by_name(hand: Hand) -> None:
    hand.find(UNIQUE)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(UNIQUE)


def small(bench: World, clerks: Counted) -> Iterator[tuple[str, Cost]]:
    """Tasks of a minute; the first two from the list of one service, as who handles issues has it."""
    raise_issue(bench, UNIQUE)
    raise_issue(bench, "演示-另一件")
    housing = Hand(clerks.sign_in("市住房和城乡建设局", at="/?service=supervision"))
    town = Hand(clerks.sign_in("涛雒镇"))
    for title, hand, task in (
        ("open the first matter", housing, open_the_first),
        ("give its command and stand before the next", housing, give_and_go_on),
        ("raise an issue", town, lambda hand: stories.raise_one(hand, "演示-路灯不亮")),
        ("find a matter by its name", town, find_by_name),
        ("a ledger of one town as Excel", town, take_away),
    ):
        yield title, clerks.of(lambda hand=hand, task=task: task(hand))


def whole(bench: World, clerks: Counted, folder: Path) -> Iterator[tuple[str, Cost]]:
    """The stories, from the desks of all who take part."""
    at_work = hands(clerks)
    for title, story in (
        (
            "an issue from a town to its end, by five people, two on a phone",
            lambda: stories.issue_to_its_end(at_work, "演示-计数", folder),
        ),
        (
            "a project from its application to admission, one opinion of five settled",
            lambda: stories.project_admitted(at_work, bench),
        ),
        (
            "a fund allocated over its threshold by two",
            lambda: stories.large_sum_allocated(at_work),
        ),
        (
            "an award round simulated and granted",
            lambda: stories.awards_simulated(at_work).confirm(),
        ),
        (
            "forty rows pasted, three bad ones mended, all imported",
            lambda: stories.import_all(stories.forty_rows_ready(at_work)),
        ),
    ):
        yield title, clerks.of(story)


def lines(costs: Iterator[tuple[str, Cost]]) -> Iterator[str]:
    """A table."""
    yield "| task | keys | clicks | page loads | a skilled clerk |"
    yield "|---|---|---|---|---|"
    for title, cost in costs:
        yield f"| {title} | {cost.key} | {cost.click} | {cost.load} | {cost.seconds:.1f} s |"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder) / "home") as bench,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        clerks = Counted(bench.address, browser)
        for costs in (whole(bench, clerks, Path(folder)), small(bench, clerks)):
            print("\n".join(lines(costs)), end="\n\n")
        browser.close()


if __name__ == "__main__":
    main()
