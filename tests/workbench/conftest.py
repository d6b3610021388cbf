"""One started world and one browser for all tests of this folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.workbench.clerk import Clerks
from tests.workbench.world import World, world

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("workbench") / "home") as made:
        yield made


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium; a test fails, and is not skipped, where there is none."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture(scope="package")
def everybody(bench: World, browser: Browser) -> Iterator[Clerks]:
    clerks = Clerks(bench.address, browser)
    yield clerks
    clerks.close()


@pytest.fixture
def clerks(everybody: Clerks) -> Iterator[Clerks]:
    """People who sign in, each in a browser window of their own; no page of theirs had an error."""
    yield everybody
    assert everybody.leave() == []


def chromium() -> str:
    """Raises where no Chromium is installed; deploy/install-browser.sh installs it."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("no Chromium here: deploy/install-browser.sh installs it", pytrace=False)
    return str(Path(found))
