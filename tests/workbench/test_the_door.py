"""The embedded sign-in page: the register's people to pick from, by name, 拼音, place or duty."""

import pytest
from playwright.sync_api import Page, expect
from werkzeug.test import Client

from tests.integration.keeping import Keeper
from tests.workbench.clerk import Clerks
from tests.workbench.test_nobody_is_kept_out import kept_out
from tests.workbench.world import World

WHO = "header .who"


@pytest.fixture(scope="module", autouse=True)
def keeper(bench: World) -> Keeper:
    """A clerk with two organisations, a head away and who acts in their place, one who has left."""
    made = Keeper(bench.client)
    made.employ("door-clerk", "演示-云帆", "juxian-finance")
    made.lend("door-clerk", "juxian-finance", "zhaoxian", post="财政所会计")
    made.employ("door-head", "演示-范明", "approval", "principal")
    made.employ("door-deputy", "演示-蒋欣", "approval", "reviewer")
    made.let_act("door-deputy", "door-head", "approval")
    made.employ("door-gone", "演示-已离任", "approval")
    made.keep("end-appointment", "approval", person="door-gone", number=1, reason="演示-调离")
    return made


@pytest.fixture
def site(bench: World) -> Client:
    return Client(bench.app)


def find(page: Page, typed: str) -> None:
    """Type where the page stands as it opens."""
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(typed)


def sign_in(site: Client, bench: World, **form: str) -> str:
    """Where somebody is led who signs in, or what the page says."""
    headers = {"Origin": bench.address}
    answer = site.post("/sign-in", base_url=bench.address, data=form, headers=headers)
    return answer.headers["Location"] if answer.status_code == 303 else answer.text


def test_somebody_found_by_pinyin_signs_in_by_keys_alone(bench: World, clerks: Clerks):
    page = clerks.window()
    page.goto(f"{bench.address}/ledgers")
    find(page, "jiangxin")
    buttons = page.locator("#people button")
    expect(buttons).to_have_count(2)
    assert kept_out(page) == []
    for _ in ("登录", "经办", "代理"):
        page.keyboard.press("Tab")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(WHO)).to_contain_text("市行政审批服务局")
    expect(page.locator(WHO)).to_contain_text("演示-蒋欣（代演示-范明）")
    expect(page).to_have_url(f"{bench.address}/ledgers")


def test_a_name_that_is_one_persons_and_enter_are_enough(bench: World, clerks: Clerks):
    page = clerks.window()
    page.goto(bench.address)
    find(page, "范明")
    page.keyboard.press("Enter")  # whether or not the list has followed what was typed
    expect(page.get_by_role("alert")).to_have_text("有 2 个相符，请选择")  # themself, and a deputy
    page.get_by_role("button", name="演示-范明 主要负责人").click()
    expect(page.locator(WHO)).to_contain_text("演示-范明")
    page.get_by_role("button", name="退出").click()
    find(page, "招贤镇")
    page.keyboard.press("Enter")
    expect(page.locator(WHO)).to_contain_text("演示-云帆")


def test_people_stand_by_organisation_with_post_and_duty_and_nothing_else_is_told(
    bench: World, site: Client
):
    page = site.get("/sign-in", base_url=bench.address).text
    assert page.index("<h2>试点镇") < page.index("<dt>招贤镇") < page.index("<h2>市直单位")
    assert "演示-云帆 <small>财政所会计、经办</small>" in page
    assert "<dt>莒县财政局</dt>" in page
    for secret in ("sub-door", "door-clerk", "演示-已离任", "演示-调离"):
        assert secret not in page
    told = site.get("/sign-in/people?q=没有这样的人", base_url=bench.address).text
    assert "没有找到" in told and "演示" not in told


def test_the_session_remembers_who_and_offers_the_same_when_it_has_expired(
    bench: World, site: Client
):
    picked = "演示-云帆/juxian-finance/"
    assert sign_in(site, bench, role=picked, next="/new") == "/new"
    key = site.get_cookie("__Host-zhenxing", domain="localhost")
    assert key is not None
    session = bench.app.bench.store.session(key.value)
    assert session is not None
    person = session.person
    # The demo's events know people by their names.
    assert (person.subject, person.duties) == ("演示-云帆", ("handler",))
    bench.app.bench.store.expire(key.value)
    page = site.get("/sign-in?next=/new", base_url=bench.address).text
    assert 'value="演示-云帆"' in page and f'value="{picked}"' in page
    assert "演示-蒋欣" not in page


def test_nobody_is_signed_in_as_whom_the_register_does_not_say(bench: World, site: Client):
    for form, says in [
        ({"role": "演示-已离任/approval/"}, "已不在有效期内"),
        ({"role": "演示-云帆/finance/"}, "已不在有效期内"),
        ({"q": "演示"}, "个相符，请选择"),
        ({"q": ""}, "请选择人员"),
        ({}, "请选择人员"),
        ({"organisation": "", "name": "演示-云帆"}, "请选择单位"),
    ]:
        assert says in sign_in(site, bench, **form)
