"""Who does not come in, though a browser says that somebody vouched for them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from shared.workbench.identity.attempts import SECONDS
from tests.integration.signing_in.town_hall import Desk, TownHall
from tests.integration.signing_in.vouching import asked, changed, path_of, sign_in, vouched


@pytest.fixture(scope="module")
def subject(hall: TownHall) -> str:
    return hall.employ("p-refused", "演示-赵四")


def test_an_answer_with_another_state_is_refused(desk: Desk, subject: str) -> None:
    visitor = desk.browser()
    back = vouched(asked(visitor), subject)
    assert visitor.get(path_of(changed(back, state="another"))).status == 400
    assert visitor.get("/").status == 303


def test_an_answer_in_another_browser_is_refused(desk: Desk, subject: str) -> None:
    """So that nobody signs somebody else in as themself."""
    back = vouched(asked(desk.browser()), subject)
    assert desk.browser().get(back).status == 400


def test_an_answer_serves_once(desk: Desk, subject: str) -> None:
    visitor = desk.browser()
    back = vouched(asked(visitor), subject)
    assert visitor.get(back).status == 303
    assert visitor.get(back).status == 400


def test_an_answer_that_comes_too_late_is_refused(desk: Desk, subject: str) -> None:
    visitor = desk.browser()
    back = vouched(asked(visitor), subject)
    desk.clock.now += SECONDS + 1
    assert visitor.get(back).status == 400


def test_a_token_with_another_nonce_is_refused(
    desk: Desk, subject: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = desk.browser()
    back = vouched(changed(asked(visitor), nonce="another"), subject)
    page = visitor.get(back)
    assert (page.status, "身份认证结果无效" in page.text) == (403, True)
    assert "nonce" in caplog.text


def test_a_code_that_the_provider_does_not_know_is_refused(desk: Desk, subject: str) -> None:
    visitor = desk.browser()
    back = vouched(asked(visitor), subject)
    assert visitor.get(path_of(changed(back, code="another"))).status == 403


def test_an_expired_token_is_refused(
    hall: TownHall, hurried_provider: str, subject: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = sign_in(hall.workbench(hurried_provider).browser(), subject)
    assert (page.status, "身份认证结果无效" in page.text) == (403, True)
    assert "expired" in caplog.text


def test_who_declines_at_the_provider_is_asked_again(desk: Desk) -> None:
    visitor = desk.browser()
    page = visitor.get(path_of(changed(_callback(asked(visitor)), error="access_denied")))
    assert (page.status, "未完成" in page.text) == (403, True)


def test_a_provider_that_is_down_is_said_to_be(hall: TownHall) -> None:
    page = hall.workbench("http://localhost:9").browser().get("/sign-in/provider")
    assert (page.status, "暂不可用" in page.text) == (503, True)


def test_metadata_of_another_issuer_are_not_believed(hall: TownHall, provider: str) -> None:
    elsewhere = provider.replace("localhost", "127.0.0.1")
    assert hall.workbench(f"{elsewhere}/").browser().get("/sign-in/provider").status == 503


def _callback(address: str) -> str:
    """Where the provider would send the browser back to, with its state."""
    query = parse_qs(urlsplit(address).query)
    return f"{query['redirect_uri'][0]}?state={query['state'][0]}"
