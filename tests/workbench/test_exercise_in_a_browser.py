"""政策兑现 in a browser: from a number to its events in two clicks; what never was; another day."""

from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from tests.workbench import earlier
from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue
from tests.workbench.world import World

A4_WITHIN_MARGINS = 718
"""Pixels, by CSS: 190 mm."""


def opened(bench: World, clerks: Clerks, path: str = "") -> Page:
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.get_by_role("link", name="政策兑现", exact=True).click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("政策兑现")
    if path:
        housing.goto(f"{bench.address}/exercise{path}")
    return housing


def line(page: Page, clause: str) -> Locator:
    number = page.get_by_role("link", name=clause, exact=True)
    return page.locator(".matrix tbody tr").filter(has=number)


def test_two_clicks_lead_from_a_number_to_its_events(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-从数字到事项", "chaohe")
    housing = opened(bench, clerks)
    cell = line(housing, "3.3.a").get_by_role("link", name="潮河镇")
    expect(cell).to_contain_text("次")
    housing.set_viewport_size({"width": 390, "height": 780})  # a phone has no heads of columns
    said = "cell => getComputedStyle(cell.closest('td'), '::before').content"
    assert cell.evaluate(said) == '"潮河镇"'
    housing.set_viewport_size({"width": 1366, "height": 768})
    cell.click()
    expect(housing.get_by_role("heading", level=1)).to_contain_text("潮河镇：")
    housing.get_by_role("link", name="演示-从数字到事项").click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("演示-从数字到事项")
    expect(housing.locator(".timeline")).to_contain_text("事项提出")


def test_sentences_never_exercised_are_a_list_of_their_own(bench: World, clerks: Clerks):
    housing = opened(bench, clerks)
    expect(line(housing, "2.5.f")).to_contain_text("从未行使")
    expect(line(housing, "2.2.a")).to_contain_text("不适用")
    housing.get_by_role("navigation", name="情形").get_by_role("link", name="从未行使").click()
    rows = housing.locator("tbody tr")
    expect(rows.first).to_contain_text("从未行使")
    towns = set(rows.locator("td:first-child").all_inner_texts())
    assert towns == {"涛雒镇", "招贤镇", "潮河镇", "巨峰镇"}
    with housing.expect_download() as download:
        housing.get_by_role("link", name="导出 Excel").click()
    told = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0)
    found = told.to_python()
    head = next(n for n, row in enumerate(found) if row[0] == "条款")
    assert len(found) - head - 1 == rows.count()
    assert {row[4] for row in found[head + 1 :]} == {"从未行使"}


def test_on_paper_every_town_has_its_column(bench: World, clerks: Clerks):
    housing = opened(bench, clerks)
    housing.emulate_media(media="print")
    housing.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 1000})
    fits = "matrix => matrix.scrollWidth <= matrix.clientWidth"
    assert housing.locator(".matrix").evaluate(fits)


def test_before_it_all_began_nothing_was_exercised(bench: World, clerks: Clerks):
    housing = opened(bench, clerks)
    housing.get_by_label("时光").fill("20200101")
    housing.get_by_role("button", name="查看").first.click()
    expect(housing.locator("body.past")).to_be_visible()
    expect(line(housing, "3.3.a")).to_contain_text("从未行使")
    expect(housing.locator(".matrix .acts")).to_have_count(0)
    housing.get_by_role("link", name="回到现在").click()
    expect(housing.locator("body.past")).to_have_count(0)


def test_what_had_been_exercised_by_a_day_is_seen_though_it_was_recorded_later(
    bench: World, clerks: Clerks
):
    housing = opened(bench, clerks, "?as_of=20231231")
    expect(housing.locator(".matrix .acts")).to_have_count(0)
    housing.get_by_label("按哪个时间").select_option(label="按发生")
    housing.get_by_role("button", name="查看").first.click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    line(housing, "3.3.a").get_by_role("link", name="涛雒镇").click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    expect(housing.get_by_role("link", name=earlier.LATE)).to_be_visible()

    housing.goto(f"{bench.address}/burden?as_of=20231231")
    expect(housing.get_by_text("共 0 件")).to_be_visible()
    housing.get_by_label("按哪个时间").select_option(label="按发生")
    housing.get_by_role("button", name="查看").click()
    expect(housing.locator("#asked tbody tr").first).to_contain_text("2023-")
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")


def test_other_towns_are_there_for_who_wants_them(bench: World, clerks: Clerks):
    housing = opened(bench, clerks)
    expect(housing.locator("thead th")).to_have_count(5)
    housing.get_by_text("选镇", exact=True).click()
    housing.get_by_role("checkbox", name="南湖镇").check()
    housing.locator(".menu").get_by_role("button", name="查看").click()
    expect(housing.locator("thead")).to_contain_text("南湖镇")
    expect(housing.locator("thead th")).to_have_count(6)


def test_a_service_that_is_away_says_so_in_its_place(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-其余照常", "jufeng")
    housing = opened(bench, clerks)
    bench.stop("finance")
    try:
        housing.reload()
        expect(line(housing, "2.2.e").get_by_text("暂不可用").first).to_be_visible()
        expect(line(housing, "3.3.a").get_by_role("link", name="巨峰镇")).to_be_visible()
    finally:
        bench.start("finance")


def test_a_town_reads_the_days_of_all_and_the_money_of_its_own(bench: World, clerks: Clerks):
    town = clerks.sign_in("涛雒镇", at="/exercise")
    own, others = (line(town, "2.2.c").locator("td").nth(n) for n in (0, 1))
    expect(own.locator(".figure")).to_contain_text("资金")
    expect(others).to_contain_text("次")
    expect(others.locator(".figure")).to_have_count(0)
