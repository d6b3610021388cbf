"""A ledger that people filter, sort, page, add up, take away, and turn back in time."""

import csv
import re
from urllib.parse import quote

from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue
from tests.workbench.walking import sign_in
from tests.workbench.world import World

ISSUES = "/ledgers/supervision/issue-ledger"


def test_a_ledger_is_filtered_sorted_and_exported_as_it_is_seen(bench: World, clerks: Clerks):
    for title in ("演示-台账甲", "演示-台账乙"):
        raise_issue(bench, title, "chaohe")
    raise_issue(bench, "演示-台账丙", "jufeng")
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.get_by_role("link", name="台账", exact=True).click()
    housing.get_by_role("link", name="事项台账", exact=True).click()
    towns = housing.get_by_role("combobox", name="镇", exact=True)
    counted = towns.locator("option[value=chaohe]")
    expect(counted).to_have_text(re.compile(r"潮河镇（\d+）"))
    number = str(counted.text_content()).removeprefix("潮河镇（").removesuffix("）")
    towns.select_option("chaohe")
    expect(housing.get_by_role("link", name="镇为 潮河镇")).to_be_visible()
    housing.get_by_role("link", name="标题", exact=True).click()
    expect(housing.locator("thead th[aria-sort]")).to_contain_text("标题")
    housing.wait_for_load_state()
    seen = [name.strip() for name in housing.locator("tbody tr td:first-child").all_inner_texts()]
    assert seen == sorted(seen) and "演示-台账甲" in seen and "演示-台账丙" not in seen
    assert len(seen) == int(number)
    expect(housing.locator(".totals")).to_contain_text(f"合计 {len(seen)} 行")
    with housing.expect_download() as download:
        housing.get_by_role("link", name="导出 CSV").click()
    told = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    rows = csv.DictReader(told[told.index("") + 1 :])
    assert [row["标题"] for row in rows] == seen


def test_a_column_that_somebody_hides_stays_hidden(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-藏列")
    housing = clerks.sign_in("市住房和城乡建设局", "演示-藏列的人", at=ISSUES)
    head = housing.locator("thead")
    expect(head).to_contain_text("延期次数")
    expect(housing.locator(".ledger thead th").last).to_have_css("position", "sticky")
    first = housing.locator(".ledger tbody td").first
    expect(first).to_have_css("position", "sticky")
    expect(first).to_have_css("font-size", "14px")
    housing.locator(".menu summary").click()
    housing.get_by_role("checkbox", name="延期次数").uncheck()
    housing.get_by_role("button", name="记住").click()
    expect(head).not_to_contain_text("延期次数")
    housing.goto(bench.address + ISSUES)
    expect(head).not_to_contain_text("延期次数")
    with housing.expect_download() as download:
        housing.get_by_role("link", name="导出 CSV").click()
    told = download.value.path().read_text(encoding="utf-8-sig")
    assert "演示-藏列" in told and "延期次数" not in told


def test_the_ledger_of_another_day_looks_different_and_leads_back(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-时光")
    housing = clerks.sign_in("市住房和城乡建设局", at=ISSUES)
    housing.get_by_label("时光").fill("20200101")
    housing.get_by_role("button", name="查看").click()
    expect(housing.locator("body.past")).to_be_visible()
    expect(housing.get_by_text("那时没有", exact=True)).to_be_visible()
    housing.get_by_role("link", name="回到现在").click()
    expect(housing.locator("body.past")).to_have_count(0)


def test_what_had_happened_by_a_day_is_seen_though_it_was_recorded_later(
    bench: World, clerks: Clerks
):
    housing = clerks.sign_in(
        "市住房和城乡建设局", at="/ledgers/projects/project-ledger?as_of=20231231"
    )
    expect(housing.get_by_text("那时尚未记录")).to_be_visible()
    housing.get_by_role("link", name="按发生时间，那时已有").click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    rows = housing.locator(".ledger tbody tr")
    expect(rows.filter(has_text="演示-渔港码头改造")).to_have_count(1)
    expect(housing.locator(".totals")).to_contain_text(f"合计 {rows.count()} 行")
    rows.filter(has_text="演示-渔港码头改造").locator("a").first.click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    expect(housing.locator(".timeline")).to_contain_text("申报入库")


def test_a_thing_is_found_by_a_part_of_its_name(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-独一无二的路灯")
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.keyboard.press("/")
    housing.keyboard.type("独一无二")
    housing.keyboard.press("Enter")
    expect(housing.get_by_role("heading", level=1)).to_have_text("演示-独一无二的路灯")
    housing.goto(f"{bench.address}/find?q={quote('没有这样的事')}")
    expect(housing.get_by_text("没有找到")).to_be_visible()


def test_a_thing_is_found_by_the_initials_of_its_name(bench: World):
    stream = raise_issue(bench, "演示-镇区首座风雨连廊")
    site = sign_in(bench, "housing")
    answer = site.get("/find?q=zqszfyll", base_url=bench.address)
    assert answer.headers["Location"] == f"/matter/supervision/{stream}"
    raise_issue(bench, "演示-镇区首座风雨连廊二期")
    told = site.get("/find?q=SZFYLL", base_url=bench.address).text
    assert told.count("风雨连廊") == 2 and "拼音" in told


def test_what_has_no_page_of_its_own_is_found_by_its_document_at_what_it_is_about(bench: World):
    site = sign_in(bench, "housing")
    permit = quote("演示-审许〔2023〕涛雒1号")
    answer = site.get(f"/find?q={permit}", base_url=bench.address)
    assert answer.headers["Location"] == "/matter/projects/project-taoluo-pier"


def test_keys_walk_the_list_and_enter_opens_what_is_marked(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-按键")
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.keyboard.press("j")
    marked = housing.locator("tr.here .about a")
    path = marked.get_attribute("href")
    housing.keyboard.press("Enter")
    housing.wait_for_url(f"**{path}")
