"""Who has no mouse carries a matter from being raised to a plan, and sees at every key where the
focus is."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.workbench.clerk import Clerks
from tests.workbench.hand import CHECK, GIVE
from tests.workbench.keys_alone import KeysAlone
from tests.workbench.matters import raise_issue
from tests.workbench.stories import DUE, photo
from tests.workbench.world import World

TITLE = "演示-只用键盘的事"


def sign_in(clerks: Clerks, organisation: str, name: str) -> KeysAlone:
    """On the page for that."""
    page = clerks.window()
    page.goto(clerks.address)
    hand = KeysAlone(page)
    if page.locator("details:not([open])").count():
        hand.go(page.get_by_text("以其他单位、姓名登录"))
    hand.choose("单位", organisation)
    hand.write("姓名", name)
    hand.press("Enter")
    expect(page.locator(".who")).to_contain_text(name)
    return hand


def told(page: Page, name: str = "提交后将会") -> str:
    return page.get_by_role("status", name=name).inner_text()


def test_a_matter_is_raised_handed_over_and_planned_by_keys_alone(
    bench: World, clerks: Clerks, tmp_path: Path
):
    raise_issue(bench, "演示-键盘之后的下一件")
    town = sign_in(clerks, "招贤镇", "演示-王芳")
    page = town.page
    town.open("发起")
    town.open("提出事项")
    kind = page.get_by_label("类别")
    expect(kind).to_be_focused()  # the first that is to be filled in
    town.check()
    expect(kind).to_be_focused()  # the first that is wrong
    expect(kind).to_have_accessible_description(re.compile("请填写"))
    town.see()
    town.choose(kind, "请求")
    town.write("标题", TITLE)
    town.write("情况说明", "演示-请协调电力增容")
    town.attach(photo(tmp_path, "演示-键盘.png"))
    town.stand(page.get_by_label("情况说明"))
    town.check()
    expect(page.get_by_role("button", name=GIVE)).to_be_focused()
    town.see()
    assert "市住房和城乡建设局 须办理：交办" in told(page)
    town.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    housing = KeysAlone(clerks.sign_in("市住房和城乡建设局", "演示-郑伟"))
    page = housing.page
    housing.choose("业务", "督导")
    housing.press("Enter")
    expect(page).to_have_url(re.compile("service=supervision"))
    housing.take_up(TITLE)
    expect(page.get_by_role("link", name="交办", exact=True)).to_be_focused()
    housing.see()
    housing.press("Enter")
    handler = page.get_by_role("combobox", name="承办单位")
    expect(handler).to_be_focused()
    housing.press("ArrowDown")  # opens the list
    expect(handler).to_have_attribute("aria-expanded", "true")
    housing.press("Escape")
    page.keyboard.type("dgqczj")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    housing.press("ArrowDown")
    marked = str(option.get_attribute("id"))
    expect(handler).to_have_attribute("aria-activedescendant", marked)
    housing.press("Enter")
    expect(handler).to_have_value("东港区财政局")
    housing.stand(page.get_by_role("button", name="增加一行"))
    housing.press("Enter")
    expect(page.get_by_role("combobox", name="会办单位").last).to_be_focused()  # of the new row
    housing.stand(page.get_by_role("button", name=CHECK))
    housing.press("Enter")
    expect(page.locator(".refusal")).to_be_focused()  # another county's department
    housing.see()
    housing.pick(handler, "莒县财政局", "jxczj")
    housing.press("Enter")
    expect(page.get_by_role("button", name=GIVE)).to_be_focused()
    housing.press("Enter")
    expect(page.get_by_text("已办：交办")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(TITLE)  # the next matter
    expect(page.locator(".offers a:focus")).to_be_visible()
    housing.see()

    department = KeysAlone(clerks.sign_in("莒县财政局", "演示-章程"))
    page = department.page
    department.take_up(TITLE)
    department.open("提出办理方案")
    expect(page.get_by_label("办理措施")).to_be_focused()
    page.keyboard.type("演示-增设变压器一台")
    department.press("Tab")
    page.keyboard.type(f"{DUE:%m%d}")
    department.press("Enter")
    expect(page.get_by_role("button", name=GIVE)).to_be_focused()
    assert f"{DUE:%Y-%m-%d}" in told(page)
    page.context.set_offline(True)
    department.press("Enter")
    expect(page.get_by_text("没有送达")).to_be_visible()
    expect(page.get_by_role("button", name=GIVE)).to_be_focused()
    clerks.complaints.clear()  # the browser's, of the cut line
    page.context.set_offline(False)
    department.press("Enter")
    expect(page.get_by_text("已办：提出办理方案")).to_be_visible()


def test_a_list_that_is_sent_as_it_changes_waits_while_arrows_go_through_it(
    bench: World, clerks: Clerks
):
    for town in ("taoluo", "chaohe", "jufeng"):
        raise_issue(bench, "演示-按箭头", town)
    hand = KeysAlone(clerks.sign_in("市住房和城乡建设局", "演示-按箭头的人"))
    towns = hand.page.get_by_role("combobox", name=re.compile("^镇"))
    hand.stand(towns)
    hand.press("ArrowDown", 2)
    chosen = str(towns.input_value())
    expect(hand.page).not_to_have_url(re.compile("town="))
    hand.press("Enter")
    expect(hand.page).to_have_url(re.compile(f"town={chosen}"))


def test_rows_of_a_ledger_are_seen_below_its_head_and_above_its_sums(bench: World, clerks: Clerks):
    for number in range(12):
        raise_issue(bench, f"演示-逐行-{number}", "chaohe")
    ledger = "/ledgers/supervision/issue-ledger?town=chaohe&rows=200"
    hand = KeysAlone(clerks.sign_in("市住房和城乡建设局", at=ledger, size=(1366, 500)))
    expect(hand.page.locator(".totals")).to_be_visible()
    hand.press("j", 12)
    hand.press("k", 12)
