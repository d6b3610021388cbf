"""What a form does with what people type, click twice, leave, and lose."""

import re
import struct
import zlib
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from shared.policy.local_time import LOCAL_TIME
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.picking import pick
from tests.workbench.world import World

DUE = datetime.now(LOCAL_TIME).date() + timedelta(days=2)
CHECK, GIVE = "核对并查看结果", "确认办理"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def open_form(page: Page, bench: World, stream: str, command: str) -> None:
    page.goto(f"{bench.address}/matter/supervision/{stream}")
    page.get_by_role("link", name=command, exact=True).click()


def drop_photo(page: Page, name: str) -> None:
    """Drag a picture onto the form."""
    made = f"new File([new Uint8Array([137, 80, 78, 71])], '{name}', {{type: 'image/png'}})"
    carried = page.evaluate_handle(
        f"() => {{ const carried = new DataTransfer(); carried.items.add({made}); return carried; }}"
    )
    for event in ("dragover", "drop"):
        page.locator("#form").dispatch_event(event, {"dataTransfer": carried})


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(clerks: Clerks):
    town = clerks.sign_in("涛雒镇")
    town.get_by_role("link", name="发起", exact=True).click()
    town.get_by_role("link", name="申报入库").click()
    town.get_by_label("名称").fill("演示-滨海步道")
    town.get_by_label("总投资", exact=False).first.fill("三千万")
    press(town, CHECK)
    field = town.locator(".field", has=town.get_by_label("总投资", exact=False))
    expect(field).to_contain_text("须为金额")
    expect(town.get_by_text("请填写建设单位")).to_be_visible()
    expect(town.get_by_label("名称")).to_have_value("演示-滨海步道")


def test_amounts_are_said_exactly_and_given_in_fen(bench: World, clerks: Clerks):
    town = clerks.sign_in("涛雒镇", at="/command/projects/apply-for-admission")
    number = town.get_by_label("项目编号").input_value()
    assert re.fullmatch(r"taoluo-\d{4}-\d{3}", number)
    town.get_by_label("名称").fill("演示-海产品交易中心")
    town.get_by_label("项目类别").select_option(label="投资性产业")
    town.get_by_label("项目来源").select_option(label="本地")
    town.get_by_label("建设单位").fill("演示-涛雒镇城建公司")
    town.get_by_label("总投资", exact=False).first.fill("3000.5")
    expect(town.get_by_text("＝ 30,005,000.00 元")).to_be_visible()
    town.get_by_label("用地用途").select_option(label="工业")
    town.get_by_label("用地面积", exact=False).first.fill("10亩")
    expect(town.get_by_text("＝ 6,666.67 平方米")).to_be_visible()
    press(town, CHECK)
    expect(town.get_by_role("status", name="提交后将会")).to_contain_text("3,000.5 万元")
    press(town, GIVE)
    expect(town.get_by_role("heading", level=1)).to_have_text("演示-海产品交易中心")
    row = bench.client.rows("projects", "project-ledger")[number]
    assert (row["investment_fen"], row["land_area"]) == (3_000_500_000, "6666.67")


def fill_plan(page: Page, measures: str) -> None:
    page.get_by_label("办理措施").fill(measures)
    page.get_by_label("办理时限").fill(f"{DUE:%m%d}")
    press(page, CHECK)


def test_a_double_click_gives_a_command_once(bench: World, clerks: Clerks):
    stream = assign(bench, raise_issue(bench, "演示-双击"), "reform")
    reform = clerks.sign_in("市发展和改革委员会")
    open_form(reform, bench, stream, "提出办理方案")
    fill_plan(reform, "演示-现场核实")
    expect(reform.locator(".foreseen")).to_contain_text(f"{DUE:%Y-%m-%d}")  # typed as 1225
    reform.get_by_role("button", name=GIVE).dblclick()
    expect(reform.get_by_text("已办：提出办理方案")).to_be_visible()
    events = bench.client.get("supervision", f"/streams/{stream}").body["events"]
    assert [e["command"] for e in events].count("propose-plan") == 1


def test_a_conflict_of_two_clerks_shows_what_changed_since_and_may_be_sent_again(
    bench: World, clerks: Clerks
):
    stream = assign(bench, raise_issue(bench, "演示-两人同办"), "reform")
    reform, quicker = (clerks.sign_in("市发展和改革委员会", n) for n in ("演示-慢", "演示-快"))
    open_form(reform, bench, stream, "提出办理方案")
    open_form(quicker, bench, stream, "主要负责人答复")
    quicker.get_by_label("主要负责人", exact=False).first.fill("演示-主任")
    quicker.get_by_label("答复", exact=False).last.fill("演示-抢先")
    press(quicker, CHECK)
    press(quicker, GIVE)
    expect(quicker.get_by_text("已办：主要负责人答复")).to_be_visible()
    fill_plan(reform, "演示-后写完的")
    press(reform, GIVE)
    expect(reform.locator(".conflict")).to_contain_text("演示-抢先")
    expect(reform.get_by_label("办理措施")).to_have_value("演示-后写完的")
    press(reform, CHECK)
    press(reform, GIVE)
    expect(reform.get_by_text("已办：提出办理方案")).to_be_visible()


def test_who_is_refused_by_what_happened_since_is_told_what_that_was(bench: World, clerks: Clerks):
    stream = raise_issue(bench, "演示-抢先交办")
    housing = clerks.sign_in("市住房和城乡建设局")
    open_form(housing, bench, stream, "交办")
    assign(bench, stream, "reform")
    pick(housing, "承办单位", "市发展和改革委员会")
    press(housing, CHECK)
    expect(housing.locator(".refusal")).to_be_visible()
    expect(housing.locator(".conflict")).to_contain_text("交办")


def test_a_session_that_ends_in_mid_form_loses_nothing(bench: World, clerks: Clerks):
    town = clerks.sign_in("涛雒镇", "演示-李明", at="/command/supervision/raise-issue")
    town.get_by_label("标题").fill("演示-没写完")
    expect(town.get_by_text("草稿已存")).to_be_visible()
    with town.expect_response(lambda a: "/draft/" in a.url and "sha256" in a.request.post_data):
        drop_photo(town, "演示-积水.png")
    town.get_by_label("情况说明").fill("演示-登录过期前最后一句")
    for cookie in town.context.cookies():
        bench.app.bench.store.expire(cookie["value"])
    press(town, CHECK)
    expect(town.get_by_role("status")).to_contain_text("登录已过期")
    expect(town.get_by_label("单位")).to_have_value("taoluo")
    expect(town.get_by_label("姓名")).to_have_value("演示-李明")
    press(town, "以此登录")
    expect(town.get_by_text("已恢复上次未提交的草稿")).to_be_visible()
    expect(town.get_by_label("标题")).to_have_value("演示-没写完")
    expect(town.get_by_label("情况说明")).to_have_value("演示-登录过期前最后一句")
    expect(town.get_by_role("checkbox", name="演示-积水.png")).to_be_checked()
    press(town, "放弃草稿，重新填写")
    expect(town.get_by_label("标题")).to_have_value("")


def test_a_picker_finds_a_thing_by_its_name_with_the_keyboard_alone(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-原来的事")
    other = raise_issue(bench, "演示-重复的事")
    housing = clerks.sign_in("市住房和城乡建设局")
    open_form(housing, bench, other, "合并事项")
    picker = housing.get_by_role("combobox", name="并入事项")
    picker.press_sequentially("yldsh")  # 原来的事: initials; 演示-原来的事 says nothing of an h
    expect(housing.get_by_text("没有找到")).to_be_visible()
    picker.fill("")
    picker.press_sequentially("ylds")
    expect(housing.get_by_role("option")).to_have_count(1)
    picker.fill("")
    picker.press_sequentially("原来")
    expect(housing.get_by_role("option")).to_have_count(1)
    picker.press("ArrowDown")
    picker.press("Enter")
    expect(picker).to_have_value("演示-原来的事")
    housing.get_by_label("理由").fill("演示-同一件事")
    press(housing, CHECK)
    expect(housing.get_by_role("status", name="提交后将会")).to_contain_text("演示-原来的事")


def test_what_is_known_of_a_picked_thing_is_filled_in_and_another_value_is_a_correction(
    bench: World, clerks: Clerks
):
    finance = clerks.sign_in("市财政局", at="/command/finance/register-corporate-bond")
    issuer = finance.get_by_label("发行企业")
    finance.get_by_role("combobox", name="项目编号").press_sequentially("渔港码头")
    finance.locator("[data-pick=taoluo-pier]").click()
    expect(issuer).to_have_value("演示-涛雒镇城建公司")
    expect(finance.locator("#field-issuer")).to_contain_text("源自 申报入库 2023-07-05")
    issuer.fill("演示-另一家公司")
    press(finance, CHECK)
    told = "更正：原为 演示-涛雒镇城建公司，源自 申报入库 2023-07-05"
    expect(finance.locator("#field-issuer")).to_contain_text(told)
    expect(issuer).to_have_value("演示-另一家公司")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int) -> bytes:
    """A grey picture, one point high."""
    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    points = zlib.compress(b"\0" + b"\x80" * width)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_photo_goes_with_the_command_and_is_seen_on_the_matter(
    bench: World, clerks: Clerks, tmp_path
):
    photo, drawing = tmp_path / "演示-现场.png", tmp_path / "演示-示意.svg"
    photo.write_bytes(png(7))
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    county = clerks.sign_in("东港区", at="/command/supervision/adopt-county-plan")
    county.get_by_label("区县", exact=False).select_option(label="东港区")
    county.get_by_label("文号").fill("演示-东政〔2026〕9号")
    county.get_by_label("方案名称").fill("演示-东港区工作方案")
    county.get_by_role("textbox", name="统筹措施").fill("演示-逐项落实")
    county.get_by_label("实施至").fill("20271231")
    county.locator("input[type=file]").set_input_files([photo, drawing])
    press(county, CHECK)
    expect(county.get_by_role("status", name="提交后将会")).to_contain_text("演示-现场.png")
    press(county, GIVE)
    matter = county.url
    with county.expect_download() as download:
        county.get_by_role("link", name="演示-现场.png").first.click()
    assert download.value.path().read_bytes() == photo.read_bytes()
    shown = county.get_by_role("img", name="演示-现场.png")
    expect(shown).to_have_count(1)
    expect(shown).to_have_js_property("naturalWidth", 7)
    expect(county.get_by_role("img", name="演示-示意.svg")).to_have_count(0)
    files = {
        name: str(county.get_by_role("link", name=name).first.get_attribute("href"))
        for name in ("演示-现场.png", "演示-示意.svg")
    }
    for name, path in files.items():
        asked = bench.address + path.replace("/documents/", "/pictures/")
        answer = county.request.get(asked)
        assert answer.status == (200 if name == photo.name else 404)
        assert "sandbox" in answer.headers["content-security-policy"] or answer.status == 404
        assert county.request.get(asked.replace("donggang", "lanshan")).status == 404, "not there"
    county.get_by_role("link", name="演示-现场.png", exact=True).last.click()
    expect(county).to_have_url(re.compile("/pictures/supervision/"))
    county.goto(matter)
