"""Money, projects and awards carried through by the people who decide, on pages only."""

from datetime import datetime

from playwright.sync_api import Page, expect

from shared.policy.local_time import LOCAL_TIME
from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.earlier import LARGE, ROUND
from tests.workbench.world import World

TODAY = datetime.now(LOCAL_TIME).date()
CHECK, GIVE = "核对并查看结果", "确认办理"


def fill(page: Page, command: str, path: str) -> None:
    """Open a command of a matter."""
    page.goto(path)
    page.get_by_role("link", name=command, exact=True).click()


def check(page: Page) -> None:
    page.get_by_role("button", name=CHECK).click()


def give(page: Page) -> None:
    check(page)
    page.get_by_role("button", name=GIVE).click()
    expect(page.get_by_text("已办：")).to_be_visible()


def test_a_large_sum_is_allocated_by_two_people(bench: World, clerks: Clerks):
    fund = f"{bench.address}/matter/finance/fund-{LARGE}"
    first, second = (clerks.sign_in("市财政局", name) for name in ("演示-沈洁", "演示-孟会"))
    fill(first, "大额资金第一审批", fund)
    first.get_by_label("审批事项").select_option(label="下达")
    first.get_by_label("金额", exact=False).first.fill("600万元")
    first.get_by_role("combobox", name="项目或接收镇").press_sequentially("生态茶园")
    first.locator("[data-pick=jufeng-tea-garden]").click()
    give(first)

    def allocate(page: Page) -> None:
        fill(page, "下达资金", fund)
        page.get_by_label("金额", exact=False).first.fill("600万元")
        page.get_by_role("combobox", name="项目编号").press_sequentially("生态茶园")
        page.locator("[data-pick=jufeng-tea-garden]").click()
        expect(page.locator("input[name=project]")).to_have_value("jufeng-tea-garden")
        page.get_by_label("文号").fill("演示-日财建〔2026〕9号")

    allocate(first)
    check(first)
    expect(first.locator(".refusal")).to_contain_text("两人")
    allocate(second)
    check(second)
    expect(second.get_by_role("status", name="提交后将会")).to_contain_text("600 万元")
    second.get_by_role("button", name=GIVE).click()
    expect(second.get_by_text("已办：下达资金")).to_be_visible()
    told = bench.client.get("finance", f"/streams/fund-{LARGE}").body["events"][-1]
    assert told["type"] == "FundsAllocated" and told["person"] == "演示-孟会"


def test_a_project_is_admitted_after_a_negative_opinion_was_settled(bench: World, clerks: Clerks):
    town = clerks.sign_in("招贤镇", "演示-王芳", at="/command/projects/apply-for-admission")
    number = town.get_by_label("项目编号").input_value()
    town.get_by_label("名称").fill("演示-铸造产业园")
    town.get_by_label("项目类别").select_option(label="投资性产业")
    town.get_by_label("项目来源").select_option(label="本地")
    town.get_by_label("建设单位").fill("演示-招贤镇城建公司")
    town.get_by_label("总投资", exact=False).first.fill("3000万元")
    town.get_by_label("用地用途").select_option(label="工业")
    town.get_by_label("用地面积", exact=False).first.fill("10亩")
    give(town)
    path = town.url

    county = clerks.sign_in("莒县住房和城乡建设局", "演示-丁一")
    fill(county, "初审通过", path)
    give(county)

    agreed = {"project": number, "agrees": True, "statutory": False, "reason": "演示-同意"}
    for organisation in ("housing", "reform", "natural-resources", "approval"):
        order = Order("projects", "give-opinion", organisation, agreed)
        assert bench.client.give(order).status == 200
    ecology = clerks.sign_in("市生态环境局", "演示-卫红")
    fill(ecology, "出具联审意见", path)
    ecology.get_by_label("理由").fill("演示-缓冲带不足，建议压缩建设范围")
    give(ecology)

    housing = clerks.sign_in("市住房和城乡建设局", "演示-郑伟")
    housing.goto(path)
    housing.get_by_text("暂不能办").click()
    refused = housing.locator(".refused li").filter(has_text="项目入库")
    expect(refused).to_contain_text("联席会议")
    housing.get_by_role("link", name="联席会议议定", exact=True).click()
    housing.get_by_label("会议纪要文号").fill("演示-联席会议纪要〔2026〕3号")
    housing.get_by_label("会议日期").fill(f"{TODAY:%m%d}")
    give(housing)
    fill(housing, "项目入库", path)
    housing.get_by_label("文号").fill("演示-日建村镇〔2026〕3号")
    give(housing)
    housing.goto(path)
    expect(housing.get_by_label("办理经过")).to_contain_text("演示-缓冲带不足")
    assert bench.client.rows("projects", "project-ledger")[number]["admitted_on"] == f"{TODAY}"


def test_an_award_round_is_simulated_and_then_granted(bench: World, clerks: Clerks):
    finance = clerks.sign_in("市财政局", "演示-沈洁")
    fill(finance, "授予奖补", f"{bench.address}/matter/finance/award-round-{ROUND}")
    finance.get_by_label("文号").fill("演示-日财奖〔2026〕1号")
    check(finance)
    foreseen = finance.get_by_role("status", name="提交后将会")
    for told in ("涛雒镇", "300 万元", "招贤镇", "200 万元"):
        expect(foreseen).to_contain_text(told)
    assert "grant-awards" not in commands(bench)
    finance.get_by_role("button", name=GIVE).click()
    expect(finance.get_by_text("已办：授予奖补")).to_be_visible()
    assert commands(bench).count("grant-awards") == 1


def commands(bench: World) -> list[str]:
    events = bench.client.get("finance", f"/streams/award-round-{ROUND}").body["events"]
    return [event["command"] for event in events]
