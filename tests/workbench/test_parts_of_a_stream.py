"""What is numbered within a matter is chosen by what it is, with a script and without."""

from playwright.sync_api import expect

from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.earlier import FUND, LARGE, ROUND, YEAR
from tests.workbench.plain_pages import Page
from tests.workbench.walking import sign_in
from tests.workbench.world import World

CONFLICT = "/command/finance/declare-conflict"


def test_a_reviewer_is_chosen_by_name_and_organisation(bench: World, clerks: Clerks):
    page = clerks.sign_in("市财政局", "演示-沈洁", at=f"{CONFLICT}?stream=award-round-{ROUND}")
    options = page.get_by_label("评审人编号").locator("option")
    expect(options.filter(has_text="演示-郑伟")).to_have_text(
        "演示-郑伟 · 市住房和城乡建设局 · 评分 2023-08-09（r-housing）"
    )
    assert options.count() == 4  # three, and none chosen


def test_who_may_recuse_nobody_else_is_shown_the_others_and_the_rule(bench: World, clerks: Clerks):
    page = clerks.sign_in(
        "市住房和城乡建设局", "演示-郑伟", at=f"{CONFLICT}?stream=award-round-{ROUND}"
    )
    options = page.get_by_label("评审人编号").locator("option")
    expect(options.nth(1)).to_be_enabled()
    expect(options.nth(1)).to_contain_text("演示-郑伟")
    for closed in (2, 3):
        expect(options.nth(closed)).to_be_disabled()
        expect(options.nth(closed)).to_contain_text("）：只有本轮评审人可以评分或回避")


def test_they_are_shown_as_soon_as_the_matter_is_picked(bench: World, clerks: Clerks):
    page = clerks.sign_in("市财政局", "演示-沈洁", at="/command/finance/commit-funds")
    assert page.locator("input[name=contract]").input_value() == ""
    page.get_by_role("combobox", name="资金编号").fill(LARGE)
    page.locator(f"[data-pick={LARGE}]").click()
    expect(page.locator("input[name=contract]")).to_have_value("contract-001")


def test_a_matter_that_a_command_would_be_refused_for_is_found_and_can_not_be_picked(
    bench: World, clerks: Clerks
):
    """Its reviewers have scored: nobody recuses himself any more."""
    page = clerks.sign_in("市财政局", "演示-沈洁", at=CONFLICT)
    expect(page.get_by_text("先填定评选编号")).to_be_visible()
    page.get_by_role("combobox", name="评选编号").fill(ROUND)
    found = page.locator("#round\\~list button")
    expect(found).to_have_count(1)
    expect(found).to_be_disabled()
    expect(found).to_contain_text("评选")
    assert page.locator("[data-pick]").count() == 0


def test_a_project_with_nothing_of_a_fund_comes_after_those_that_have_some(
    bench: World, clerks: Clerks
):
    """Of another service's ledger, judged by what this one knows (RZ-2.2.c)."""
    page = clerks.sign_in(
        "市财政局", "演示-沈洁", at=f"/command/finance/recall-funds?stream=fund-{LARGE}"
    )
    page.get_by_role("combobox", name="项目编号").click()
    found = page.locator("#project\\~list button")
    expect(found.first).to_be_visible()
    shown = [found.nth(n).is_enabled() for n in range(found.count())]
    assert shown == sorted(shown, reverse=True) and not shown[-1]
    expect(found.last).to_contain_text("未作支出承诺")


def test_without_a_script_they_are_shown_when_the_form_is_looked_through(bench: World):
    site = sign_in(bench, "finance")
    data = {"_do": "try", "_key": "演示-1", "round": "", "round~text": ROUND, "town": "taoluo"}
    answer = site.post(CONFLICT, base_url=bench.address, data=data, headers=same_site(bench))
    page = Page(answer.text)
    assert any(text.startswith("演示-冯涛 · 市发展和改革委员会") for text in page.texts)


def test_a_new_contract_is_proposed_its_number(bench: World):
    link = f"/command/finance/commit-funds?stream=fund-{LARGE}"
    text = sign_in(bench, "finance").get(link, base_url=bench.address).text
    assert 'name="contract" value="contract-001"' in text


def test_in_a_batch_each_row_is_proposed_the_number_of_its_own_stream(bench: World):
    streams = [f"fund-{fund}" for fund in (FUND, LARGE)]
    data = {
        "row": [f"/matter/finance/{one}" for one in streams],
        "command": "finance/commit-funds",
        "town": "taoluo",
        "_do": "try",
    }
    site = sign_in(bench, "finance")
    text = site.post("/batch", base_url=bench.address, data=data, headers=same_site(bench)).text
    for stream in streams:
        assert f'name="contract@{stream}" value="contract-001"' in text
    assert 'name="contract"' not in text


def same_site(bench: World) -> dict[str, str]:
    return {"Origin": bench.address}


def test_an_area_that_was_withdrawn_can_not_be_ticked(bench: World, clerks: Clerks):
    of = {"programme": "shown-programme"}
    area = {"area": "1000.00", "measures": "演示-修复矿山"}
    scores = [{"nomination": "shown-a", "score": 90, "remark": "演示-成片"}]
    for command, org, data in (
        ("open-programme", "natural-resources",
         {"name": "演示-修复项目", "kind": "restoration", "year": YEAR, "places": 1}),
        ("nominate-area", "taoluo", {"nomination": "shown-a", "town": "taoluo", "name": "演示-甲片区", **area}),
        ("nominate-area", "taoluo", {"nomination": "shown-b", "town": "taoluo", "name": "演示-乙片区", **area}),
        ("withdraw-area", "taoluo", {"nomination": "shown-b", "town": "taoluo", "reason": "演示-另行申报"}),
        ("rank-nominations", "natural-resources", {"scores": scores}),
    ):  # fmt: skip
        answer = bench.client.give(Order("land", command, org, of | data))
        assert answer.status == 200, answer
    page = clerks.sign_in("市自然资源和规划局")
    page.goto(f"{bench.address}/command/land/select-areas?stream=land-programme-shown-programme")
    expect(page.get_by_role("checkbox", name="演示-甲片区")).to_be_enabled()
    withdrawn = page.get_by_role("checkbox", name="演示-乙片区")
    expect(withdrawn).to_be_disabled()
    expect(page.locator("label").filter(has=withdrawn)).to_contain_text("）：")
