"""An issue from the town that raises it to its end, by five people, on pages only."""

from pathlib import Path

from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.earlier import LATE
from tests.workbench.hand import hands
from tests.workbench.stories import ask_for_closure, issue_to_its_end, sign_out, visit
from tests.workbench.world import World

TITLE = "演示-从提出到销号"


def test_a_town_housing_the_department_and_the_group_carry_an_issue_to_its_end(
    bench: World, clerks: Clerks, tmp_path: Path
):
    path = issue_to_its_end(hands(clerks), TITLE, tmp_path)
    group = clerks.sign_in("招贤镇帮包小组", "演示-金鑫")
    group.goto(path)
    expect(group.get_by_label("办理经过")).to_contain_text("事项销号")
    expect(group.get_by_role("link", name="演示-已通电.png").first).to_be_visible()
    told = bench.client.get("supervision", f"/streams/{path.rpartition('/')[2]}").body["events"]
    who = list(dict.fromkeys(event["person_name"] for event in told))
    assert who == ["演示-王芳", "演示-郑伟", "演示-云帆", "演示-陆衡", "演示-金鑫"]


def test_a_department_that_let_its_day_go_by_is_red_until_the_visit(bench: World, clerks: Clerks):
    at_work = hands(clerks)
    department = at_work("东港区财政局", "演示-章程")
    department.page.get_by_role("link", name="超期").click()
    row = department.page.get_by_role("row").filter(has_text=LATE)
    expect(row.locator(".light.red").first).to_have_text("超期")
    expect(row.first).to_contain_text("个工作日")
    ask_for_closure(department, LATE)
    sign_out(department)

    group = at_work("涛雒镇帮包小组", "演示-金鑫")
    visit(group, LATE)
    page = group.page
    page.goto(bench.address + "/ledgers/supervision/issue-ledger?town=taoluo")
    page.get_by_role("row").filter(has_text=LATE).get_by_role("link").first.click()
    expect(page.get_by_label("办理经过")).to_contain_text("事项销号")
