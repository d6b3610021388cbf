"""The story of a town that becomes a provincial pilot: scope, money and land follow from that day."""

from typing import Any

from tests.scenario.stories.steps import YUAN, admit, open_fund
from tests.scenario.stories.story import Story, Tell

TOWN, COUNTY = "nanhu", "donggang"
SHARES = [{"level": "county", "share": 7000}, {"level": "town", "share": 3000}]
DUTY = {"matter": "道路", "county_percent": 60, "town_percent": 40}


def test_a_town_named_by_the_province_is_a_pilot_everywhere_from_that_day_until_it_is_withdrawn(
    tell: Tell,
) -> None:
    project, fund = "nanhu-square", "nanhu-this"
    support = {
        "fund": fund,
        "project": project,
        "amount_fen": 100_000 * YUAN,
        "reason": "演示-扶持",
    }
    lot = {"town": TOWN, "lot": "nanhu-lot", "area": "2000.00", "funding": "public"}
    siting = {"siting": "nanhu-plant", "town": TOWN, "offer": "演示-标准厂房"}

    story = tell("2026-11-02")
    admit(story, project, TOWN, COUNTY)
    open_fund(story, fund, yuan=1_000_000)
    story.give("housing", "adopt-town-classes", **_classes())
    before = [
        story.refused("finance", "grant-key-support", **support),
        story.refused("natural-resources", "accept-reclamation", **lot),
        story.refused("housing", "link-leader", **_leader()),
        story.refused("finance", "publish-fee-shares", **_shares("2026-11-02")),
    ]
    assert before == [
        "key-support-is-for-pilots", "town-in-scope", "town-is-pilot", "town-retains-fees",
    ]  # fmt: skip

    named = {"town": TOWN, "level": "provincial", "document": "演示-鲁建村字〔2026〕9号"}
    decided = {"decided_by": "山东省住房和城乡建设厅", "decided_on": "2026-10-30"}
    events = story.give("housing", "enter-tier", **named, **decided, effective_on="2027-01-01")
    assert events == ["TierChanged"]
    [noted] = story.events("finance", "standings-towns")[-1:]
    assert (noted["type"], noted["data"]["effective_on"]) == ("TownTierNoted", "2027-01-01")
    story.give(
        "housing", "classify-town",
        town=TOWN, catalogue="story", town_class="卫星镇", features=[], basis="演示-毗邻城区",
        document="演示-分类", **decided,
    )  # fmt: skip
    story.on("2026-12-28")
    assert story.refused("finance", "grant-key-support", **support) == before[0], "not yet"
    this_year = _fiscal_system("2026-12-29", "未分类")
    next_year = _fiscal_system("2027-01-01", "卫星镇")
    wrong = {**this_year, "effective_from": "2027-01-01"}
    refused = story.refused(COUNTY, "publish-fiscal-system", **wrong)
    assert refused == "every-class-has-its-split"
    story.give(COUNTY, "publish-fiscal-system", **this_year)
    story.give(COUNTY, "publish-fiscal-system", **next_year)

    story.on("2027-01-04")
    open_fund(story, fund := "nanhu-next", yuan=1_000_000)
    support["fund"] = fund
    granted = story.give("finance", "grant-key-support", **support)
    assert granted == ["KeySupportGranted", "FundsAllocated"]
    story.give("natural-resources", "accept-reclamation", **lot)
    story.give("housing", "link-leader", **_leader())
    gaps = story.row("leadership-gaps", TOWN, seen_by=TOWN)
    assert (gaps["level"], gaps["gaps"]) == ("provincial", ["county-leader", "assist-group"])
    story.give("finance", "publish-fee-shares", **_shares("2027-01-01"))
    late = story.refused("finance", "record-fee", **_fee("n-1", "2026-12-30"))
    assert late == "town-retains-fees", "it was collected before that day"
    _collects(story, "n-2", "2027-01-04")
    story.give(
        "housing", "open-siting",
        siting="nanhu-plant", name="演示-配套厂房", kind="investment", criteria="演示-条件",
        bids_until="2027-01-29",
    )  # fmt: skip
    story.give(TOWN, "bid-for-siting", **siting)
    judged = {
        "siting": "nanhu-plant",
        "bidder": TOWN,
        "eligible": True,
        "score": 80,
        "remark": "好",
    }
    story.on("2027-02-01")
    story.give("housing", "assess-eligibility", **judged)
    story.give("housing", "decide-siting", siting="nanhu-plant", chosen=TOWN)
    [considered] = story.row("siting-ledger", "nanhu-plant", seen_by=TOWN)["considered"]
    assert considered["pilot"]

    story.on("2027-06-01")
    left = {"town": TOWN, "reason": "演示-整改逾期", "document": "演示-退出决定"}
    decided = {"decided_by": "山东省住房和城乡建设厅", "decided_on": "2027-05-28"}
    story.give("housing", "withdraw-from-tier", **left, **decided, effective_on="2027-07-01")
    story.on("2027-07-05")
    more = {**support, "reason": "演示-追加"}
    assert story.refused("finance", "grant-key-support", **more) == before[0]
    assert story.refused("finance", "record-fee", **_fee("n-3", "2027-07-02")) == before[3]
    _collects(story, "n-4", "2027-06-30")
    money = story.row("allocations-by-project", f"{project}.{fund}", seen_by="finance")
    assert money["allocated_fen"] == 100_000 * YUAN, "what was granted stays"
    assert story.row("leadership-gaps", TOWN, seen_by=TOWN)["gaps"] == []


def _collects(story: Story, receipt: str, day: str) -> None:
    """A fee of that day stays in the town, the county's share of it too."""
    events = story.give("finance", "record-fee", **_fee(receipt, day))
    assert events[:2] == ["FeeRecorded", "FeeRetained"]
    row = story.row("fee-ledger", f"{TOWN}.{receipt}", seen_by=TOWN)
    assert row["due_fen"] == 1_000 * YUAN


def _fee(receipt: str, day: str) -> dict[str, Any]:
    return {
        "town": TOWN, "receipt": receipt, "collector": "finance", "payer": "演示-建设单位",
        "collected_on": day, "components": [{"name": "道路", "amount_fen": 1_000 * YUAN}],
    }  # fmt: skip


def _shares(day: str) -> dict[str, Any]:
    document = "演示-配套费分成"
    return {"town": TOWN, "shares": SHARES, "effective_from": day, "document": document}


def _leader() -> dict[str, Any]:
    return {
        "link": "nanhu-leader", "town": TOWN, "leader": "演示-市领导", "position": "演示-副市长",
        "portfolio": "演示-城乡建设", "level": "city",
    }  # fmt: skip


def _classes() -> dict[str, Any]:
    names = ("县域次中心", "特色镇", "卫星镇")
    classes = [{"name": name, "meaning": f"演示-{name}"} for name in names]
    return {"catalogue": "story", "classes": classes, "features": [], "document": "演示-名录"}


def _fiscal_system(day: str, other: str) -> dict[str, Any]:
    """It divides for 涛雒镇's class and for the county's other town's."""
    splits = [
        {"revenue": "增值税", "town_class": of, "county_percent": 40, "town_percent": 60}
        for of in ("县域次中心", other)
    ]
    return {
        "county": COUNTY, "document": f"演示-财政体制-{day}", "effective_from": day,
        "powers": [{"matter": "道路", "holder": "shared"}], "duties": [DUTY], "splits": splits,
    }  # fmt: skip
