"""驾驶舱: charts drawn from tables, every mark of which leads to its rows."""

import re

from playwright.sync_api import Locator, expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue, reserve_too_little
from tests.workbench.test_exercise_in_a_browser import A4_WITHIN_MARGINS
from tests.workbench.world import World


def test_a_number_of_a_chart_leads_to_as_many_rows(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-驾驶舱")
    housing = clerks.sign_in("市住房和城乡建设局")
    housing.get_by_role("link", name="驾驶舱", exact=True).click()
    figure = housing.get_by_role("figure", name="各镇事项办理")
    expect(figure.locator("canvas")).to_be_visible()
    housing.emulate_media(media="print")
    housing.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 1000})
    assert housing.evaluate("document.documentElement.scrollWidth") <= A4_WITHIN_MARGINS
    expect(figure.locator("canvas")).to_be_visible()
    housing.emulate_media(media="null")
    row = figure.locator("tbody tr").filter(has_text="涛雒镇")
    number = row.get_by_role("link").first
    said = number.inner_text()
    number.click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("事项台账")
    expect(housing.get_by_role("link", name="镇为 涛雒镇")).to_be_visible()
    expect(housing.locator(".totals")).to_contain_text(f"合计 {said} 行")


def test_a_mark_of_a_chart_leads_where_its_number_leads(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", at="/cockpit?service=projects")
    figure = housing.get_by_role("figure", name="项目进展")
    expect(figure.locator("[data-ready]")).to_be_visible()
    figure.scroll_into_view_if_needed()
    _click_a_bar(figure)
    leads = re.compile(r"/ledgers/projects/project-ledger\?town=\w+&stage=\w+")
    expect(housing).to_have_url(leads)


def test_a_figure_that_nobody_can_tell_as_it_was_is_named_and_no_service_is_said_to_be_away(
    bench: World, clerks: Clerks
):
    housing = clerks.sign_in("市住房和城乡建设局", at="/cockpit?as_of=20231231&by_day_of=happened")
    expect(housing.get_by_text("由其他业务的记录生成、不能回看")).to_be_visible()
    expect(housing.locator(".absent")).to_have_count(0)
    expect(housing.get_by_role("figure", name="项目进展").locator("tbody a").first).to_be_visible()


def test_what_a_number_is_held_to_is_a_line_and_is_said_below_the_table(
    bench: World, clerks: Clerks
):
    reserve_too_little(bench, "donggang")
    city = clerks.sign_in("市自然资源和规划局", at="/cockpit?service=land")
    figure = city.get_by_role("figure", name="预留比例")
    expect(figure.locator("[data-bound='10.0'][data-ready]")).to_be_visible()
    expect(figure).to_contain_text("图中横线：预留规模占建设用地规模的最低比例 10%")


def test_the_sketch_is_coloured_by_what_is_chosen_and_says_it_in_words(
    bench: World, clerks: Clerks
):
    raise_issue(bench, "演示-示意图")
    housing = clerks.sign_in("市住房和城乡建设局", at="/cockpit")
    housing.get_by_label("按", exact=True).select_option(label="各镇事项办理")
    sketch = housing.get_by_role("group", name="各镇事项办理示意图")
    town = sketch.get_by_role("link", name=re.compile("^涛雒镇 .+，高$"))
    expect(town).to_be_visible()
    town.click()
    expect(housing.get_by_role("link", name="镇为 涛雒镇")).to_be_visible()


def test_a_town_sees_figures_of_its_own_rows_and_no_script_stands_in_a_page(
    bench: World, clerks: Clerks
):
    raise_issue(bench, "演示-他镇", "jufeng")
    raise_issue(bench, "演示-本镇", "taoluo")
    town = clerks.sign_in("涛雒镇")
    answer = town.goto(f"{bench.address}/cockpit?service=supervision")
    assert answer and "'unsafe-inline'" not in answer.headers["content-security-policy"]
    figure = town.get_by_role("figure", name="各镇事项办理")
    expect(figure.locator("canvas")).to_be_visible()
    expect(figure.locator("tbody th")).to_have_text(["涛雒镇"])


def _click_a_bar(figure: Locator) -> None:
    """Move along the foot of the bars until the hand shows that one is met, and click it."""
    canvas = figure.locator("canvas")
    box = canvas.bounding_box()
    assert box
    for part in range(4, 38):
        at = box["x"] + box["width"] * part / 40, box["y"] + box["height"] - 34
        figure.page.mouse.move(*at)
        if canvas.evaluate("canvas => canvas.parentElement.style.cursor") == "pointer":
            figure.page.mouse.click(*at)
            return
    raise AssertionError("no bar was met")
