"""运维: who operates a service looks after it on pages, with a reason; nobody else does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.eventually import eventually
from tests.workbench.clerk import Clerks
from tests.workbench.world import World


def test_an_operator_sees_the_services_and_builds_a_ledger_anew(bench: World, clerks: Clerks):
    housing = clerks.sign_in_by_hand("市住房和城乡建设局", "演示-运维员", duties=("运维",))
    housing.get_by_role("link", name="运维").click()
    row = housing.get_by_role("row").filter(has_text="督导")
    expect(row).to_contain_text("正常")
    expect(housing.get_by_text("须为市财政局有“运维”职责的人员")).to_be_visible()
    row.get_by_role("link").click()
    expect(housing.get_by_label("订阅")).to_contain_text("联动")
    housing.get_by_label("台账", exact=False).select_option(label="事项台账")
    housing.get_by_role("button", name="重建", exact=True).click()
    expect(housing.get_by_label("处理结果")).to_contain_text("与原表一致是")
    housing.get_by_role("button", name="重新计算全部哈希").click()
    expect(housing.get_by_label("处理结果")).to_contain_text("日志完整是")


def test_a_resync_looks_first_and_goes_on_for_a_reason_only(bench: World, clerks: Clerks):
    housing = clerks.sign_in(
        "市住房和城乡建设局", "演示-运维员", duties=("运维",), at="/operating/supervision"
    )
    resync = housing.locator("form.act").filter(has_text="查看差异")

    def press(button: str, reason: str = "") -> None:
        resync.get_by_label("来源").select_option(label="资金扶持")
        resync.get_by_label("理由").fill(reason)
        resync.get_by_role("button", name=button).click()

    press("查看差异")
    expect(housing.get_by_label("处理结果")).to_contain_text("与来源不一致否")
    expect(housing.get_by_label("处理结果")).to_contain_text("已重新对齐否")
    press("重新对齐")
    expect(housing.get_by_role("alert")).to_contain_text("须说明理由")
    press("重新对齐", "演示-核对后继续")
    expect(housing.get_by_label("处理结果")).to_contain_text("已重新对齐是")
    expect(housing.get_by_role("row").filter(has_text="演示-核对后继续")).to_contain_text(
        "来源重新对齐"
    )
    housing.get_by_role("row").filter(has_text="演示-核对后继续").get_by_role("link").click()
    expect(housing.get_by_label("办理链条")).to_contain_text("来源重新对齐")


def test_who_does_not_operate_a_service_is_told_who_does(bench: World, clerks: Clerks):
    for unit, duties in (("市财政局", ()), ("涛雒镇", ("运维",))):
        page = clerks.sign_in(unit, "演示-路过的人", duties=duties)
        for path in ("/operating", "/operating/supervision"):
            answer = page.goto(bench.address + path)
            assert answer is not None and answer.status == 403
            expect(page.get_by_text("职责的人员")).to_be_visible()
        answer = page.request.post(
            f"{bench.address}/operating/supervision/rebuild",
            form={"view": "issue-ledger"}, headers={"Origin": bench.address},
        )  # fmt: skip
        assert answer.status == 403


@pytest.fixture
def parked(bench: World) -> Iterator[tuple[str, str]]:
    """Two keys of what follows from land wait in supervision, as if single events had failed."""
    keys = f"演示-重试-{uuid4()}", f"演示-放弃-{uuid4()}"
    file = bench.settings.services["supervision"].database.removeprefix("sqlite:///")
    row = "insert into parked values ('reactions:land', ?, 1, 'KeyError', ?, 1, '')"
    with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as store:
        for key in keys:
            store.execute(row, (key, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"))
        yield keys
        store.execute("delete from parked where key like '演示-%'")


def test_a_parked_key_is_tried_again_or_given_up_for_a_reason(
    bench: World, clerks: Clerks, parked: tuple[str, str]
):
    again, given_up = parked
    housing = clerks.sign_in("市住房和城乡建设局", "演示-运维员", duties=("运维",), at="/operating")
    expect(housing.get_by_role("row").filter(has_text="督导")).to_contain_text("需处理")
    housing.get_by_role("link", name="督导").click()
    waiting = housing.locator("article.parked")
    waiting.filter(has_text=again).get_by_role("button", name="重试").click()
    expect(housing.get_by_text("已办：重试搁置的键")).to_be_visible()
    discard = waiting.filter(has_text=given_up).get_by_role("button", name="放弃")
    discard.click()
    expect(housing.get_by_text("请填写理由").first).to_be_visible()
    reason = waiting.filter(has_text=given_up).get_by_label("理由")
    reason.fill("演示-重复的事件")
    discard.click()
    expect(housing.get_by_role("row").filter(has_text="演示-重复的事件")).to_be_visible()

    def gone() -> bool:
        housing.goto(f"{bench.address}/operating/supervision")
        return waiting.count() == 0

    assert eventually(gone, "both keys to flow again")
