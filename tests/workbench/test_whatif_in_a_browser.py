"""推演: a reading, a parameter, an act otherwise, over the history, by town; and the versions."""

import re
import threading
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from werkzeug.test import Client

from shared.kernel.commands.replaying import Replay
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.client import Order
from tests.workbench.clerk import Clerks
from tests.workbench.earlier import ROUND
from tests.workbench.matters import reserve_too_little
from tests.workbench.world import World

LATE = "finance.fee_handover_days"


def test_a_reading_is_compared_by_town_as_a_table_and_a_chart(bench: World, clerks: Clerks):
    finance = clerks.sign_in("市财政局")
    finance.get_by_role("link", name="推演", exact=True).click()
    finance.get_by_role("link", name="推演：“镇”“本镇”是否包括巨峰镇，资金服务").or_(
        finance.locator("a[href='/whatif/finance?reading=5']")
    ).first.click()
    expect(finance.get_by_text("只指三个省级试点镇，巨峰镇不留用")).to_be_visible()
    finance.get_by_role("button", name="推演").click()
    expect(finance.locator("#replayed .legend")).to_be_visible()
    capacity = finance.locator("section.card", has_text="核定基期财力：基期财力").first
    jufeng = capacity.locator("tbody tr", has_text="巨峰镇")
    expect(jufeng.locator("td").nth(2)).to_have_text("0.00 元")
    assert capacity.locator("svg rect.would").count() >= 4
    expect(capacity.locator("svg")).to_have_attribute("aria-label", re.compile("数见旁边的表"))
    acts = finance.locator("table.list")
    expect(acts).to_contain_text("适用于试点镇")


def test_a_limit_says_who_would_have_been_late_and_what_can_not_be_read(
    bench: World, clerks: Clerks
):
    finance = clerks.sign_in("市财政局", at=f"/whatif/finance?parameter={LATE}")
    finance.get_by_label("改为").fill("很快")
    finance.get_by_role("button", name="推演").click()
    expect(finance.get_by_role("alert")).to_have_text("须为整数")
    finance.get_by_label("改为").fill("0")
    finance.get_by_role("button", name="推演").click()
    expect(finance.get_by_role("alert")).to_contain_text("1 至")
    finance.get_by_label("改为").fill("1")
    finance.get_by_role("button", name="推演").click()
    late = finance.locator("section.card", has_text="配套费划转超期：次数")
    expect(late).to_contain_text("超期")
    expect(late.locator("tbody tr", has_text="潮河镇").locator("td").nth(1)).to_have_text("0")


def test_a_replay_that_takes_long_says_how_far_it_is_until_it_is_done(
    bench: World, clerks: Clerks, monkeypatch: pytest.MonkeyPatch
):
    seen, run = threading.Event(), Replay.run

    def held(replay: Replay) -> Iterator[int]:
        """Goes on once its progress was seen."""
        yield 0
        seen.wait(PATIENCE_SECONDS)
        yield from run(replay)

    monkeypatch.setattr(Replay, "run", held)
    finance = clerks.sign_in("市财政局", at="/whatif/finance?reading=5")
    finance.get_by_role("button", name="推演").click()
    expect(finance.locator("progress")).to_be_visible()
    seen.set()
    expect(finance.locator("#replayed .legend")).to_be_visible()
    expect(finance.locator("progress")).to_have_count(0)


def test_an_act_of_the_history_is_taken_otherwise_from_its_matter(bench: World, clerks: Clerks):
    finance = clerks.sign_in("市财政局", at="/matter/finance/fee-account-taoluo")
    published = finance.locator("li", has_text="公布配套费分成规定")
    published.get_by_role("link", name="假如不同").click()
    expect(finance.get_by_role("heading", level=1)).to_contain_text("公布配套费分成规定")
    shares = finance.locator("input[name^='shares.']")
    assert shares.count() > 1
    finance.get_by_role("button", name="推演").click()
    expect(finance.get_by_role("alert")).to_have_text("请改动至少一个数")
    shares.first.fill("99")
    finance.get_by_role("button", name="推演").click()
    expect(finance.locator("#replayed, [role=alert]").first).to_be_visible()


def test_another_score_of_a_round_says_who_would_have_been_awarded_what(
    bench: World, clerks: Clerks
):
    """涛雒镇 has 86 points of each of three, 招贤镇 78: with 50 of one it would have had 74."""
    finance = clerks.sign_in("市财政局", at=f"/matter/finance/award-round-{ROUND}")
    score = finance.locator(".timeline li", has_text="86").filter(has_text="演示-郑伟")
    score.filter(has_text="涛雒镇").get_by_role("link", name="假如不同").click()
    expect(finance.get_by_label("原来的办理")).to_contain_text("涛雒镇")
    finance.get_by_label("产业发展 得分").fill("50")
    finance.get_by_role("button", name="推演").click()
    awards = finance.locator(
        "section.card", has=finance.get_by_role("heading", name="公示结果：奖补")
    )
    for town, *said in (
        ("涛雒镇", "300 万元", "200 万元", "-100 万元"),
        ("招贤镇", "200 万元", "300 万元", "+100 万元"),
    ):
        row = awards.locator("tbody tr", has_text=town)
        for place, text in enumerate(said, 1):
            expect(row.locator("td").nth(place)).to_have_text(text)
    assert awards.locator("svg rect.would").count() == 2
    closed = finance.locator("table.inner", has_text="评分结束").first
    expect(closed).to_contain_text("86")
    expect(closed).to_contain_text("74")
    expect(finance.locator("#replayed")).not_to_contain_text("（超期）")


def test_a_smaller_reserve_says_which_town_would_have_gone_without_land(
    bench: World, clerks: Clerks
):
    """巨峰镇 draws 60,000 m² of 150,000: of 50,000 it would have had none."""
    request, land = "shown-land", "演示-日自然资规〔2026〕9号"
    asked = {"request": request, "project": "jufeng-tea-garden", "town": "jufeng"}
    reserve_too_little(bench, "lanshan")
    for command, by, data in (
        ("set-reserve", "lanshan", {"county": "lanshan", "reserved": "150000", "document": land}),
        (
            "request-new-land",
            "jufeng",
            {**asked, "area": "60000", "use": "commercial", "screening": []},
        ),
        ("allocate-land", "natural-resources", {"request": request, "source": "reserve"}),
    ):
        order = Order("land", command, by, data)
        eventually(lambda order=order: bench.client.give(order).status == 200, command)
    planning = clerks.sign_in("市自然资源和规划局", at="/matter/land/reserve-lanshan")
    reserved = planning.locator(".timeline li", has_text=land)
    reserved.get_by_role("link", name="假如不同").click()
    planning.locator("input[name=reserved]").fill("50000")
    planning.get_by_role("button", name="推演").click()
    allocated = planning.locator("section.card", has_text="安排用地：面积")
    row = allocated.locator("tbody tr", has_text="巨峰镇").locator("td")
    expect(row.nth(1)).to_contain_text("60,000")
    expect(row.nth(2)).to_have_text(re.compile("^0"))
    expect(planning.locator("table.list")).to_contain_text("使用总量不超过预留规模")


def plain(bench: World, organisation: str) -> Client:
    """A browser without scripts, in which somebody of an organisation has signed in."""
    site, data = Client(bench.app), {"organisation": organisation, "name": "演示-某人", "next": "/"}
    site.post("/sign-in", base_url=bench.address, data=data, headers={"Origin": bench.address})
    return site


WHO = ("finance", "taoluo")


def test_who_the_clause_does_not_name_is_told_so(bench: World):
    site, asked = plain(bench, "taoluo"), {"reading": "5"}
    origin = {"Origin": bench.address}
    told = site.post("/whatif/finance", base_url=bench.address, data=asked, headers=origin)
    assert told.status_code == 403
    assert "牵头、参与单位和运维单位" in told.text
    listed = {who: plain(bench, who).get("/whatif", base_url=bench.address).text for who in WHO}
    assert 'href="/whatif/finance?reading=5"' in listed["finance"]
    assert 'href="/whatif/finance?reading=5"' not in listed["taoluo"]
    assert "/ledgers/finance/matters?category=award-round" in listed["finance"]
    assert "/ledgers/finance/matters?category" not in listed["taoluo"]
    for path in ("/whatif/finance?reading=7", "/whatif/weather?reading=5"):
        assert site.get(path, base_url=bench.address).status_code == 404


def test_how_far_a_replay_is_is_told_to_who_asked_for_it_alone(bench: World):
    site, asked = plain(bench, "finance"), {"reading": "5"}
    origin = {"Origin": bench.address}
    told = site.post("/whatif/finance", base_url=bench.address, data=asked, headers=origin)
    assert told.status_code == 200 and 'id="replayed"' in told.text
    token = bench.client.token("finance")
    begun = bench.client.call("POST", "finance", "/replays?wait=0", token, body={"reading": 5})
    assert begun.status in (200, 202)
    path = f"/whatif/finance/replay/{begun.body['id']}"
    assert site.get(path, base_url=bench.address).status_code == 404


def test_the_versions_of_the_text_and_what_is_open_under_each(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", at="/help")
    housing.get_by_role("link", name="政策版本").click()
    expect(housing.get_by_role("heading", name="征求意见稿（2023年夏）（现行）")).to_be_visible()
    housing.get_by_role("link", name=re.compile(r"^\d+ 件$")).first.click()
    matters = housing.locator("#matters tbody tr")
    assert matters.count() > 1
    housing.goto(f"{bench.address}/policy?version={quote('RZ-2023-draft')}")
    expect(housing.locator("#matters")).to_contain_text("未办结事项")


def test_what_is_offered_to_be_otherwise_can_be_and_what_cannot_says_why(bench: World):
    offered = re.compile(r'href="(/whatif/finance/act\?[^"]+)"')
    matter = "/matter/finance/fee-account-taoluo"
    finance, town = plain(bench, "finance"), plain(bench, "taoluo")
    links = offered.findall(finance.get(matter, base_url=bench.address).text)
    assert links and not offered.findall(town.get(matter, base_url=bench.address).text)
    for link in links:
        form = finance.get(unescape(link), base_url=bench.address)
        assert form.status_code == 200 and "没有可改动的数" not in form.text, link
    events = bench.client.get("projects", "/streams/project-taoluo-pier").body["events"]
    asked = "/whatif/projects/act?stream=project-taoluo-pier&version="
    reform = plain(bench, "reform")
    told = {
        e["version"]: reform.get(f"{asked}{e['version']}", base_url=bench.address) for e in events
    }
    unsaid = [answer for answer in told.values() if answer.status_code == 422]
    assert {answer.status_code for answer in told.values()} <= {200, 422}
    assert unsaid and all("不能从事件中还原" in answer.text for answer in unsaid)
