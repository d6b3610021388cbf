"""Things chosen in a form from what is too long to read."""

from playwright.sync_api import Page, expect


def pick(page: Page, label: str, name: str, typed: str = "") -> None:
    """Type the name, or what is `typed` for it, into a picker and take what it finds."""
    box = page.get_by_role("combobox", name=label).first
    box.fill(typed or name)
    page.get_by_role("option", name=name).first.click()
    expect(box).to_have_value(name)
