"""The five stories of a working day, on pages only: tests see that they come to their end, and
`keystrokes` what each costs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from playwright.sync_api import expect

from shared.policy.local_time import LOCAL_TIME
from tests.integration.client import Order
from tests.workbench.earlier import LARGE
from tests.workbench.hand import Hand
from tests.workbench.world import World

TODAY = datetime.now(LOCAL_TIME).date()
DUE = TODAY + timedelta(days=3)
PHONE = (390, 780)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 40
PROJECT, ADMITTED_BY = "演示-铸造产业园", "演示-日建村镇〔2026〕3号"
LARGE_FEN = "600万元"
HEADS = ["地块编号", "镇", "类别", "用途", "面积（平方米）", "存量起始日期"]
AtWork = Callable[..., Hand]
"""Somebody of an organisation, by the names of both, at their desk."""


def photo(folder: Path, name: str) -> Path:
    """A picture of its own bytes."""
    file = folder / name
    file.write_bytes(PICTURE + name.encode())
    return file


def sign_out(hand: Hand) -> None:
    hand.go(hand.page.get_by_role("button", name="退出"))
    expect(hand.page.get_by_role("heading", name="登录")).to_be_visible()


def raise_one(hand: Hand, title: str, photo: Path | None = None) -> None:
    """A town; it stands at the matter then."""
    hand.open("发起")
    hand.open("提出事项")
    hand.choose("类别", "请求")
    hand.write("标题", title)
    hand.write("情况说明", "演示-请协调电力增容")
    if photo:
        hand.attach(photo)
    hand.give()


def hand_over(hand: Hand, title: str, to: str, typed: str = "") -> None:
    """Housing gives it to a department."""
    hand.take_up(title)
    hand.open("交办")
    hand.pick("承办单位", to, typed)
    hand.give()


def plan(hand: Hand, title: str) -> None:
    hand.take_up(title)
    hand.open("提出办理方案")
    hand.write("办理措施", "演示-增设变压器一台")
    hand.write("办理时限", f"{DUE:%m%d}")
    hand.give()


def ask_for_closure(hand: Hand, title: str) -> None:
    hand.take_up(title)
    hand.open("申请销号")
    hand.write("办理结果", "演示-已通电")
    hand.give()


def visit(hand: Hand, title: str, photo: Path | None = None) -> None:
    """The group goes and looks."""
    hand.take_up(title)
    hand.open("回访")
    hand.pick("回访人所在单位", "市住房和城乡建设局")
    for name in ("是否办结", "是否见效"):
        hand.choose(name, "是")
    hand.write("核实依据", "演示-现场看过")
    if photo:
        hand.attach(photo)
    hand.give()


def issue_to_its_end(at_work: AtWork, title: str, folder: Path) -> str:
    """Five people, two of them on a phone on the spot; the page of the matter."""
    town = at_work("招贤镇", "演示-王芳", size=PHONE)
    raise_one(town, title, photo(folder, "演示-变压器.png"))
    path = town.page.url
    expect(town.page.get_by_role("link", name="演示-变压器.png").first).to_be_visible()
    sign_out(town)
    for organisation, person, do in (
        ("市住房和城乡建设局", "演示-郑伟", partial(hand_over, to="莒县财政局")),
        ("莒县财政局", "演示-云帆", plan),
        ("莒县财政局", "演示-陆衡", ask_for_closure),
    ):
        hand = at_work(organisation, person)
        do(hand, title)
        sign_out(hand)
    group = at_work("招贤镇帮包小组", "演示-金鑫", size=PHONE)
    visit(group, title, photo(folder, "演示-已通电.png"))
    sign_out(group)
    return path


def project_admitted(at_work: AtWork, bench: World) -> tuple[str, str]:
    """One of five opinions disagrees, and a joint meeting settles it: the others agree beforehand.
    The project's number, and the document by which it is in."""
    town = at_work("招贤镇", "演示-王芳")
    town.open("发起")
    town.open("申报入库")
    number = town.page.get_by_label("项目编号").input_value()
    town.write("名称", PROJECT)
    town.choose("项目类别", "投资性产业")
    town.choose("项目来源", "本地")
    town.write("建设单位", "演示-招贤镇城建公司")
    town.write("总投资", "3000万元")
    town.write("用地面积", "10亩")
    town.choose("用地用途", "工业")
    town.give()

    county = at_work("莒县", "演示-孙丽")
    county.take_up(f"初审“{PROJECT}”")
    county.open("初审通过")
    county.give()
    agreed = {"project": number, "agrees": True, "statutory": False, "reason": "演示-同意"}
    for organisation in ("housing", "reform", "natural-resources", "approval"):
        order = Order("projects", "give-opinion", organisation, agreed)
        assert bench.client.give(order).status == 200

    ecology = at_work("市生态环境局", "演示-卫红")
    ecology.take_up(PROJECT)
    ecology.open("出具联审意见")
    for name in ("是否同意", "是否属法定否决情形"):
        ecology.choose(name, "否")
    ecology.write("理由", "演示-缓冲带不足，建议压缩建设范围")
    ecology.give()

    housing = at_work("市住房和城乡建设局", "演示-郑伟")
    housing.take_up(f"议定“{PROJECT}”")
    housing.open("联席会议议定")
    housing.write("会议纪要文号", "演示-联席会议纪要〔2026〕3号")
    housing.write("会议日期", f"{TODAY:%m%d}")
    housing.give()
    housing.open("工作台")
    housing.take_up(f"决定“{PROJECT}”入库")
    housing.open("项目入库")
    housing.write("文号", ADMITTED_BY)
    housing.give()
    return number, ADMITTED_BY


def approve_first(hand: Hand) -> None:
    hand.take_up(LARGE)
    hand.open("大额资金第一审批")
    hand.choose("审批事项", "下达")
    hand.write("金额", LARGE_FEN)
    hand.pick("项目或接收镇", "演示-生态茶园改造提升")
    hand.give()


def allocate(hand: Hand) -> None:
    """Fill in what the first approved; it is not given yet."""
    hand.open("下达资金")
    hand.pick("项目编号", "演示-生态茶园改造提升")
    hand.write("金额", LARGE_FEN)
    hand.write("文号", "演示-日财建〔2026〕9号")


def large_sum_allocated(at_work: AtWork) -> None:
    """Two people of the finance bureau."""
    approve_first(at_work("市财政局", "演示-沈洁"))
    second = at_work("市财政局", "演示-孟会")
    second.take_up("第二人办理")
    allocate(second)
    second.give()


def awards_simulated(at_work: AtWork) -> Hand:
    """An award round; the hand stands before what will follow."""
    finance = at_work("市财政局", "演示-沈洁")
    finance.take_up("授予奖补")
    finance.open("授予奖补")
    finance.write("文号", "演示-日财奖〔2026〕1号")
    finance.check()
    return finance


def forty_rows_ready(at_work: AtWork) -> Hand:
    """Three of them bad at first, and mended; the hand stands before taking them all."""
    rows = [
        [f"pasted-{n}", "涛雒镇", "闲置", "工业", f"{1000 + n}", "2025-03-01"] for n in range(40)
    ]
    rows[3][1], rows[7][4], rows[11][2] = "无此镇", "一亩多", ""
    county = at_work("东港区自然资源和规划局")
    page = county.page
    for link in ("台账", "从表格导入", "存量地块调查"):
        county.open(link)
    county.write("从 Excel 复制后粘贴在此", "\n".join("\t".join(line) for line in [HEADS, *rows]))
    county.check("核对")
    expect(page.get_by_text("有误 3 行")).to_be_visible()
    bad = (("第 5 行镇", "涛雒镇"), ("第 9 行面积", "1000"), ("第 13 行类别", "低效"))
    for left, (cell, text) in zip((3, 2, 1), bad, strict=True):
        expect(page.locator("td.wrong")).to_have_count(left)
        expect(page.get_by_role("button", name="全部导入")).to_have_count(0)
        county.write(cell, text)
        county.check("核对")
    expect(page.get_by_text("核对无误")).to_be_visible()
    return county


def import_all(hand: Hand) -> None:
    hand.go(hand.page.get_by_role("button", name="全部导入"))
    expect(hand.page.get_by_text("已导入 40 行")).to_be_visible()
