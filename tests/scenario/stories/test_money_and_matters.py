"""Stories of an award round, of a fee handed over late, and of a matter without a remedy."""

from services.supervision.domain.cause import late_cause
from tests.scenario.stories.steps import YUAN, plan, visit
from tests.scenario.stories.story import Data, Story, Tell

ROUND = {"round": "spring-awards"}
REVIEWERS = {
    "reform": "演示-陈工",
    "housing": "演示-林工",
    "agriculture": "演示-周工",
    "donggang-finance": "演示-吴工",
}
PRIZES_YUAN = (5_000_000, 3_000_000, 1_000_000)
BIDDERS = ("taoluo", "zhaoxian", "jufeng")


def test_an_award_round_goes_through_a_conflict_an_objection_and_a_tie(tell: Tell) -> None:
    story = tell("2024-03-04")
    open_round(story)
    for town in BIDDERS:
        bid = {"title": f"演示-{town}-改造", "wanted_fen": 6_000_000 * YUAN}
        story.give(town, "submit-bid", **ROUND, town=town, **bid)
    assert refused_score(story, "reform", "zhaoxian", 90, 80) == "bids-are-closed-first"

    story.on("2024-03-11")
    assert refused_score(story, "donggang-finance", "taoluo", 99, 99) == "no-conflict-of-interest"
    conflict = {**ROUND, "town": "jufeng", "reviewer": "reform", "reason": "演示-曾在该镇任职"}
    story.give("reform", "declare-conflict", person=REVIEWERS["reform"], **conflict)
    assert refused_score(story, "reform", "jufeng", 99, 99) == "no-conflict-of-interest"
    assert story.row("award-ranking", "spring-awards.jufeng")["recused"] == [REVIEWERS["reform"]]
    scores(story, "zhaoxian", ("reform", "housing", "agriculture"), 90, 80)
    scores(story, "taoluo", ("reform", "housing", "agriculture"), 80, 75)
    scores(story, "jufeng", ("housing", "agriculture"), 70, 60)
    assert story.refused("finance", "close-scoring", **ROUND) == "every-bid-is-scored"
    scores(story, "jufeng", ("donggang-finance",), 70, 60)
    story.give("finance", "close-scoring", **ROUND)
    story.give("finance", "publicise-result", **ROUND)
    assert places(story) == {"zhaoxian": 1, "taoluo": 2, "jufeng": 3}

    story.on("2024-03-14")
    objection = {**ROUND, "objection": "points", "about": "jufeng", "text": "演示-漏计已建成部分"}
    story.give("jufeng", "lodge-objection", **objection)
    answer = {**ROUND, "objection": "points", "upheld": True, "reason": "演示-情况属实"}
    assert story.refused("finance", "grant-awards", **ROUND) == "publicity-has-ended"

    story.on("2024-03-22")
    lodged = story.row("award-objections", "spring-awards.points", seen_by="finance")
    assert (lodged["escalated"], lodged["decides"]) == (True, "gov-office")
    late = late_cause("objection-points", "spring-awards")
    [issue] = story.rows("issue-ledger", seen_by="jufeng", cause=late)
    assert (issue["handler"], issue["town"]) == ("gov-office", "jufeng")
    assert (
        story.row("award-rounds", "spring-awards", seen_by="jufeng")["stage"] == "publicity-ended"
    )
    assert story.refused("finance", "grant-awards", **ROUND) == "no-open-objection"
    assert story.refused("finance", "resolve-objection", **answer) == "right-body-decides"
    story.give("gov-office", "resolve-objection", **answer)
    assert story.row("award-ranking", "spring-awards.jufeng")["scores"] == 0

    story.on("2024-03-25")
    assert refused_score(story, "reform", "jufeng", 80, 75) == "no-conflict-of-interest"
    scores(story, "jufeng", ("housing", "agriculture", "donggang-finance"), 80, 75)
    story.give("finance", "close-scoring", **ROUND)
    story.give("finance", "publicise-result", **ROUND)
    story.on("2024-04-02")
    assert story.give("finance", "grant-awards", **ROUND) == [
        "AwardsGranted", "FundsReleased", *["TransferAllocated"] * 3,
    ]  # fmt: skip
    assert places(story) == {"zhaoxian": 1, "taoluo": 2, "jufeng": 2}
    for town, other in (("taoluo", "巨峰镇"), ("jufeng", "涛雒镇")):
        shared = story.row("award-ranking", f"spring-awards.{town}", seen_by=town)
        assert (shared["granted"], shared["amount_fen"]) == (True, 2_000_000 * YUAN)
        assert other in shared["ranked_by"] and "并列" in shared["awarded_by"]
    granted = story.row("award-rounds", "spring-awards", seen_by="finance")
    assert (granted["stage"], granted["granted_fen"]) == ("granted", sum(PRIZES_YUAN) * YUAN)
    assert (granted["objections"], granted["open_objections"]) == (1, 0)


def test_a_fee_handed_over_late_stays_flagged_until_the_town_has_it_and_a_visit_says_so(
    tell: Tell,
) -> None:
    receipt = {"town": "zhaoxian", "receipt": "2024-017"}
    collector, keeper = "juxian-housing", "juxian-finance"
    story = tell("2024-03-05")
    story.give(
        "finance", "publish-fee-shares",
        town="zhaoxian", effective_from="2024-01-01", document="演示-日财综〔2023〕7号",
        shares=[
            {"level": "provincial", "share": 1000},
            {"level": "county", "share": 6000},
            {"level": "town", "share": 3000},
        ],
    )  # fmt: skip
    story.give(
        collector, "record-fee",
        **receipt, collector=collector, payer="演示-砌块厂", collected_on="2024-03-04",
        components=[
            {"name": "城市道路", "amount_fen": 1_000_000 * YUAN},
            {"name": "人防", "amount_fen": 200_000 * YUAN, "designated_by": "national",
             "designating_document": "演示-财税〔2009〕90号"},
            {"name": "绿化", "amount_fen": 300_000 * YUAN, "designated_by": "municipal"},
        ],
    )  # fmt: skip
    owed = 1_300_000 * YUAN * 9 // 10
    assert fee(story)["due_fen"] == owed, "the municipal earmark exempts nothing"
    story.on("2024-04-03")
    assert not fee(story)["overdue"], "its last day has not passed"

    story.on("2024-04-04")
    assert (fee(story)["overdue"], fee(story)["flagged"]) == (True, True)
    cause = late_cause("fee", "2024-017", "zhaoxian", keeper)
    [issue] = story.rows("issue-ledger", seen_by="zhaoxian", cause=cause)
    assert (issue["handler"], issue["clause"]) == (keeper, "RZ-2.2.d")
    assert set(issue["copied"]) == {"finance", "pboc", "tax", "juxian"}

    id = issue["issue"]
    plan(story, id, keeper, days=20)
    story.after(days=5)
    part = owed // 2
    story.give(keeper, "hand-over-fee", **receipt, amount_fen=part)
    story.give(keeper, "request-closure", issue=id, result="演示-已划转")
    assert "IssueReopened" in visit(story, id, "zhaoxian", "housing", effective=False)
    assert (fee(story)["due_fen"], fee(story)["flagged"]) == (owed - part, True)

    plan(story, id, keeper, days=10)
    story.after(days=3)
    story.give(keeper, "hand-over-fee", **receipt, amount_fen=owed - part)
    assert fee(story)["flagged"], "only a visit lets the flag fall"
    story.give(keeper, "request-closure", issue=id, result="演示-余款已划转")
    assert "IssueResolved" in visit(story, id, "zhaoxian", "housing")
    assert (fee(story)["due_fen"], fee(story)["flagged"]) == (0, False)
    assert fee(story)["overdue"], "that it was late is not forgotten"
    [cleared] = story.events("finance", "fee-account-zhaoxian")[-1:]
    assert (cleared["type"], cleared["data"]["issue"]) == ("FeeFlagCleared", id)
    more = {**receipt, "amount_fen": 1}
    assert story.refused(keeper, "hand-over-fee", **more) == "within-retention"


def test_a_matter_nobody_here_can_solve_is_parked_and_then_concluded_with_explanation(
    tell: Tell,
) -> None:
    matter = {"issue": "rail-crossing"}
    story = tell("2024-05-06")
    story.give(
        "zhaoxian", "raise-issue",
        **matter, town="zhaoxian", kind="request", title="演示-增设铁路道口",
        description="演示-镇区被铁路分隔", clause="RZ-3.3.a",
    )  # fmt: skip
    story.give("housing", "assign-issue", **matter, handler="reform")
    plan(story, "rail-crossing", "reform", days=60)

    story.after(days=20)
    waits = {
        **matter, "superior": "演示-铁路主管部门", "reason": "演示-权限在上级",
        "review_on": "2024-08-26",
    }  # fmt: skip
    assert story.refused("reform", "suspend-issue", **waits) == "supervisor-acts"
    story.give("housing", "suspend-issue", **waits)
    parked = story.row("issue-ledger", "rail-crossing", seen_by="zhaoxian")
    assert (parked["step"], parked["superior"]) == ("suspended", "演示-铁路主管部门")

    story.on("2024-08-27")
    parked = story.row("issue-ledger", "rail-crossing", seen_by="zhaoxian")
    assert (parked["review_due"], parked["overdue"]) == (True, False), "its plan stands still"

    explained = {**matter, "legal_basis": "演示-铁路安全管理条例", "explanation": "演示-不予增设"}
    assert story.refused("reform", "explain-matter", **explained) == "principal-replies"
    story.give(
        "reform", "reply-as-principal",
        **matter, principal="演示-主要负责人", reply="演示-已专题研究",
    )  # fmt: skip
    assert not story.row("replies-owed", "rail-crossing", seen_by="zhaoxian")["owed"]
    story.give("reform", "explain-matter", **explained)
    conclude = ("reform", "conclude-with-explanation")
    assert story.refused(*conclude, **matter) == "explanation-is-visited"
    story.give(
        "assist-zhaoxian", "record-explanation-visit",
        **matter, visitor_unit="housing", holds=True, evidence="演示-现场核实",
    )  # fmt: skip
    assert story.refused(*conclude, **matter) == "town-is-heard"
    story.give("zhaoxian", "give-town-view", **matter, agrees=False, view="演示-仍盼增设")
    story.give(*conclude, **matter)

    ended = story.row("issue-ledger", "rail-crossing", seen_by="zhaoxian")
    assert (ended["step"], ended["resolved_on"]) == ("concluded", None)
    record = story.row("handler-record", "reform", seen_by="reform")
    assert (record["explained"], record["resolved"]) == (1, 0), "it is counted apart"
    [concluded] = story.events("supervision", "issue-rail-crossing")[-1:]
    assert concluded["type"] == "IssueConcluded"
    assert (concluded["data"]["town_agrees"], concluded["data"]["town_view"]) == (
        False,
        "演示-仍盼增设",
    )


def fee(story: Story) -> Data:
    return story.row("fee-ledger", "zhaoxian.2024-017", seen_by="zhaoxian")


def open_round(story: Story) -> None:
    fund = {"fund": "spring-awards-money"}
    story.give(
        "finance", "register-fund",
        **fund, name="演示-春季奖补资金", source="city", kind="general", year=2024,
    )  # fmt: skip
    story.give(
        "finance", "appropriate",
        **fund, amount_fen=sum(PRIZES_YUAN) * YUAN, document="演示-日财预〔2024〕8号",
    )  # fmt: skip
    story.give(
        "finance", "open-round",
        **ROUND, **fund, name="演示-春季奖补", pool_fen=sum(PRIZES_YUAN) * YUAN,
        prizes_fen=[yuan * YUAN for yuan in PRIZES_YUAN],
        criteria=[
            {"criterion": "effect", "title": "成效", "weight": 60},
            {"criterion": "plan", "title": "方案", "weight": 40},
        ],
        towns=list(BIDDERS),
        reviewers=[
            {"reviewer": org, "person": person, "organisation": org}
            for org, person in REVIEWERS.items()
        ],
        bids_until="2024-03-08",
    )  # fmt: skip


def scored(town: str, effect: int, planned: int) -> Data:
    points = {"effect": effect, "plan": planned}
    scores = [{"criterion": name, "points": given} for name, given in points.items()]
    return {**ROUND, "town": town, "scores": scores}


def scores(story: Story, town: str, reviewers: tuple[str, ...], effect: int, planned: int) -> None:
    for reviewer in reviewers:
        story.give(reviewer, "score-bid", REVIEWERS[reviewer], **scored(town, effect, planned))


def refused_score(story: Story, reviewer: str, town: str, effect: int, planned: int) -> str:
    person = REVIEWERS[reviewer]
    return story.refused(reviewer, "score-bid", person, **scored(town, effect, planned))


def places(story: Story) -> dict[str, int]:
    rows = story.rows("award-ranking", seen_by="finance", round="spring-awards")
    return {row["town"]: row["rank"] for row in rows}
