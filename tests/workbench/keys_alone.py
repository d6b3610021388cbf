"""Somebody without a mouse, who sees at every key where the focus is."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.workbench.hand import Hand

STANDS = "at => at === document.activeElement"
PASSED = (
    "at => at.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
)
SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((c) => c / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  let below = at.parentElement || at;
  const bare = (element) => ["rgba(0, 0, 0, 0)", "transparent"].includes(getComputedStyle(element).backgroundColor);
  while (below.parentElement && bare(below)) below = below.parentElement;
  const [ring, ground] = [style.outlineColor, getComputedStyle(below).backgroundColor].map(light);
  const box = at.getClientRects()[0] || at.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    at: at.outerHTML.slice(0, 120),
    lost: at === document.body,
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: Math.max(ring, ground) / Math.min(ring, ground),
    there: over !== null && (at.contains(over) || over.contains(at)),
  };
}"""


class KeysAlone(Hand):
    """Somebody without a mouse: wherever they stand they see it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        # Else the browser's own window opens before it is awaited.
        page.on("filechooser", lambda _: None)

    def stand(self, at: Locator) -> None:
        self.ready(at)
        key = "Shift+Tab" if at.evaluate(PASSED) else "Tab"
        for _ in range(80):
            if at.evaluate(STANDS):
                return
            self.press(key)
        raise AssertionError(f"no way by Tab to {at}")

    def go(self, to: Locator) -> None:
        self.stand(to)
        self.page.keyboard.press("Enter")

    def attach(self, file: Path) -> None:
        box = self.page.locator("input[type=file]")
        self.stand(box)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)
        expect(self.page.get_by_role("checkbox", name=file.name)).to_be_checked()
        expect(box).to_be_focused()

    def by_keys(self, number: int, clicks: int = 1) -> bool:
        return True

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            if key in ("Tab", "Shift+Tab", "j", "k", "ArrowDown"):
                self.see()

    def see(self) -> None:
        """Where the focus is can be seen: a ring of two pixels at least, that stands out (WCAG 2.2,
        2.4.7 and 1.4.11), and nothing lies over it (2.4.11)."""
        seen = self.page.evaluate(SEEN)
        assert not seen["lost"], "the focus is nowhere"
        assert seen["ring"] >= 2 and seen["contrast"] >= 3 and seen["there"], seen
