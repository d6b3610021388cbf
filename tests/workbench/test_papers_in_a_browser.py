"""Papers as Chromium prints them: pages, repeated heads, the foot; drafts; what is kept stays."""

import io
import re
from unicodedata import normalize

from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue, reserve_too_little
from tests.workbench.world import World

ENOUGH = 40
"""Matters that fill more than one page."""


RADICALS = str.maketrans("⻚⻓⻋⻅⻛⻢⻆⻔", "页长车见风马角门")
"""What a font writes some words with, and Unicode does not call the same."""


def printed(page: Page) -> list[str]:
    """The texts of the pages that Chromium prints, without the spaces that it lays out by."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    texts = [one.extract_text() or "" for one in PdfReader(io.BytesIO(pdf)).pages]
    return ["".join(normalize("NFKC", one).translate(RADICALS).split()) for one in texts]


def test_a_notice_is_printed_from_its_matter_and_goes_on_as_a_draft(bench: World, clerks: Clerks):
    stream = assign(bench, raise_issue(bench, "演示-督办的断头路"), "reform")
    data = {"issue": stream.removeprefix("issue-"), "message": "演示-请抓紧办理"}
    assert bench.client.give(Order("supervision", "remind-handler", "housing", data)).status == 200
    housing = clerks.sign_in("市住房和城乡建设局", "演示-李四", at=f"/matter/supervision/{stream}")
    housing.get_by_role("link", name="督办单").click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("督办单")
    [text] = printed(housing)
    assert "市发展和改革委员会:" in text
    assert "演示-督办的断头路" in text and "演示-请抓紧办理" in text
    assert "市住房和城乡建设局演示-李四" in text and "依据记录位置:" in text
    assert text.count("第1页,共1页") == 1
    assert "工作台" not in text, "what is around it is not printed"
    assert "事项演示-" not in text and data["issue"] not in text, "it is about that matter"
    for lower in range(0, 120, 10):
        housing.locator(".sheet h1").evaluate(f"head => head.style.marginTop = '{lower}mm'")
        *_, last = printed(housing)
        assert "演示-请抓紧办理" in last, "a signature stands with what it signs"
    with housing.expect_download() as download:
        housing.get_by_role("link", name="下载 .docx 草稿").click()
    draft = Document(str(download.value.path()))
    texts = [p.text for p in draft.paragraphs]
    assert texts[0] == "督办单" and "市发展和改革委员会：" in texts
    cells = [cell.text for table in draft.tables for row in table.rows for cell in row.cells]
    assert "演示-督办的断头路" in cells
    assert "依据记录位置" in draft.sections[0].footer.paragraphs[0].text
    housing.get_by_role("link", name="文书").first.click()
    notices = housing.locator("section.card", has=housing.get_by_role("heading", name="督办单"))
    notices.get_by_role("link", name="演示-督办的断头路").click()
    expect(housing.locator(".sheet")).to_contain_text("演示-请抓紧办理")


def test_a_long_hand_over_repeats_the_head_of_its_table_and_its_foot_on_every_page(
    bench: World, clerks: Clerks
):
    for number in range(ENOUGH):
        assign(bench, raise_issue(bench, f"演示-交接的第{number}件"), "reform")
    reform = clerks.sign_in("市发展和改革委员会", "演示-王五")
    reform.get_by_role("link", name="文书").click()
    hand_over = reform.locator("form.card", has_text="交接单")
    hand_over.get_by_role("button", name="生成").click()
    expect(reform.get_by_role("heading", level=1)).to_have_text("交接单")
    pages = printed(reform)
    assert len(pages) > 1
    rows = [page for page in pages if "演示-交接的第" in page]
    assert len(rows) > 1
    for number, page in enumerate(pages, 1):
        assert "依据记录位置" in page and f"第{number}页,共{len(pages)}页" in page
    for page in rows:
        assert "待办内容条款镇" in page, "the head of the table"
    whole = "".join(pages)
    assert all(f"演示-交接的第{number}件" in whole for number in range(ENOUGH))
    reform.get_by_role("link", name="文书").first.click()
    hand_over.get_by_label("截至").fill("1332")
    hand_over.get_by_role("button", name="生成").click()
    expect(reform.get_by_text("截至：须为日期，如 1225")).to_be_visible()
    address = f"{bench.address}/papers/handover/reform?as_of=1332"
    assert reform.request.get(address).status == 400, "not how things stand now"


def test_a_kept_monthly_report_prints_the_same_whatever_happens_after(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-月报之前的事")
    housing = clerks.sign_in("市住房和城乡建设局", "演示-赵六")
    housing.get_by_role("link", name="文书").click()
    report = housing.locator("form.card", has_text="月报")
    report.get_by_label("月份").fill("13")
    report.get_by_role("button", name="生成").click()
    expect(housing.get_by_text("须为月份，如 9 或 2025-09")).to_be_visible()
    report.get_by_role("button", name="生成").click()
    expect(housing.locator(".sheet")).to_contain_text("演示-月报之前的事")
    housing.get_by_role("button", name="存档").click()
    expect(housing.get_by_text("内容哈希")).to_be_visible()
    address, first = housing.url, printed(housing)
    raise_issue(bench, "演示-月报之后的事")
    housing.goto(bench.address + "/papers")
    housing.locator(".plain a", has_text="月报").first.click()
    assert housing.url == address
    expect(housing.locator(".sheet .foot-text")).to_be_attached()
    assert printed(housing) == first
    assert "演示-月报之后的事" not in "".join(first)
    taoluo = clerks.sign_in("涛雒镇")
    assert taoluo.request.get(address).status == 404, "it is housing's"


def test_figures_in_two_units_stay_on_the_sheet(bench: World, clerks: Clerks):
    reserve_too_little(bench, "lanshan")
    land = clerks.sign_in("市自然资源和规划局", size=(794, 1123))  # A4
    land.goto(f"{bench.address}/print/ledgers/land/reserve-ledger")
    expect(land.locator(".sheet td.number").first).to_contain_text("亩")
    land.emulate_media(media="print")
    assert land.evaluate("document.documentElement.scrollWidth") <= 794
    table = land.locator(".sheet table").first
    room = "at => at.parentElement.getBoundingClientRect().right - at.getBoundingClientRect().right"
    assert table.evaluate(room) >= 1, "its last border is not cut off"
    county = land.locator(".sheet td", has_text=re.compile("^[东莒五岚]")).first
    assert county.evaluate("cell => cell.offsetHeight < 3 * cell.offsetWidth"), "one word a line"


def test_a_ledger_and_a_dossier_are_printed_as_they_are_seen(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-打印的台账", "jufeng")
    housing = clerks.sign_in(
        "市住房和城乡建设局", "演示-李四", at="/ledgers/supervision/issue-ledger?town=jufeng"
    )
    housing.get_by_role("link", name="打印", exact=True).click()
    expect(housing.locator(".sheet")).to_contain_text("演示-打印的台账")
    expect(housing.locator(".sheet .about")).to_contain_text("镇为 巨峰镇")
    expect(housing.locator(".sheet td", has_text="涛雒镇")).to_have_count(0)
    everything = housing.locator(".sheet tr", has_text="演示-打印的台账").first
    expect(everything.locator("td").last).to_contain_text("重办次数 0")  # what has no column
    expect(housing.locator(".sheet th")).to_have_count(10 + 3)  # its own, and those of the sources
    pdf = PdfReader(io.BytesIO(housing.pdf(prefer_css_page_size=True)))
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
    housing.goto(f"{bench.address}/dossier/project/taoluo-pier")
    housing.get_by_role("link", name="打印", exact=True).click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("一项目一档")
    expect(housing.locator(".sheet")).to_contain_text("依据记录位置：项目")
