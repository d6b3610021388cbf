"""One service is switched off: its place says so, everything else works, and it comes back."""

from playwright.sync_api import expect

from tests.workbench.clerk import Clerks
from tests.workbench.matters import raise_issue
from tests.workbench.world import World

AWAY = "资金扶持：暂不可用"


def test_the_others_go_on_while_one_is_away_and_it_comes_back(bench: World, clerks: Clerks):
    stream = raise_issue(bench, "演示-照常办理")
    housing = clerks.sign_in("市住房和城乡建设局")
    expect(housing.get_by_text(AWAY)).to_have_count(0)
    bench.stop("finance")
    try:
        housing.goto(bench.address)
        expect(housing.get_by_text(AWAY)).to_be_visible()
        expect(housing.get_by_role("link", name="演示-照常办理")).to_be_visible()
        housing.goto(f"{bench.address}/matter/supervision/{stream}")
        expect(housing.get_by_role("link", name="交办", exact=True)).to_be_visible()
        housing.goto(f"{bench.address}/dossier/town/taoluo")
        expect(housing.get_by_text(AWAY)).to_be_visible()
        answer = housing.goto(f"{bench.address}/ledgers/finance/fund-ledger")
        assert answer is not None and answer.status == 503
        expect(housing.get_by_role("heading", level=1)).to_have_text("资金扶持暂不可用")
    finally:
        bench.start("finance")
    housing.goto(bench.address)
    expect(housing.get_by_text(AWAY)).to_have_count(0)
