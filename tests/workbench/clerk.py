"""People at the workbench: each in a browser window of their own, on pages only."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect

EXPECTED = ("403", "409", "422", "503")
"""What a browser complains of though the page is right: answers that say no."""


@dataclass
class Clerks:
    address: str
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sign_in(
        self,
        organisation: str,
        name: str = "演示-张三",
        duties: tuple[str, ...] = (),
        size: tuple[int, int] = (1366, 768),
    ) -> Page:
        """A window in which somebody of an organisation has signed in."""
        page = self.window(size)
        page.goto(self.address)
        page.get_by_label("单位").select_option(label=organisation)
        page.get_by_label("姓名").fill(name)
        for duty in duties:
            page.get_by_label(duty).check()
        page.get_by_role("button", name="登录").click()
        expect(page.locator(".who")).to_contain_text(name)
        return page

    def window(self, size: tuple[int, int] = (1366, 768)) -> Page:
        """A window of somebody who has not signed in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))
        return page

    def leave(self) -> list[str]:
        """Close the windows; what the pages complained of."""
        for context in self.contexts:
            context.close()
        return self.complaints

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(f"status of {code}" in text for code in EXPECTED):
            self.complaints.append(text)
