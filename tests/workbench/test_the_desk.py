"""工作台 beyond the tasks: what somebody began, filters kept under a name, what a head sees; and
减负表, which counts what towns are asked for."""

import re
from datetime import timedelta

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from werkzeug.test import Client

from shared.kernel.tasks.holding import HeldTask
from shared.kernel.views.set_aside import Failure, put_aside, take_back
from shared.kernel.views.tables import ViewTables
from tests.eventually import eventually
from tests.integration.client import Order
from tests.integration.keeping import today
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, nominate_borrower, raise_issue, reserve_too_little
from tests.workbench.walking import sign_in
from tests.workbench.world import World


def test_what_somebody_began_is_a_list_of_their_own(bench: World, clerks: Clerks):
    town = clerks.sign_in("涛雒镇", "演示-发起的人")
    expect(town.get_by_role("link", name="我发起")).to_contain_text("0")
    town.goto(f"{bench.address}/command/supervision/raise-issue")
    town.get_by_label("标题").fill("演示-我自己提出的")
    town.get_by_label("类别").select_option(index=1)
    town.get_by_label("情况说明").fill("演示-由测试提出")
    town.get_by_role("button", name="核对并查看结果").click()
    town.get_by_role("button", name="确认办理").click()
    expect(town.get_by_text("已办：")).to_be_visible()
    town.goto(bench.address)
    expect(town.get_by_role("link", name="我发起")).to_contain_text("1")
    town.get_by_role("link", name="我发起").click()
    listed = town.get_by_role("link", name=re.compile("演示-我自己提出的"))

    def named() -> bool:
        """Its name comes from another ledger than the list."""
        town.goto(f"{bench.address}/begun")
        return listed.count() == 1

    eventually(named, "what was begun is listed by its name")
    listed.click()
    expect(town.get_by_role("heading", level=1)).to_have_text("演示-我自己提出的")
    other = clerks.sign_in("涛雒镇", "演示-别的人", at="/begun")
    expect(other.get_by_text("没有我发起的事项")).to_be_visible()


def test_who_was_sent_a_copy_of_a_matter_finds_it_without_having_to_act(
    bench: World, clerks: Clerks
):
    reserve_too_little(bench, "wulian")
    copied = clerks.sign_in("市自然资源和规划局", "演示-抄送的人")
    row = copied.get_by_role("row").filter(has_text="五莲县")

    def told() -> bool:
        """The issue comes from another service's event."""
        copied.goto(f"{bench.address}/copied")
        return row.count() == 1

    eventually(told, "a copy is listed")
    expect(row.get_by_role("link", name="预留规模低于 10%")).to_be_visible()
    copied.goto(bench.address)
    expect(copied.get_by_role("link", name="抄送我")).to_contain_text(re.compile("[1-9]"))
    other = clerks.sign_in("市司法局", "演示-没有抄送的人", at="/copied")
    expect(other.get_by_text("没有抄送我的事项")).to_be_visible()


def test_a_filter_is_kept_under_a_name_with_its_count(bench: World, clerks: Clerks):
    raise_issue(bench, "演示-筛选", "jufeng")
    housing = clerks.sign_in("市住房和城乡建设局", "演示-筛选的人")
    housing.get_by_role("combobox", name=re.compile("^镇")).select_option(label="巨峰镇")
    rows = housing.locator("main tbody tr")
    expect(rows.first).to_contain_text("巨峰镇")
    number = rows.count()
    housing.get_by_label("存为筛选").fill("巨峰的事")
    housing.get_by_role("button", name="保存").click()
    kept = housing.get_by_role("link", name=f"巨峰的事 {number}")
    expect(kept).to_be_visible()
    housing.goto(bench.address)
    kept.click()
    expect(rows).to_have_count(number)
    housing.get_by_role("button", name="不再保留 巨峰的事").click()
    expect(kept).to_have_count(0)


def test_after_a_command_the_next_is_of_the_list_that_was_looked_at(bench: World):
    first, second, third = (raise_issue(bench, f"演示-依次-{n}", "jufeng") for n in (1, 2, 3))
    site = sign_in(bench, "housing")

    def leads(line: str, after: str) -> str:
        path = f"/next?after={after}&line={line}"
        return site.get(path, base_url=bench.address).headers["Location"]

    listed = site.get("/?town=jufeng&service=supervision", base_url=bench.address).text
    link = f"/matter/supervision/{first}?line=open~jufeng~supervision"
    assert link in listed
    assert "&amp;next=open~jufeng~supervision" in site.get(link, base_url=bench.address).text
    passed_over = site.get(f"/matter/supervision/{second}", base_url=bench.address).text
    (place,) = set(re.findall(r"&amp;next=(open~~~[^\"]+)", passed_over))
    assert leads(place, second) == f"/matter/supervision/{third}"
    following = leads("open~jufeng~supervision", first)
    assert following.endswith("?line=open~jufeng~supervision")
    rows = bench.client.rows("supervision", "issue-ledger")
    assert rows[following.partition("?")[0].rpartition("issue-")[2]]["town"] == "jufeng"
    assert leads("late~jufeng~people", second) == "/?state=late&town=jufeng&service=people"
    assert leads("1", first).startswith("/matter/")


def test_a_head_sees_what_is_late_and_what_towns_are_asked_this_month(bench: World, clerks: Clerks):
    assign(bench, raise_issue(bench, "演示-负责人"), "reform")
    head = clerks.sign_in("市发展和改革委员会", "演示-主任", duties=("主要负责人",))
    panel = head.get_by_role("region", name="负责人")
    expect(panel).to_contain_text("本单位超期")
    owed = panel.get_by_role("definition").nth(1)
    number = owed.inner_text()
    owed.get_by_role("link").click()
    expect(head.get_by_role("heading", level=1)).to_have_text("主要负责人答复")
    expect(head.locator(".totals")).to_contain_text(f"合计 {number} 行")
    head.go_back()
    panel.get_by_role("link").last.click()
    expect(head.get_by_role("heading", level=1)).to_have_text("减负表")


def test_the_table_of_burdens_leads_to_the_tasks_that_it_counts(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", at="/burden")
    figure = housing.get_by_role("figure", name="各部门向各镇要件")
    expect(figure.locator("canvas")).to_be_visible()
    number = figure.locator("tbody a").first
    said = number.inner_text()
    number.click()
    expect(housing.get_by_text(f"共 {said} 件")).to_be_visible()
    line = housing.locator("#asked tbody a:not(.clause)").first
    of_line = line.inner_text()
    with housing.expect_download() as download:
        housing.get_by_role("link", name="导出 Excel").click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    line.click()
    expect(housing.get_by_role("heading", level=1)).to_have_text("待办")
    expect(housing.locator(".totals")).to_contain_text(f"合计 {of_line} 行")


def test_what_another_service_knew_is_counted_and_leads_to_both_events(
    bench: World, clerks: Clerks
):
    nominate_borrower(bench, "taoluo-pier", "演示-涛雒镇城建公司")
    nominate_borrower(bench, "taoluo-pier", "演示-另一家公司")
    town = clerks.sign_in("涛雒镇", at="/burden")
    figure = town.get_by_role("figure", name="金融服务：他业务已知仍要填报的项目")
    expect(figure.locator("tbody tr")).to_contain_text("涛雒镇21")
    figure.locator("tbody a").last.click()
    line = town.locator("#elsewhere tbody tr")
    expect(line).to_contain_text("提名意向性融资用途：借款企业")
    expect(line).to_contain_text("项目管理，源自 申报入库 2023-07-05与已知相同")
    assert "演示-涛雒镇城建公司" not in town.content()
    for link, event, told in ((0, "提名意向性融资用途", "借款企业"), (1, "申报入库", "建设单位")):
        line.get_by_role("link").nth(link).click()
        expect(town.locator("li:target h3")).to_contain_text(event)
        expect(town.locator("li:target")).to_contain_text(told)
        town.go_back()
    with town.expect_download() as download:
        town.get_by_role("link", name="导出 Excel").click()
    book = CalamineWorkbook.from_path(str(download.value.path()))
    head, *lines = book.get_sheet_by_name("他业务已知明细").to_python()
    assert sorted(line[-1] for line in lines) == ["否", "是"]
    assert head[4:6] == ["已知业务", "来源"] and lines[0][4:6] == [
        "项目管理",
        "源自 申报入库 2023-07-05",
    ]


def test_what_was_known_elsewhere_is_as_it_was_and_as_far_as_it_can_be_told(bench: World):
    nominate_borrower(bench, "taoluo-pier", "演示-涛雒镇城建公司")
    site, yesterday = sign_in(bench, "taoluo"), bench.app.bench.today() - timedelta(days=1)

    def page(query: str = "", of: Client = site) -> str:
        return of.get(f"/burden{query}", base_url=bench.address).text

    known, unsaid = "源自 申报入库 2023-07-05", "暂不可用或未接入，未能比对"
    assert known in page() and unsaid not in page()
    assert known in page(f"?as_of={bench.app.bench.today()}&by_day_of=happened")
    for by in ("", "&by_day_of=happened"):
        assert known not in page(f"?as_of={yesterday}{by}")
    assert known not in page(of=sign_in(bench, "jufeng"))
    bench.stop("projects")
    try:
        assert known not in page() and unsaid in page()
    finally:
        bench.start("projects")


def test_help_says_first_by_which_sentences_the_page_goes(bench: World):
    site = sign_in(bench, "finance")
    page = site.get("/ledgers/finance/fund-ledger", base_url=bench.address).text
    assert 'href="/help?service=finance"' in page
    told = site.get("/help?service=finance", base_url=bench.address).text
    own, _, every = told.partition("全部条款")
    assert 'href="/help/RZ-2.2.c"' in own and 'href="/help/RZ-3.3.a"' not in own
    assert 'href="/help/RZ-3.3.a"' in every


def test_the_desk_says_of_how_many_matters_nobody_could_tell_what_they_ask_for(bench: World):
    streams = [raise_issue(bench, f"演示-算不出的待办-{n}", "zhaoxian") for n in (1, 2)]
    table = ViewTables().table(HeldTask.definition, 1).name
    database = bench.lives["supervision"].service.log.database

    def says(organisation: str) -> list[str]:
        page = sign_in(bench, organisation).get("/", base_url=bench.address).text
        return re.findall(r"有 (\d+) 件事项的待办暂不能计算", page)

    with database.write() as connection:
        put_aside(connection, table, dict.fromkeys(streams, Failure(1, ArithmeticError())))
    try:
        assert (says("housing"), says("zhaoxian"), says("jufeng")) == (["2"], ["2"], [])
    finally:
        with database.write() as connection:
            take_back(connection, table, streams)
    assert says("housing") == []


def test_what_was_done_leads_only_where_its_reader_may_still_look(bench: World):
    """A bank has answered a borrower who then withdraws the consent to be shown to it."""
    of, bank = {"demand": "shown-consent"}, {"institution": "institution-city"}
    named = {"name": "演示-城市商业银行", "credit_code": "91371100000000002x"}
    asks = {"borrower": "b-1", "purpose": "演示-设备", "amount_fen": 20_000_000, "months": 12}
    kinds = {"borrower_kind": "family-farm", "industry": "tea"}
    for command, by, data in (
        ("register-institution", "local-finance", {**bank, **named, "kind": "commercial-bank", "group": "local"}),
        ("register-demand", "jufeng", {**of, "town": "jufeng", **asks, **kinds}),
        ("record-consent", "jufeng", {**of, **bank, "given_on": today(), "evidence": "演示-授权书"}),
        ("push-demand", "local-finance", {**of, "institutions": list(bank.values())}),
        ("record-contact", "institution-city", {**of, **bank, "manner": "visit", "contacted_on": today()}),
        ("withdraw-consent", "jufeng", {**of, **bank, "reason": "演示-撤回"}),
    ):  # fmt: skip
        answer = bench.client.give(Order("credit", command, by, data))
        assert answer.status == 200, answer
    matter = "/matter/credit/financing-demand-shown-consent"
    site = sign_in(bench, "institution-city")
    done = site.get("/?state=done", base_url=bench.address).text
    assert "20 万元" in done and matter not in done
    assert site.get(matter, base_url=bench.address).status_code == 403
    guide = sign_in(bench, "local-finance")
    assert matter in guide.get("/?state=done", base_url=bench.address).text
