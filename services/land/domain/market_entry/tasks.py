"""待办: who opens the next gate of a market entry (RZ-2.3.j)."""

from collections.abc import Callable, Sequence
from typing import Any

from services.land.domain.market_entry.consent import (
    record_collective_decision,
    record_government_comments,
)
from services.land.domain.market_entry.deal import (
    announce,
    collect_adjustment_fund,
    conclude_deal,
    file_contract,
    register_right,
    sign_contract,
)
from services.land.domain.market_entry.limits import comment_limit, lead_time
from services.land.domain.market_entry.plan import file_entry_plan
from services.land.domain.market_entry.state import CLAUSE, MARKET_ENTRY, MarketEntry
from services.land.domain.organisations import COUNTY_FINANCE, COUNTY_LAND, NATURAL_RESOURCES
from shared.kernel.aggregate import COUNTY, TOWN, Authority, Over, Task, Tasks, Wait

_GATES: dict[str, tuple[Sequence[Authority], str, Callable[..., Any]]] = {
    "plan": ([TOWN], "报送入市方案", file_entry_plan),
    "decision": ([TOWN], "登记集体民主决策", record_collective_decision),
    "announcement": ([TOWN], "发布入市公告", announce),
    "deal": ([TOWN], "登记成交", conclude_deal),
    "contract": ([TOWN], "签订合同", sign_contract),
    "filing": ([TOWN], "办理合同备案", file_contract),
    "fund": ([COUNTY_FINANCE], "收取土地增值收益调节金", collect_adjustment_fund),
    "registration": ([NATURAL_RESOURCES, COUNTY_LAND], "办理不动产登记", register_right),
}


@MARKET_ENTRY.tasks
def tasks(entry: MarketEntry) -> Tasks:
    """The next gate; beside it the government's comments on a plan, and the plan's lead time."""
    gate, plan = entry.next_gate, entry.plan
    if gate == "conditions":
        yield Over("已终止入市")
        return
    if plan is not None and not entry.comments:
        limit = comment_limit(plan)
        answers = [record_government_comments]
        yield Task(limit.key, [COUNTY], "对入市方案提出意见", answers, limit)
    if plan is not None and not entry.matured:
        yield Wait("入市方案报送后须满规定期限", lead_time(plan))
    if gate in _GATES:
        who, does, answer = _GATES[gate]
        yield Task(f"{gate}-{entry.revision}", who, does, [answer], clause=CLAUSE)
    elif not gate:
        yield Over("已办理不动产登记")
