"""Stories of a project that leaves half built, of a county's reserve, of land coming to market."""

from services.supervision.domain.cause import reserve_cause
from tests.scenario.stories.steps import (
    YUAN,
    admit,
    ask_for_land,
    open_fund,
    plan,
    set_reserve,
    visit,
)
from tests.scenario.stories.story import Tell


def test_a_half_built_project_that_exits_returns_money_and_land_but_is_paid_what_is_verified(
    tell: Tell,
) -> None:
    project, fund, request = "breakwater", "breakwater-fund", "breakwater-land"
    of_fund = {"fund": fund, "project": project}

    story = tell("2024-03-04")
    set_reserve(story, "donggang", scale="1000000.00", reserved="120000.00")
    admit(story, project, "taoluo", "donggang")
    assert story.row("screening-tasks", project, seen_by="taoluo")["status"] == "open"
    assert not story.row("projects-on-the-ledger", project, seen_by="donggang")["exited"]

    story.after(days=14)
    open_fund(story, fund, yuan=5_000_000)
    story.give("finance", "allocate-funds", **of_fund, amount_fen=5_000_000 * YUAN)
    ask_for_land(story, request, project, "taoluo", area="30000.00")
    story.give("natural-resources", "allocate-land", request=request, source="reserve")
    ready = story.row("project-readiness", project, seen_by="taoluo")
    assert ready["live"] and ready["money_ready"] and ready["land_ready"]

    story.after(days=30)
    in_town = {**of_fund, "town": "taoluo"}
    contract = {"contract": "works", "payee": "演示-施工方"}
    story.give("taoluo", "commit-funds", **in_town, **contract, amount_fen=3_000_000 * YUAN)
    story.give("finance", "pay-advance", **of_fund, amount_fen=900_000 * YUAN, payee="演示-施工方")
    story.after(days=20)
    story.give("taoluo", "verify-work", **in_town, amount_fen=2_000_000 * YUAN)

    story.after(days=5)
    story.give("housing", "exit-project", project=project, reason="演示-规划调整")
    left = story.row("project-readiness", project, seen_by="taoluo")
    assert not left["live"]
    assert (left["allocated_fen"], left["land_allocated"]) == (3_000_000 * YUAN, "0.00")
    money = story.row("allocations-by-project", f"{project}.{fund}", seen_by="finance")
    assert money["allocated_fen"] == money["committed_fen"] == 3_000_000 * YUAN
    assert (money["uncommitted_fen"], money["payable_fen"]) == (0, 1_100_000 * YUAN)
    ledger = story.row("fund-ledger", fund, seen_by="finance")
    assert ledger["recalled_fen"] == 2_000_000 * YUAN
    assert ledger["unallocated_fen"] == 2_000_000 * YUAN
    assert story.row("land-requests", request, seen_by="donggang")["status"] == "returned"
    reserve = story.row("reserve-ledger", "donggang", seen_by="natural-resources")
    assert (reserve["drawn"], reserve["free"]) == ("0.00", "120000.00")
    assert story.row("reserve-draws", request, seen_by="natural-resources")["returned"]
    assert story.row("screening-tasks", project, seen_by="taoluo")["status"] == "ended"
    assert story.row("projects-on-the-ledger", project, seen_by="donggang")["exited"]
    assert story.history("projects", f"green-channel-{project}")[-1] == "GreenChannelClosed"

    more = {**of_fund, "amount_fen": 1}
    assert story.refused("finance", "allocate-funds", **more) == "project-is-live"
    assert story.refused("taoluo", "commit-funds", **more, town="taoluo") == "project-is-live"

    story.after(days=10)
    paid = {**of_fund, "payee": "演示-施工方"}
    story.give("finance", "pay", **paid, amount_fen=1_100_000 * YUAN)
    story.give("taoluo", "verify-work", **in_town, amount_fen=600_000 * YUAN)
    story.give("finance", "pay", **paid, amount_fen=600_000 * YUAN)
    assert story.refused("finance", "pay", **paid, amount_fen=1) == "within-verification"
    ended = {"cause": "termination", "reason": "演示-合同解除", "document": "演示-解除协议"}
    story.give("taoluo", "reduce-commitment", **in_town, **ended, amount_fen=400_000 * YUAN)
    money = story.row("allocations-by-project", f"{project}.{fund}", seen_by="finance")
    assert money["paid_fen"] == money["verified_fen"] == money["allocated_fen"] == 2_600_000 * YUAN
    ledger = story.row("fund-ledger", fund, seen_by="finance")
    assert ledger["unallocated_fen"] == 2_400_000 * YUAN


def test_a_reserve_that_falls_short_raises_an_issue_that_ends_once_it_is_restored(
    tell: Tell,
) -> None:
    story = tell("2024-04-08")
    set_reserve(story, "wulian", scale="2000000.00", reserved="210000.00")
    assert not story.row("reserve-ledger", "wulian", seen_by="wulian")["breached"]

    story.after(days=7)
    wider = {"county": "wulian", "scale": "2400000.00"}
    events = story.give("natural-resources", "revise-construction-scale", **wider)
    assert events == ["ConstructionScaleSet", "ReserveBreached"]
    short = story.row("reserve-ledger", "wulian", seen_by="wulian")
    assert (short["breached"], short["ratio_percent"]) == (True, "8.75")
    [issue] = story.rows("issue-ledger", seen_by="wulian", cause=reserve_cause("wulian"))
    assert (issue["town"], issue["handler"], issue["step"]) == ("chaohe", "wulian", "assigned")
    assert (issue["clause"], issue["copied"]) == ("RZ-2.3.g", ["natural-resources"])

    id = issue["issue"]
    plan(story, id, "wulian", days=45)
    assert story.row("issue-ledger", id, seen_by="chaohe")["light"] == "green"
    story.after(days=42)
    assert story.row("issue-ledger", id, seen_by="chaohe")["light"] == "yellow"
    events = story.give("wulian", "set-reserve", county="wulian", reserved="250000.00")
    assert events == ["ReserveSet", "ReserveRestored"]
    assert not story.row("reserve-ledger", "wulian", seen_by="wulian")["breached"]
    still_open = story.row("issue-ledger", id, seen_by="wulian")
    assert still_open["step"] == "planned", "only a visit ends a matter"

    story.give("wulian", "request-closure", issue=id, result="演示-已补足预留规模")
    story.after(days=3)
    visitor = {"issue": id, "done": True, "effective": True, "evidence": "演示-核对台账"}
    own = {**visitor, "visitor_unit": "wulian"}
    assert story.refused("assist-chaohe", "record-follow-up-visit", **own) == "handler-recuses"
    assert "IssueResolved" in visit(story, id, "chaohe", unit="housing")
    ended = story.row("issue-ledger", id, seen_by="chaohe")
    assert (ended["step"], ended["resolved_on"]) == ("resolved", story.day.isoformat())
    assert story.row("handler-record", "wulian", seen_by="wulian")["resolved"] == 1

    story.after(days=30)
    wider = {"county": "wulian", "scale": "2600000.00"}
    story.give("natural-resources", "revise-construction-scale", **wider)
    raised = story.rows("issue-ledger", seen_by="wulian", cause=reserve_cause("wulian"))
    assert sorted(one["step"] for one in raised) == ["assigned", "resolved"], "it fell short anew"


def test_chaohe_brings_collective_land_to_market_through_every_gate(tell: Tell) -> None:
    parcel = {"parcel": "tea-market"}
    conditions = {
        **parcel, "use": "commercial", "area": "12000.00", "registered": True,
        "planning": "演示-容积率不高于1.5", "industry": "演示-文旅商业", "ecology": "演示-雨污分流",
    }  # fmt: skip
    assembly = {**parcel, "total": 100, "present": 80, "held_on": "2025-06-10", "document": "决议"}
    members = {**assembly, "assembly": "member-representatives"}
    studied = {"party_study_on": "2025-06-06"}
    decision, plan_filed = "record-collective-decision", {"owner": "演示-村", "document": "方案"}

    story = tell("2025-06-03")
    elsewhere = {**conditions, "parcel": "zhaoxian-market", "town": "zhaoxian"}
    refused = story.refused("natural-resources", "issue-planning-conditions", **elsewhere)
    assert refused == "town-in-scope"
    assert story.events("land", "market-entry-zhaoxian-market") == []
    story.give("natural-resources", "issue-planning-conditions", **conditions, town="chaohe")
    story.give("chaohe", "file-entry-plan", **parcel, **plan_filed)
    wish = {**parcel, "fits": False, "comments": "演示-须补充配套道路"}
    story.give("wulian", "record-government-comments", **wish)
    story.on("2025-06-05")
    story.give("chaohe", "file-entry-plan", **parcel, **plan_filed)

    story.on("2025-06-11")
    few, many = {"in_favour": 60}, {"in_favour": 67}
    assert story.refused("chaohe", decision, **members, **few, **studied) == "majority-of-all"
    villagers = {**assembly, "assembly": "villagers"}
    assert story.refused("chaohe", decision, **villagers, **many, **studied) == "assembly-form"
    assert story.refused("chaohe", decision, **members, **many) == "party-studies-first"
    story.give("chaohe", decision, **members, **many, **studied)
    offer = {**parcel, "method": "listing", "start_price_fen": 6_000_000 * YUAN}
    assert story.refused("chaohe", "announce", **offer) == "gates-in-order"

    story.on("2025-06-13")
    entry = story.row("market-entries", "tea-market", seen_by="wulian")
    assert (entry["plan_revision"], entry["silent"]) == (2, True)
    story.give("chaohe", "announce", **offer)
    deal = {**parcel, "transferee": "演示-茶旅公司", "price_fen": 8_000_000 * YUAN}
    assert story.refused("chaohe", "conclude-deal", **deal) == "gates-in-order"
    story.on("2025-06-20")
    cheap = {**deal, "price_fen": 5_000_000 * YUAN}
    assert story.refused("chaohe", "conclude-deal", **cheap) == "price-not-under-start"
    story.give("chaohe", "conclude-deal", **deal)

    contract = {**parcel, "term_years": 40, "document": "合同", "planning": "容积率不高于1.5"}
    assert story.refused("chaohe", "sign-contract", **contract) == "contract-terms"
    terms = {"industry": "文旅商业", "ecology": "雨污分流"}
    story.give("chaohe", "sign-contract", **contract, **terms)
    right = {**parcel, "certificate": "演示-不动产权证"}
    assert story.refused("natural-resources", "register-right", **right) == "gates-in-order"
    story.give("chaohe", "file-contract", **parcel, document="备案")
    story.give("wulian-finance", "collect-adjustment-fund", **parcel, cost_fen=3_000_000 * YUAN)
    story.give("natural-resources", "register-right", **right)

    entry = story.row("market-entries", "tea-market", seen_by="chaohe")
    assert (entry["stage"], entry["registered_on"]) == ("registered", "2025-06-20")
    assert (entry["gain_fen"], entry["percent"]) == (5_000_000 * YUAN, 30)
    assert entry["fund_fen"] == 1_500_000 * YUAN
