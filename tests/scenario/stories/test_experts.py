"""A story of a yearly assessment that waits for its experts, one of whom recuses himself (RZ-2.5.g)."""

from typing import Any

from tests.integration.client import Order
from tests.scenario.stories.story import Story, Tell

DIRECTIONS = ("layout", "drive", "capacity", "housing", "support")
ASSESSMENT = {"assessment": "zhaoxian-2023"}
POOL = {"pool": "story-pool"}
OF = {"engagement": "zhaoxian-experts-2024"}
SCORES = {"scores": [{"direction": d, "points": 80, "remark": "演示-依据"} for d in DIRECTIONS]}
WHY = "演示-曾受该镇企业委托"
WAITS = "experts-are-heard"


def test_a_yearly_assessment_waits_for_its_experts_one_of_whom_recuses_himself(tell: Tell) -> None:
    story = tell("2024-03-04")
    story.give(
        "housing", "open-assessment",
        **ASSESSMENT, town="zhaoxian", year=2023, document="演示-评估〔2024〕1号",
        weights=[{"direction": d, "weight": 20} for d in DIRECTIONS],
    )  # fmt: skip
    story.give(
        "zhaoxian", "submit-self-assessment",
        **ASSESSMENT, **SCORES, report="演示-自评", document="演示-自评〔2024〕1号",
    )  # fmt: skip
    story.give(
        "juxian", "review-assessment",
        **ASSESSMENT, passed=True, opinion="材料完整", document="演示-初审〔2024〕1号",
    )  # fmt: skip
    for number in range(1, 6):
        admit(story, number)
    story.give(
        "housing", "request-experts",
        **OF, town="zhaoxian", matter_kind="assessment", matter=ASSESSMENT["assessment"],
        stage="yearly-assessment", fields=["planning"], question="年度目标是否完成",
    )  # fmt: skip
    story.give("organization", "assign-experts", **OF, **POOL, draw_number="417", witness="监督员")
    gone, *_ = drawn(story)

    story.after(days=1)
    talent(story, "declare-conflict", **OF, expert=gone, why=WHY)
    opinion = {**OF, "supports": True, "opinion": "演示-目标完成，口径须统一"}
    refused = story.refused("organization", "give-expert-opinion", **opinion, expert=gone)
    assert refused == "expert-has-no-conflict"
    story.give("organization", "assign-experts", **OF, **POOL, draw_number="418", witness="监督员")
    heard = [expert for expert in drawn(story) if expert != gone]
    assert len(heard) == len(set(heard)) == 3

    for expert in heard:
        assert story.refused("housing", "score-assessment", **ASSESSMENT, **SCORES) == WAITS
        story.give("organization", "give-expert-opinion", **opinion, expert=expert)
        story.give("housing", "answer-opinion", **OF, expert=expert, answer="adopted")
    assert story.row("engagements", OF["engagement"], seen_by="zhaoxian")["given"] == 3
    assert "AssessmentScored" in story.give("housing", "score-assessment", **ASSESSMENT, **SCORES)
    assert story.row("town-assessments", ASSESSMENT["assessment"])["opinion"] == "given"
    told = str(story.events("programme", f"town-assessment-{ASSESSMENT['assessment']}"))
    assert "演示-专家" not in told, "an expert's name stays in talent"


def admit(story: Story, number: int) -> None:
    data = {
        **POOL, "expert": f"story-e-{number}", "person": f"p-2024-9{number}",
        "name": f"演示-专家{number}", "background": "演示-高级规划师", "fields": ["planning"],
        "mode": "rehired", "since": "2024-03-04", "until": "2027-03-04",
        "document": f"演示-聘字{number}号",
    }  # fmt: skip
    talent(story, "admit-expert", **data)


def talent(story: Story, command: str, **data: Any) -> None:
    """Gives a command that has a person among its fields, or that another service offers as well."""
    answer = story.send(Order("talent", command, "organization", data, story.now.isoformat()))
    assert answer.status == 200, answer.body


def drawn(story: Story) -> list[str]:
    """Every expert whom the lot has named, in its order."""
    events = story.events("talent", f"engagement-{OF['engagement']}")
    return [e for event in events for e in event["data"].get("experts", ())]
