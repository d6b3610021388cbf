"""时光: a ledger, a matter and a dossier as they stood, and what changed between two times."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from shared.policy.local_time import LOCAL_TIME
from tests.eventually import eventually
from tests.integration.client import Order
from tests.workbench import earlier
from tests.workbench.clerk import Clerks
from tests.workbench.matters import assign, raise_issue
from tests.workbench.world import World


def next_second() -> str:
    """The second that has just ended, as people type it: what comes now is after it."""
    ended = datetime.now(LOCAL_TIME).replace(microsecond=0)
    over = ended + timedelta(seconds=1)
    eventually(lambda: datetime.now(LOCAL_TIME) >= over, "the next second")
    return f"{ended:%Y-%m-%d %H:%M:%S}"


def compare(page: Page, since: str) -> None:
    page.get_by_label("自", exact=True).fill(since)
    page.get_by_role("button", name="对比").click()


def test_two_times_of_a_ledger_are_compared_row_by_row(bench: World, clerks: Clerks):
    changed = raise_issue(bench, "演示-前后不同", "chaohe")
    raise_issue(bench, "演示-前后相同", "chaohe")
    next_second()
    since = next_second()
    assign(bench, changed, "wulian-finance")
    raise_issue(bench, "演示-后来才有", "chaohe")

    housing = clerks.sign_in(
        "市住房和城乡建设局", at="/ledgers/supervision/issue-ledger?town=chaohe"
    )
    housing.get_by_role("link", name="对比两日").click()
    compare(housing, since)
    expect(housing.locator("body.past")).to_be_visible()
    row = housing.get_by_role("row").filter(has_text="演示-前后不同")
    expect(row).to_contain_text("变更")
    expect(row.locator("div").filter(has_text="承办单位")).to_contain_text("五莲县财政局")
    expect(row.locator("del").first).to_be_visible()
    expect(housing.get_by_role("row").filter(has_text="演示-后来才有")).to_contain_text("新增")
    expect(housing.get_by_text("演示-前后相同")).to_have_count(0)
    with housing.expect_download() as download:
        housing.get_by_role("link", name="导出 Excel").click()
    sheet = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0)
    told = [str(line) for line in sheet.to_python()]
    assert any("变更前" in line and "演示-前后不同" in line for line in told)
    housing.get_by_role("link", name="新增").click()
    expect(housing.get_by_text("演示-前后不同")).to_have_count(0)

    housing.goto(f"{bench.address}/matter/supervision/{changed}")
    expect(housing.get_by_label("办理经过")).to_contain_text("事项提出")
    housing.get_by_label("与此日相比").fill(since)
    housing.get_by_role("button", name="查看").click()
    expect(housing.get_by_text("其间变化")).to_be_visible()
    expect(housing.locator(".side ins").first).to_be_visible()
    expect(housing.locator(".timeline h3")).to_have_count(1)  # only the assignment
    housing.goto(f"{bench.address}/dossier/issue/{changed.removeprefix('issue-')}")
    expect(housing.locator(".timeline h3")).to_have_count(2)
    housing.get_by_label("时光").fill(since)
    housing.get_by_role("button", name="查看").click()
    expect(housing.locator("body.past")).to_be_visible()
    expect(housing.locator(".timeline h3")).to_have_count(1)  # only that it was raised


def test_two_days_are_compared_by_what_had_happened_though_all_was_recorded_at_once(
    bench: World, clerks: Clerks
):
    housing = clerks.sign_in("市住房和城乡建设局", at="/ledgers/supervision/issue-ledger/changes")
    housing.get_by_label("至", exact=True).fill("20230807")
    compare(housing, "20230806")
    expect(housing.get_by_text("这段时间没有记录变化")).to_be_visible()
    housing.locator(".differences").get_by_role("link", name="改按发生时间").click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    row = housing.get_by_role("row").filter(has_text=earlier.LATE)
    expect(row).to_contain_text("新增")
    housing.get_by_role("link", name="变更").click()
    expect(housing.locator("p.band")).to_contain_text("以发生时间为准")
    expect(row).to_have_count(0)

    housing.goto(
        f"{bench.address}/dossier/issue/{earlier.LATE_ISSUE}?as_of=20230807&by_day_of=happened"
    )
    expect(housing.get_by_label("办理经过")).to_contain_text("事项提出")
    expect(housing.get_by_label("正在办理")).to_contain_text("正常")  # late today
    told = housing.locator(".timeline h3").count()
    housing.get_by_label("与此日相比").fill("20230806")
    housing.get_by_role("button", name="查看").click()
    expect(housing.get_by_text("其间变化")).to_be_visible()
    expect(housing.locator(".timeline h3")).to_have_count(told)
    expect(housing.locator(".side .change")).to_have_text("新增")
    housing.goto(f"{bench.address}/dossier/issue/{earlier.LATE_ISSUE}")
    assert housing.locator(".timeline h3").count() > told, "its day passed later"


def test_a_time_that_cannot_be_read_is_said_so(bench: World, clerks: Clerks):
    housing = clerks.sign_in("市住房和城乡建设局", at="/ledgers/supervision/issue-ledger/changes")
    compare(housing, "昨天下午")
    expect(housing.get_by_role("alert")).to_contain_text("须为日期")


def test_a_correction_is_marked_where_it_belongs_and_not_as_of_the_day_before(
    bench: World, clerks: Clerks
):
    entry = {"entry": "appropriation", "number": 1, "amount_fen": 1_999_999_900}
    wrong = {"fund": earlier.LARGE, **entry, "reason": "演示-笔误", "document": "演示-更正1号"}
    order = Order("finance", "correct-fund-entry", "finance", wrong)
    assert bench.client.give(order).status == 200
    path = f"/matter/finance/fund-{earlier.LARGE}"
    finance = clerks.sign_in("市财政局", at=path)
    first = finance.locator(".timeline li", has=finance.get_by_role("heading", name="预算安排"))
    expect(first).to_contain_text(f"已更正：{datetime.now(LOCAL_TIME):%Y-%m-%d} 更正资金分录")
    first.get_by_role("link", name="更正资金分录").click()
    correction = finance.locator("li:target")
    expect(correction).to_contain_text("演示-笔误")
    expect(correction.get_by_role("link", name="2023-08-07 预算安排")).to_be_visible()
    yesterday = datetime.now(LOCAL_TIME) - timedelta(days=1)
    finance.goto(f"{bench.address}{path}?as_of={yesterday:%Y-%m-%d}&by_day_of=happened")
    expect(first).to_be_visible()
    expect(finance.get_by_text("已更正")).to_have_count(0)
    finance.goto(f"{bench.address}/dossier/fund/{earlier.LARGE}")
    expect(first).to_contain_text("已更正")
    first.get_by_role("link", name="更正资金分录").click()
    expect(finance.locator("li:target")).to_contain_text("演示-笔误")
