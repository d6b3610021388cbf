"""An issue from the town that raises it to its end, by five people, on pages only."""

from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from shared.policy.local_time import LOCAL_TIME
from tests.workbench.clerk import Clerks
from tests.workbench.earlier import LATE
from tests.workbench.picking import pick
from tests.workbench.world import World

TITLE = "演示-从提出到销号"
DUE = datetime.now(LOCAL_TIME).date() + timedelta(days=3)


def give(page: Page) -> None:
    page.get_by_role("button", name="核对并查看结果").click()
    page.get_by_role("button", name="确认办理").click()
    expect(page.get_by_text("已办：")).to_be_visible()


def open_command(page: Page, command: str, title: str = TITLE) -> None:
    """From the desk to a command of the matter."""
    page.get_by_role("link", name="工作台").first.click()
    page.get_by_role("row").filter(has_text=title).get_by_role("link").first.click()
    page.get_by_role("link", name=command, exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_a_town_housing_the_department_and_the_group_carry_an_issue_to_its_end(
    bench: World, clerks: Clerks, tmp_path: Path
):
    photo = tmp_path / "演示-变压器.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"picture" * 40)
    town = clerks.sign_in("招贤镇", "演示-王芳", size=(390, 780))  # on the spot
    town.get_by_role("link", name="发起", exact=True).click()
    town.get_by_role("link", name="提出事项").click()
    town.get_by_label("标题").fill(TITLE)
    town.get_by_label("类别").select_option(label="请求")
    town.get_by_label("情况说明").fill("演示-请协调电力增容")
    town.locator("input[type=file]").set_input_files(photo)
    give(town)
    path = town.url
    expect(town.get_by_role("link", name="演示-变压器.png").first).to_be_visible()
    sign_out(town)

    housing = clerks.sign_in("市住房和城乡建设局", "演示-郑伟")
    open_command(housing, "交办")
    pick(housing, "承办单位", "莒县财政局")
    give(housing)
    sign_out(housing)

    department = clerks.sign_in("莒县财政局", "演示-云帆")
    open_command(department, "提出办理方案")
    department.get_by_label("办理措施").fill("演示-增设变压器一台")
    department.get_by_label("办理时限").fill(f"{DUE:%m%d}")
    give(department)
    sign_out(department)

    head = clerks.sign_in("莒县财政局", "演示-陆衡")
    open_command(head, "申请销号")
    expect(head.get_by_label("办理结果")).to_be_visible()
    head.get_by_label("办理结果").fill("演示-已通电")
    give(head)
    sign_out(head)

    after = tmp_path / "演示-已通电.png"
    after.write_bytes(b"\x89PNG\r\n\x1a\n" + b"another" * 40)
    group = clerks.sign_in("招贤镇帮包小组", "演示-金鑫", size=(390, 780))  # on the spot
    open_command(group, "回访")
    pick(group, "回访人所在单位", "市住房和城乡建设局")
    for name in ("是否办结", "是否见效"):
        group.get_by_role("checkbox", name=name).check()
    group.get_by_label("核实依据").fill("演示-现场看过")
    group.locator("input[type=file]").set_input_files(after)
    give(group)
    group.goto(path)
    expect(group.get_by_label("办理经过")).to_contain_text("事项销号")
    expect(group.get_by_role("link", name="演示-已通电.png").first).to_be_visible()
    sign_out(group)
    told = bench.client.get("supervision", f"/streams/{path.rpartition('/')[2]}").body["events"]
    who = list(dict.fromkeys(event["person_name"] for event in told))
    assert who == ["演示-王芳", "演示-郑伟", "演示-云帆", "演示-陆衡", "演示-金鑫"]


def test_a_department_that_let_its_day_go_by_is_red_until_the_visit(bench: World, clerks: Clerks):
    department = clerks.sign_in("东港区财政局", "演示-章程")
    department.get_by_role("link", name="超期").click()
    row = department.get_by_role("row").filter(has_text=LATE)
    expect(row.locator(".light.red").first).to_have_text("超期")
    expect(row.first).to_contain_text("个工作日")
    open_command(department, "申请销号", LATE)
    department.get_by_label("办理结果").fill("演示-已接通")
    give(department)
    sign_out(department)

    group = clerks.sign_in("涛雒镇帮包小组", "演示-金鑫")
    open_command(group, "回访", LATE)
    pick(group, "回访人所在单位", "市住房和城乡建设局")
    for name in ("是否办结", "是否见效"):
        group.get_by_role("checkbox", name=name).check()
    group.get_by_label("核实依据").fill("演示-现场看过")
    give(group)
    group.goto(bench.address + "/ledgers/supervision/issue-ledger?town=taoluo")
    group.get_by_role("row").filter(has_text=LATE).get_by_role("link").first.click()
    expect(group.get_by_label("办理经过")).to_contain_text("事项销号")
