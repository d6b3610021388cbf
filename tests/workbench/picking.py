"""Things chosen in a form from what is too long to read."""

from playwright.sync_api import Page, expect


def pick(page: Page, label: str, name: str, typed: str = "") -> None:
    """Type the name, or what is `typed` for it, into a picker and take what it finds."""
    box = page.get_by_role("combobox", name=label).first
    box.fill(typed or name)
    found = page.locator("[data-pick]")
    expect(found).to_have_count(1)  # what was typed has been looked for, and nothing comes after it
    found.click()
    expect(box).to_have_value(name)
