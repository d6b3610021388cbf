"""Stories of a demand left unanswered, and of a guarantee compensated and partly recovered (RZ-2.4)."""

from services.supervision.domain.cause import late_cause
from tests.scenario.stories.steps import YUAN, plan, visit
from tests.scenario.stories.story import Data, Story, Tell

RURAL, CITY, COMPANY = "institution-rural", "institution-city", "guarantee"


def test_an_unanswered_demand_raises_its_issue_which_local_finance_handles_and_no_other_bank_sees_it(
    tell: Tell,
) -> None:
    demand = {"demand": "cold-store"}
    to_rural = {**demand, "institution": RURAL}
    story = tell("2024-06-03")
    register(story, RURAL, "rural-bank", "1")
    register(story, CITY, "commercial-bank", "2")
    story.give(
        "taoluo", "register-demand",
        **demand, town="taoluo", borrower="tl-0100", borrower_kind="cooperative",
        industry="aquaculture", purpose="演示-冷库", amount_fen=500_000 * YUAN, months=24,
    )  # fmt: skip
    pushed = {**demand, "institutions": [RURAL]}
    assert story.refused("local-finance", "push-demand", **pushed) == "consent-stands"
    story.give(
        "taoluo", "record-consent", **to_rural, given_on="2024-06-03", evidence="演示-授权-1"
    )
    story.give("local-finance", "push-demand", **pushed)
    [row] = story.rows("demand-answers", seen_by=RURAL, demand="cold-store")
    assert (row["institution"], row["stage"]) == (RURAL, "pushed")
    assert story.rows("demand-answers", seen_by=CITY) == [], "no other bank sees it"
    reading = story.client.token(CITY)
    stream = story.client.call("GET", "credit", "/streams/financing-demand-cold-store", reading)
    assert stream.status == 403 or stream.body["events"] == [], "nor its stream"
    contact = {"manner": "visit", "contacted_on": "2024-06-04"}
    story.on("2024-06-04")
    refused = story.refused(CITY, "record-contact", **to_rural, **contact)
    assert refused == "institution-acts-for-itself"
    story.give(RURAL, "record-contact", **to_rural, **contact)

    story.on("2024-06-19")
    late = late_cause(f"decision-{RURAL}", "cold-store")
    [issue] = story.rows("issue-ledger", seen_by="taoluo", cause=late)
    assert (issue["handler"], issue["clause"]) == ("local-finance", "RZ-2.4.a")
    assert RURAL not in issue["copied"]
    assert ledger(story)["warnings"] == [f"decision-{RURAL}"]

    plan(story, issue["issue"], "local-finance", days=20)
    story.give(
        "local-finance", "reply-as-principal",
        issue=issue["issue"], principal="演示-局长", reply="演示-协调答复",
    )  # fmt: skip
    story.give(
        RURAL, "record-credit-decision",
        **to_rural, decided_on="2024-06-19", refusal="no-security", remark="演示-缺少抵押",
    )  # fmt: skip
    story.give("local-finance", "request-closure", issue=issue["issue"], result="演示-已答复")
    assert "IssueResolved" in visit(story, issue["issue"], "taoluo", "housing")
    row = ledger(story)
    assert (row["warnings"], row["declined"], row["late"]) == ([], 1, 1)


def test_a_guarantee_goes_from_its_application_to_compensation_and_part_of_it_comes_back(
    tell: Tell,
) -> None:
    guarantee = {"guarantee": "tea-terraces"}
    story = tell("2024-07-01")
    register(story, COMPANY, "guarantee", "3")
    register(story, "institution-policy", "policy-bank", "4")
    bank = "institution-policy"
    story.give(
        "jufeng", "recommend-for-guarantee",
        **guarantee, town="jufeng", borrower="jf-0200", borrower_kind="family-farm",
        industry="tea", institution=bank, company=COMPANY, amount_fen=1_000_000 * YUAN, months=12,
    )  # fmt: skip
    story.give(COMPANY, "accept-guarantee", **guarantee, project_number="nd-0200")
    story.give(
        COMPANY, "investigate-guarantee",
        **guarantee, visited_on="2024-07-01", report="演示-尽调-0200",
    )  # fmt: skip
    approve = {
        **guarantee, "amount_fen": 1_000_000 * YUAN, "share": 80, "fee_rate": 75,
        "document": "演示-批复-0200",
    }  # fmt: skip
    assert story.refused(COMPANY, "approve-guarantee", **approve) == "guarantee-capacity-is-known"
    report = {
        "company": COMPANY, "outstanding_fen": 0, "mainly_farm": True, "document": "演示-审计",
    }  # fmt: skip
    story.give(
        COMPANY, "report-guarantee-capacity",
        **report, net_assets_fen=7_999_999 * YUAN, as_of="2024-03-31",
    )  # fmt: skip
    refused = story.refused(COMPANY, "approve-guarantee", **approve)
    assert refused == "within-one-clients-share", "a tenth of net assets for one client"
    story.give(
        COMPANY, "report-guarantee-capacity",
        **report, net_assets_fen=8_000_000 * YUAN, as_of="2024-06-30",
    )  # fmt: skip
    story.give(COMPANY, "approve-guarantee", **approve)
    story.give(
        COMPANY, "issue-guarantee-letter",
        **guarantee, document="演示-保函-0200", until="2024-09-30",
    )  # fmt: skip
    story.give(
        bank, "record-disbursement",
        **guarantee, loan="loan-0200", amount_fen=1_000_000 * YUAN, lent_on="2024-07-01",
        ends_on="2025-06-30",
    )  # fmt: skip
    assert capacity(story)["taken_fen"] == 800_000 * YUAN

    story.on("2025-07-14")
    paid = {"paid_on": "2025-07-14", "document": "演示-代偿-0200"}
    over = story.refused(
        COMPANY, "pay-compensation", **guarantee, amount_fen=800_000 * YUAN + 1, **paid
    )
    assert over == "compensated-within-guaranteed"
    story.give(COMPANY, "pay-compensation", **guarantee, amount_fen=800_000 * YUAN, **paid)
    assert capacity(story)["taken_fen"] == 0
    story.after(days=60)
    back = {"recovered_on": story.day.isoformat(), "document": "演示-追偿-0200"}
    story.give(COMPANY, "record-recovery", **guarantee, principal_fen=300_000 * YUAN, **back)
    more = story.refused(
        COMPANY, "record-recovery", **guarantee, principal_fen=500_000 * YUAN + 1, **back
    )
    assert more == "recovered-within-compensated"
    row = story.row("guarantee-ledger", "tea-terraces", seen_by="jufeng")
    assert (row["stage"], row["owed_fen"]) == ("compensated", 500_000 * YUAN)
    coverage = story.row("guarantee-coverage", "jufeng", seen_by="jufeng")
    assert (coverage["approved"], coverage["refused"], coverage["by_count"]) == (1, 0, 10_000)


def register(story: Story, institution: str, kind: str, number: str) -> None:
    group = {"guarantee": "guarantee", "policy-bank": "policy"}.get(kind, "local")
    story.give(
        "local-finance", "register-institution",
        institution=institution, name=f"演示-机构{number}", credit_code=f"9137110000000010{number}x",
        kind=kind, group=group,
    )  # fmt: skip


def ledger(story: Story) -> Data:
    return story.row("financing-demands", "cold-store", seen_by="taoluo")


def capacity(story: Story) -> Data:
    return story.row("guarantee-capacities", COMPANY, seen_by="local-finance")
