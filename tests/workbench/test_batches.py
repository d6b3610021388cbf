"""批量: one command for ticked rows, tried first, each row for itself; a repeat is harmless."""

from playwright.sync_api import Page, expect

from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.picking import pick
from tests.workbench.world import World

PERSON = "演示-成批办理的人"
"""Sees ledgers as they come: what others hide of them is theirs."""
TITLES = ("演示-成批甲", "演示-成批乙", "演示-成批丙")


def tick(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("row").filter(has_text=title).first.get_by_role("checkbox").check()


def commands(bench: World, stream: str) -> list[str]:
    return [
        e["command"] for e in bench.client.get("supervision", f"/streams/{stream}").body["events"]
    ]


def test_ticked_rows_are_tried_and_given_each_for_itself(bench: World, clerks: Clerks):
    streams = {title: raise_issue(bench, title, "jufeng") for title in TITLES}
    closed = raise_issue(bench, "演示-成批已撤", "jufeng")
    withdraw = {"issue": closed.removeprefix("issue-"), "reason": "演示-自行解决"}
    assert (
        bench.client.give(Order("supervision", "withdraw-issue", "jufeng", withdraw)).status == 200
    )
    housing = clerks.sign_in(
        "市住房和城乡建设局", PERSON, at="/ledgers/supervision/issue-ledger?town=jufeng&rows=200"
    )
    tick(housing, *TITLES, "演示-成批已撤")
    expect(housing.get_by_text("已选 4 件")).to_be_visible()
    housing.get_by_role("button", name="批量办理").click()
    choice = housing.get_by_role("listitem").filter(has=housing.get_by_role("button", name="交办"))
    expect(choice).to_contain_text("3 件可办，1 件暂不能办")
    choice.get_by_role("button").click()
    expect(housing.get_by_text("暂不能这样办理，未列入")).to_be_visible()
    pick(housing, "承办单位", "市财政局")
    housing.get_by_role("button", name="逐件核对").click()
    expect(housing.get_by_role("status", name="提交后将会")).to_contain_text("3 件可办")
    assign(bench, streams["演示-成批乙"], "reform")  # somebody was quicker
    housing.get_by_role("button", name="确认办理 3 件").click()
    expect(housing.get_by_role("heading", level=1)).to_contain_text("已办 2 件，未办 1 件")
    refused = housing.get_by_role("row").filter(has_text="演示-成批乙")
    expect(refused).to_contain_text("选中之后有了变化")
    housing.reload()  # the browser sends the form again
    expect(housing.get_by_role("heading", level=1)).to_contain_text("已办 2 件，未办 1 件")
    for title, stream in streams.items():
        assert commands(bench, stream).count("assign-issue") == 1, title
    housing.get_by_role("link", name="返回列表").click()
    expect(housing.get_by_role("row").filter(has_text="演示-成批甲")).to_contain_text("市财政局")


def test_what_the_command_refuses_is_said_by_row_and_the_rest_goes_on(bench: World, clerks: Clerks):
    for title in ("演示-并入甲", "演示-并入乙"):
        raise_issue(bench, title, "zhaoxian")
    into = raise_issue(bench, "演示-并入之处", "zhaoxian")
    housing = clerks.sign_in("市住房和城乡建设局", PERSON, at="/?town=zhaoxian")
    tick(housing, "演示-并入甲", "演示-并入乙", "演示-并入之处")
    housing.get_by_role("button", name="批量办理").click()
    housing.get_by_role("button", name="合并事项").click()
    picker = housing.get_by_role("combobox", name="并入事项")
    picker.press_sequentially("并入之处")
    expect(housing.get_by_role("option")).to_have_count(1)
    picker.press("Enter")
    housing.get_by_label("理由").fill("演示-同一件事")
    housing.get_by_role("button", name="逐件核对").click()
    told = housing.get_by_role("status", name="提交后将会")
    expect(told).to_contain_text("2 件可办，1 件不能办理")
    expect(told.get_by_role("row").filter(has_text="演示-并入之处")).to_contain_text("不能办理：")
    housing.get_by_role("button", name="确认办理 2 件").click()
    expect(housing.get_by_role("heading", level=1)).to_contain_text("已办 2 件，未办 1 件")
    assert "merge-issue" not in commands(bench, into)


def test_more_than_two_hundred_at_once_are_refused_and_so_is_nothing(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", PERSON)
    rows = "&".join(f"row=/matter/supervision/issue-{n}" for n in range(201))
    for body, said in ((rows, "一次至多办理 200 件"), ("back=/", "没有选中事项")):
        answer = housing.request.post(
            f"{bench.address}/batch",
            data=body,
            headers={
                "Content-Type": "application/x-www-form-urlencoded", "Origin": bench.address,
            },
        )  # fmt: skip
        assert answer.status == 422 and said in answer.text()
