"""A person signs in at a real OpenID provider, in a browser, and out again, here and there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.servers import ports
from shared.runtime.on_threads.server import Server
from shared.runtime.settings import ServiceSettings
from shared.workbench.settings import NAME
from tests.integration.signing_in.town_hall import TownHall, town_hall
from tests.workbench.canaille_provider import CLIENT, PASSWORD, SECRET, USER, canaille


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    folder = tmp_path_factory.mktemp("hall") / "home"
    folder.mkdir()
    with town_hall(folder, ("people",)) as made:
        yield made


@pytest.fixture(scope="module")
def address(hall: TownHall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where browsers open the workbench that signs people in there."""
    host = f"localhost:{ports.free_port()}"
    folder: Path = tmp_path_factory.mktemp("canaille")
    with canaille(folder, f"http://{host}") as issuer:
        desk = hall.workbench(issuer, CLIENT, SECRET, host)
        server = Server(
            ServiceSettings(NAME, host.replace("localhost", "127.0.0.1")), hall.settings.web
        )
        server.listen()
        server.start(desk.app)
        yield f"http://{host}"
        server.end()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def test_a_person_signs_in_at_a_real_provider_and_out_there_too(
    hall: TownHall, address: str, page: Page
) -> None:
    hall.keep("register-person", "housing", person="p-real", name="演示-王芳", subject=USER)
    hall.appoint("p-real", "housing")

    page.goto(f"{address}/new")
    page.get_by_role("link", name="用统一身份认证登录").click()
    prove(page)
    expect(page.locator(".who")).to_contain_text("演示-王芳")
    expect(page).to_have_url(f"{address}/new")

    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(re.compile(f"{address}/sign-in"))
    page.goto(address)
    page.get_by_role("link", name="用统一身份认证登录").click()
    expect(page.locator("input[name=login]")).to_be_visible()  # the provider asks anew


def prove(page: Page) -> None:
    """Give name and password at the provider, and agree that the workbench is told who it is."""
    page.locator("input[name=login]").fill(USER)
    page.locator("input[name=login]").press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.locator("button[name=answer][value=accept]").click()
