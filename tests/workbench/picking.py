"""Things chosen in a form from what is too long to read."""

from playwright.sync_api import Locator, Page, expect


def pick(page: Page, label: str, name: str, typed: str = "") -> None:
    """Type the name, or what is `typed` for it, into a picker and take what it finds."""
    box = page.get_by_role("combobox", name=label).first
    box.fill(typed or name)
    found(page).click()
    expect(box).to_have_value(name)


def found(page: Page) -> Locator:
    """The only one that a picker finds."""
    one = page.locator("[data-pick]")
    expect(one).to_have_count(1)  # what was typed has been looked for, and nothing comes after it
    return one
