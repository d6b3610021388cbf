"""How somebody works a page: by keys where that is quicker than the way to the mouse, else by
clicks; on a phone by taps. Text itself is put in at once: it is as long as it is."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.workbench.clerk import Clerks
from tests.workbench.picking import found

KEY_SECONDS, CLICK_SECONDS = 0.28, 1.3
"""A key, and a click with the way to it: the keystroke-level model of Card, Moran and Newell."""
FAR = int(CLICK_SECONDS / KEY_SECONDS)
"""So many keys are as quick as a click."""
PHONE = 640
"""Pixels; a window less wide has no keys."""
CHECK, GIVE = "核对并查看结果", "确认办理"
AWAY = """to => {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const all = [...document.querySelectorAll(stops)].filter((at) => at.tabIndex >= 0 && at.checkVisibility());
  const from = all.indexOf(document.activeElement);
  return from < 0 ? -1 : all.indexOf(to) - from;
}"""
STEPS = """(list, word) => {
  const words = [...list.options].map((option) => option.label.replace(/（\\d+）$/, ""));
  return words.indexOf(word) - list.selectedIndex;
}"""
"""To a word, beside which a filter says how many rows have it."""


class Hand:
    """Fields are named by what their label begins with, where it is no `Locator`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        size = page.viewport_size
        self.taps = size is not None and size["width"] < PHONE

    def write(self, field: str | Locator, text: str) -> None:
        box = self.field(field)
        self.stand(box)
        box.fill(text)

    def choose(self, field: str | Locator, word: str) -> None:
        """Of a list: by arrows, or by opening it; a browser's own list tells of no click."""
        box = self.field(field)
        away, steps = self.away(box), int(box.evaluate(STEPS, word))
        if self.by_keys(away) and self.by_keys(away + steps, clicks=2):
            self.stand(box)
            self.press("ArrowDown", steps)
            assert box.evaluate(STEPS, word) == 0
        else:
            box.dispatch_event("pointerdown")
            box.dispatch_event("pointerdown")
            box.select_option(index=steps + int(box.evaluate("list => list.selectedIndex")))

    def pick(self, field: str | Locator, name: str, typed: str = "") -> None:
        """Type the name, or what is `typed` for it, and take the only one that is found."""
        self.write(field, typed or name)
        one = found(self.page)
        if self.taps:
            one.click()
        else:
            self.press("Enter")
        expect(self.field(field)).to_have_value(name)

    def attach(self, file: Path) -> None:
        """Opening the browser's window and choosing there are two clicks, of which it tells none."""
        box = self.page.locator("input[type=file]")
        box.dispatch_event("pointerdown")
        box.dispatch_event("pointerdown")
        box.set_input_files(file)
        expect(self.page.get_by_role("checkbox", name=file.name)).to_be_checked()

    def open(self, name: str) -> None:
        """Follow a link, or press a button."""
        self.go(self.page.get_by_role("link", name=name, exact=True).first)

    def go(self, to: Locator) -> None:
        away = self.away(to)
        if self.by_keys(away + 1) and away >= 0:
            self.press("Tab", away)
            self.press("Enter")
        else:
            to.click()

    def take_up(self, about: str) -> None:
        """Open a matter of the list that one stands at."""
        rows = self.page.locator("[data-walk] tbody tr:has(a)")
        expect(rows.filter(has_text=about).first).to_be_visible()
        texts = rows.all_inner_texts()
        at = next(number for number, text in enumerate(texts, 1) if about in text)
        if self.by_keys(at):
            self.press("j", at)
            self.press("Enter")
        else:
            rows.filter(has_text=about).get_by_role("link").first.click()

    def find(self, text: str) -> None:
        """Search from any page."""
        if self.taps or self.page.locator("input:focus, textarea:focus, select:focus").count():
            self.page.locator("#find").click()
        else:
            self.press("/")
        self.page.locator("#find").fill(text)
        self.press("Enter")

    def check(self, button: str = CHECK) -> None:
        """See what will follow."""
        self.ready(self.page.get_by_role("button", name=button))
        at = self.page.locator(":focus")
        stands = "" if self.taps or not at.count() else at.evaluate("at => at.type")
        if stands in ("textarea", "select-one"):
            self.press("Control+Enter")
        elif stands in ("text", "checkbox"):
            self.press("Enter")
        else:
            self.go(self.page.get_by_role("button", name=button))

    def give(self) -> None:
        """See what will follow, and give it."""
        self.check()
        self.confirm()

    def confirm(self) -> None:
        expect(self.page.locator(".foreseen")).to_be_visible()
        self.go(self.page.get_by_role("button", name=GIVE))
        expect(self.page.get_by_text("已办：")).to_be_visible()

    def field(self, field: str | Locator) -> Locator:
        return self.page.get_by_label(field).first if isinstance(field, str) else field

    def ready(self, at: Locator) -> None:
        """Its page is there, and has begun where it begins."""
        at.wait_for()
        self.page.wait_for_load_state("domcontentloaded")

    def away(self, at: Locator) -> int:
        """So many times Tab from where the focus is; less than none from nowhere, or back."""
        self.ready(at)
        return int(at.evaluate(AWAY))

    def stand(self, at: Locator) -> None:
        away = self.away(at)
        if self.by_keys(away):
            self.press("Tab", away)
        else:
            at.click()

    def by_keys(self, number: int, clicks: int = 1) -> bool:
        """Whether so many keys are as quick as so many clicks."""
        return not self.taps and 0 <= number <= clicks * FAR

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)


def hands(clerks: Clerks) -> Callable[..., Hand]:
    """People who sign in as `Clerks.sign_in` says, and work so."""
    return lambda *who, **how: Hand(clerks.sign_in(*who, **how))
