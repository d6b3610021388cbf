"""Competitive awards: bids, recusal, scores, publicity, objections, grant (RZ-2.2.f)."""

from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry
from shared.policy.working_days import due

OBJECTION_DAYS = registry().parameters["finance.award_objection_working_days"].value


def award_round(programme: Programme, awards: dict[str, Any], round: dict[str, Any]) -> None:
    id, story = round["id"], programme.story(round["starts"])
    _open(story, awards, round)
    story.after(8)
    for town in round["points"]:
        story.give(
            "finance", "submit-bid", town,
            round=id, town=town, title="演示-小城镇建设提升方案", wanted_fen=5_000_000_00,
            project=round["projects"][town],
        )  # fmt: skip
    story.after(8)
    conflict = round["conflict"]
    reviewers = {r["id"]: r["organisation"] for r in awards["reviewer"]}
    story.give(
        "finance", "declare-conflict", reviewers[conflict["reviewer"]],
        round=id, **conflict, reason="本人任职单位为该镇所在区县部门",
    )  # fmt: skip
    reviewing = _replaced(story, round, awards["reviewer"])
    for town, points in round["points"].items():
        _score(story, awards | {"reviewer": reviewing}, round, town, points)
    if "disqualified" in round:
        story.give(
            "finance", "disqualify-bid", "finance",
            round=id, **round["disqualified"], document=f"演示-取消资格决定-{id}",
        )  # fmt: skip
    _publicise(story, id)
    if "upheld" in round:
        _objections(story, awards, round)
    story.after(8).then().give(
        "finance",
        "grant-awards",
        "finance",
        round=id,
        document=f"演示-日财奖〔{story.day.year}〕1号",
    )
    if "revoked" in round:
        _revoked(story.after(8), round, round["revoked"])


def _revoked(story: Story, round: dict[str, Any], revoked: dict[str, Any]) -> None:
    """A town has committed part of an award when it is revoked, and returns that part."""
    town, fen = revoked["town"], revoked["committed"] * 100
    of = {"round": round["id"], "town": town}
    story.give(
        "finance", "commit-funds", town,
        fund=round["fund"], project=round["projects"][town], town=town, amount_fen=fen,
        contract="award-works", payee="演示-施工单位", document=f"演示-奖补合同-{town}",
    )  # fmt: skip
    story.after(8).give(
        "finance", "revoke-award", "finance",
        **of, reason=revoked["reason"], document=f"演示-撤销决定-{round['id']}",
    )  # fmt: skip
    story.after(8).give(
        "finance", "recover-award", "finance",
        **of, amount_fen=fen, way="treasury", document=f"演示-缴款书-{town}",
    )  # fmt: skip


def cancelled_round(programme: Programme, awards: dict[str, Any], round: dict[str, Any]) -> None:
    """Nobody bids, and it ends without awards."""
    story = programme.story(round["starts"])
    _open(story, awards, round)
    story.after(20).give(
        "finance", "cancel-round", "finance",
        round=round["id"], reason=round["reason"], document=f"演示-流标公告-{round['id']}",
    )  # fmt: skip


def _replaced(
    story: Story, round: dict[str, Any], reviewers: list[dict[str, str]]
) -> list[dict[str, str]]:
    """The reviewers who score, once one of them is replaced."""
    if "replaced" not in round:
        return reviewers
    former, new = round["replaced"]["reviewer"], round["replaced"]["by"]
    story.give(
        "finance", "replace-reviewer", "finance",
        round=round["id"], reviewer=former, by=_reviewer(story, new),
        reason=round["replaced"]["reason"],
    )  # fmt: skip
    return [new if reviewer["id"] == former else reviewer for reviewer in reviewers]


def _reviewer(story: Story, reviewer: dict[str, str]) -> dict[str, str]:
    organisation = reviewer["organisation"]
    return {
        "reviewer": reviewer["id"], "organisation": organisation,
        "person": story.programme.people[organisation],
    }  # fmt: skip


def _open(story: Story, awards: dict[str, Any], round: dict[str, Any]) -> None:
    story.give(
        "finance", "open-round", "finance",
        round=round["id"], name=round["name"], pool_fen=round["pool"] * 100,
        prizes_fen=[yuan * 100 for yuan in round["prizes"]], minimum_score=60,
        criteria=[
            {"criterion": c["id"], "title": c["title"], "weight": c["weight"]}
            for c in awards["criterion"]
        ],
        towns=list(round.get("points", round.get("towns"))),
        reviewers=[_reviewer(story, reviewer) for reviewer in awards["reviewer"]],
        fund=round["fund"], bids_until=story.branch().after(8).day.isoformat(),
        document=f"演示-日财奖〔{story.day.year}〕公告",
    )  # fmt: skip


def _score(
    story: Story, awards: dict[str, Any], round: dict[str, Any], town: str, points: list[int]
) -> None:
    """Reviewers differ by a point; who recused does not score."""
    for n, reviewer in enumerate(awards["reviewer"]):
        if {"reviewer": reviewer["id"], "town": town} == round["conflict"]:
            continue
        story.give(
            "finance", "score-bid", reviewer["organisation"],
            round=round["id"], town=town,
            scores=[
                {"criterion": c["id"], "points": point + n % 2}
                for c, point in zip(awards["criterion"], points, strict=True)
            ],
        )  # fmt: skip


def _publicise(story: Story, id: str) -> None:
    story.give("finance", "close-scoring", "finance", round=id)
    story.give("finance", "publicise-result", "finance", round=id)


def _objections(story: Story, awards: dict[str, Any], round: dict[str, Any]) -> None:
    """An upheld one has its bid scored anew; the other one is decided by the inspection office,
    since finance let its time pass."""
    id, upheld, escalated = round["id"], round["upheld"], round["escalated"]
    _object(story, id, "objection-1", upheld)
    story.then().give(
        "finance", "resolve-objection", "finance",
        round=id, objection="objection-1", upheld=True, reason="台账数据核对后成立，重新评分",
        document="演示-异议处理〔2025〕1号",
    )  # fmt: skip
    _score(story.after(8), awards, round, upheld["about"], upheld["points"])
    _publicise(story, id)
    _object(story, id, "objection-2", escalated)
    due_on = due(story.day, OBJECTION_DAYS, "working").on
    story.after(8).then().give(
        "finance", "resolve-objection", "gov-office",
        round=id, objection="objection-2", upheld=False, reason="材料提交记录完整，异议不成立",
        document="演示-督查异议〔2025〕2号",
    )  # fmt: skip
    late_matter(
        story.programme, "objection-objection-2", id,
        due_on=due_on, done_on=story.day, handler="gov-office", town=escalated["about"],
        evidence="查看异议处理决定和送达回证",
    )  # fmt: skip


def _object(story: Story, id: str, objection: str, figures: dict[str, Any]) -> None:
    story.give(
        "finance", "lodge-objection", figures["by"],
        round=id, objection=objection, about=figures["about"], text=figures["text"],
    )  # fmt: skip
