"""People at the workbench: each in a browser window of their own, on pages only."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import requests
from playwright.sync_api import Browser, Page, ViewportSize, expect

from shared.workbench.signing_in.local import DUTIES, groups

EXPECTED = ("403", "409", "422", "503")
"""What a browser complains of though the page is right: answers that say no."""
WAIT_MILLISECONDS = 10_000
ORGANISATIONS = {name: id for _, members in groups() for id, name in members}


@dataclass
class Clerks:
    """Windows that somebody has left are used again, as if they were new: a process that draws
    pages is half of what a short test costs."""

    address: str
    browser: Browser
    windows: list[Page] = field(default_factory=list)
    left: list[Page] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sign_in(
        self,
        organisation: str,
        name: str = "演示-张三",
        duties: tuple[str, ...] = (),
        size: tuple[int, int] = (1366, 768),
        at: str = "/",
    ) -> Page:
        """A window in which somebody of an organisation has signed in, with a page: the desk, if none
        is named."""
        page = self.window(size)
        titles = {title: duty for duty, title in DUTIES.items()}
        form = {
            "organisation": ORGANISATIONS[organisation],
            "name": name,
            "duty": [titles[duty] for duty in duties],
            "next": "/",
        }
        answer = requests.post(
            f"{self.address}/sign-in",
            form,
            headers={"Origin": self.address},
            allow_redirects=False,
            timeout=WAIT_MILLISECONDS,
        )
        secure = self.address.replace("http:", "https:")
        cookies = SimpleCookie(answer.headers["Set-Cookie"])
        for key, cookie in cookies.items():
            page.context.add_cookies([{"name": key, "value": cookie.value, "url": secure}])
        page.goto(f"{self.address}{at}")
        return page

    def sign_in_by_hand(
        self,
        organisation: str,
        name: str = "演示-张三",
        duties: tuple[str, ...] = (),
        size: tuple[int, int] = (1366, 768),
    ) -> Page:
        """As `sign_in`, on the page for that."""
        page = self.window(size)
        page.goto(self.address)
        if page.locator("details:not([open])").count():
            page.get_by_text("以其他单位、姓名登录").click()
        page.get_by_label("单位").select_option(label=organisation)
        page.get_by_label("姓名").fill(name)
        for duty in duties:
            page.get_by_label(duty).check()
        page.get_by_role("button", name="以此登录").click()
        expect(page.locator(".who")).to_contain_text(name)
        return page

    def window(self, size: tuple[int, int] = (1366, 768)) -> Page:
        """A window of somebody who has not signed in."""
        viewport = ViewportSize(width=size[0], height=size[1])
        page = self.left.pop() if self.left else self._open(viewport)
        page.set_default_timeout(WAIT_MILLISECONDS)
        page.set_viewport_size(viewport)
        self.windows.append(page)
        return page

    def leave(self) -> list[str]:
        """Sign everybody out; what the pages complained of."""
        for page in self.windows:
            for other in page.context.pages:
                if other is not page:  # which it opened
                    other.close()
            page.context.clear_cookies()
            page.emulate_media(media="null")
            page.goto("about:blank")
        self.left += self.windows
        self.windows, complaints, self.complaints = [], self.complaints, []
        return complaints

    def close(self) -> None:
        for page in [*self.windows, *self.left]:
            page.context.close()

    def _open(self, viewport: ViewportSize) -> Page:
        page = self.browser.new_context(viewport=viewport, locale="zh-CN").new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(f"status of {code}" in text for code in EXPECTED):
            self.complaints.append(text)
