"""A matter from the town that raises it to the department that plans it, on pages only."""

import re

from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue
from tests.workbench.picking import pick
from tests.workbench.world import World


def test_a_town_raises_an_issue_and_housing_assigns_it_and_sees_the_next(
    bench: World, clerks: Clerks
):
    raise_issue(bench, "演示-下一件")
    town = clerks.sign_in("涛雒镇", "演示-李明")
    town.get_by_role("link", name="发起", exact=True).click()
    town.get_by_role("link", name="提出事项").click()
    expect(town.get_by_text("系统编号")).to_be_visible()
    town.get_by_label("标题").fill("演示-通往码头的路灯不亮")
    town.get_by_label("类别").select_option(label="问题")
    town.get_by_label("说明").fill("演示-路灯三处不亮，夜间装卸不安全")
    town.get_by_role("button", name="核对并查看结果").click()
    foreseen = town.get_by_role("status", name="提交后将会")
    expect(foreseen).to_contain_text("涛雒镇")
    expect(foreseen.locator(".turns")).to_contain_text("市住房和城乡建设局 须办理：交办")
    town.get_by_role("button", name="确认办理").click()
    expect(town.get_by_role("heading", level=1)).to_have_text("演示-通往码头的路灯不亮")

    housing = clerks.sign_in("市住房和城乡建设局", "演示-郑伟")
    row = housing.get_by_role("row").filter(has_text="演示-通往码头的路灯不亮")
    expect(row).to_contain_text("涛雒镇")
    row.get_by_role("link", name=re.compile("交办")).click()
    expect(housing.get_by_text("须由本单位办理")).to_be_visible()
    housing.get_by_role("link", name="交办", exact=True).click()
    pick(housing, "承办单位", "东港区财政局", typed="dgqczj")
    housing.get_by_role("button", name="核对并查看结果").click()
    expect(housing.get_by_role("status", name="提交后将会")).to_contain_text("东港区财政局")
    housing.get_by_role("button", name="确认办理").click()
    expect(housing.get_by_role("status").first).to_contain_text("已办：交办")
    expect(housing.get_by_text("须由本单位办理")).to_be_visible()  # the next matter
    expect(housing.get_by_role("heading", level=1)).not_to_have_text("演示-通往码头的路灯不亮")

    department = clerks.sign_in("东港区财政局", "演示-章程")
    expect(department.get_by_role("row").filter(has_text="路灯不亮")).to_be_visible()
