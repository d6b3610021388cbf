"""Money, projects and awards carried through by the people who decide, on pages only."""

from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.earlier import LARGE, ROUND
from tests.workbench.hand import Hand, hands
from tests.workbench.stories import (
    PROJECT,
    TODAY,
    allocate,
    approve_first,
    awards_simulated,
    project_admitted,
)
from tests.workbench.walking import sign_in
from tests.workbench.world import World


def test_a_large_sum_is_allocated_by_two_people(bench: World, clerks: Clerks):
    first, second = (Hand(clerks.sign_in("市财政局", name)) for name in ("演示-沈洁", "演示-孟会"))
    approve_first(first)
    first.page.goto(f"{bench.address}/matter/finance/fund-{LARGE}")
    allocate(first)
    first.check()
    expect(first.page.locator(".refusal")).to_contain_text("两人")
    second.page.reload()
    second.take_up("第二人办理")
    allocate(second)
    second.check()
    expect(second.page.get_by_role("status", name="提交后将会")).to_contain_text("600 万元")
    second.confirm()
    told = bench.client.get("finance", f"/streams/fund-{LARGE}").body["events"][-1]
    assert told["type"] == "FundsAllocated" and told["person"] == "演示-孟会"


def test_a_project_is_admitted_after_a_negative_opinion_was_settled(bench: World, clerks: Clerks):
    number, document = project_admitted(hands(clerks), bench)
    assert bench.client.rows("projects", "project-ledger")[number]["admitted_on"] == f"{TODAY}"
    other = Hand(clerks.sign_in("市住房和城乡建设局", "演示-查文号的人"))
    other.find(document)
    expect(other.page.get_by_role("heading", level=1)).to_have_text(PROJECT)
    expect(other.page.get_by_label("办理经过")).to_contain_text("演示-缓冲带不足")


def test_an_award_round_is_simulated_and_then_granted(bench: World, clerks: Clerks):
    finance = awards_simulated(hands(clerks))
    foreseen = finance.page.get_by_role("status", name="提交后将会")
    for told in ("涛雒镇", "300 万元", "招贤镇", "200 万元"):
        expect(foreseen).to_contain_text(told)
    assert "grant-awards" not in commands(bench)
    finance.confirm()
    assert commands(bench).count("grant-awards") == 1


def test_a_command_that_asks_for_nothing_says_at_once_what_will_follow(bench: World):
    site = sign_in(bench, "finance")
    form = "/command/finance/{}?stream=award-round-" + ROUND
    told = [
        site.get(form.format(command), base_url=bench.address).text
        for command in ("close-scoring", "grant-awards")
    ]
    assert ["不能办理" in text for text in told] == [True, False]


def commands(bench: World) -> list[str]:
    events = bench.client.get("finance", f"/streams/award-round-{ROUND}").body["events"]
    return [event["command"] for event in events]
