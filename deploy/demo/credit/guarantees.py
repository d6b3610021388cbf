"""Guarantees: released, compensated and partly recovered, refused and reviewed, withdrawn, late (RZ-2.4.e)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry
from shared.policy.working_days import due

COMPANY = "guarantee"
SHARE = 80


def guarantees(programme: Programme, figures: list[dict[str, Any]]) -> None:
    for year in (2024, 2025, 2026):
        story = programme.story(date(year, 3, 5))
        story.give(
            "credit", "report-guarantee-capacity", COMPANY,
            company=COMPANY, net_assets_fen=60_000_000_000, outstanding_fen=250_000_000_000,
            mainly_farm=True, as_of=f"{year - 1}-12-31", document=f"演示-农担审计〔{year}〕1号",
        )  # fmt: skip
    for one in figures:
        _guarantee(programme, one)


def _guarantee(programme: Programme, one: dict[str, Any]) -> None:
    story, id = programme.story(one["on"]), one["id"]
    asked_on = story.day
    story.give(
        "credit", "recommend-for-guarantee", one["by"],
        guarantee=id, town=one["town"], borrower=one["borrower"], borrower_kind=one["kind"],
        industry=one["industry"], institution=one["bank"], company=COMPANY,
        amount_fen=one["yuan"] * 100, months=one["months"],
    )  # fmt: skip
    if one["ends"] == "late":
        _late(programme, story.branch(), id, one["town"], asked_on)
        story.after(40)
    story.then().give(
        "credit", "accept-guarantee", COMPANY, guarantee=id, project_number=f"nd-{id}"
    )
    story.then().give(
        "credit", "investigate-guarantee", COMPANY,
        guarantee=id, visited_on=story.day.isoformat(), report=f"演示-尽调-{id}",
    )  # fmt: skip
    if one["ends"] == "reviewed":
        _refused(story.then(), id, one["town"])
    _approve(story.then(), id, one["yuan"])
    if one["ends"] == "withdrawn":
        story.after(10).give(
            "credit", "withdraw-guarantee-application", one["town"],
            guarantee=id, reason="已自筹资金",
        )  # fmt: skip
        return
    _lend(story.after(5), id, one["bank"], one["yuan"])
    _run(story, one)


def _late(programme: Programme, story: Story, id: str, town: str, asked_on: date) -> None:
    days = registry().parameters["credit.guarantee_accept_working_days"].value
    late_matter(
        programme, "guarantee-accept", id,
        due_on=due(asked_on, days, "working").on, done_on=asked_on + timedelta(days=45),
        handler=COMPANY, town=town, evidence="已受理并通知借款人",
    )  # fmt: skip


def _refused(story: Story, id: str, town: str) -> None:
    story.give(
        "credit", "refuse-guarantee", COMPANY,
        guarantee=id, risk="no-counter-guarantee", remark="反担保人不足", document=f"演示-不予担保-{id}",
    )  # fmt: skip
    story.after(8).give(
        "credit", "request-guarantee-review", town, guarantee=id, reason="已补充反担保"
    )
    story.then().give(
        "credit", "decide-guarantee-review", COMPANY,
        guarantee=id, upheld=True, remark="反担保已落实", document=f"演示-复审-{id}",
    )  # fmt: skip


def _approve(story: Story, id: str, yuan: int) -> None:
    story.give(
        "credit", "approve-guarantee", COMPANY,
        guarantee=id, amount_fen=yuan * 100, share=SHARE, fee_rate=75, document=f"演示-担保批复-{id}",
    )  # fmt: skip
    story.then().give(
        "credit", "issue-guarantee-letter", COMPANY,
        guarantee=id, document=f"演示-保函-{id}",
        until=(story.day + timedelta(days=90)).isoformat(),
    )  # fmt: skip


def _lend(story: Story, id: str, bank: str, yuan: int) -> None:
    story.give(
        "credit", "record-disbursement", bank,
        guarantee=id, loan=f"{id}-l1", amount_fen=yuan * 100, lent_on=story.day.isoformat(),
        ends_on=(story.day + timedelta(days=365)).isoformat(),
    )  # fmt: skip


def _run(story: Story, one: dict[str, Any]) -> None:
    id, sound = one["id"], one["ends"] != "compensated"
    story.after(80).give(
        "credit", "check-guarantee", COMPANY,
        guarantee=id, checked_on=story.day.isoformat(), sound=sound,
        findings="生产经营正常" if sound else "鲜叶价格下跌，回款偏慢",
    )  # fmt: skip
    if one["ends"] == "released":
        story.after(200).give(
            "credit", "release-guarantee", COMPANY,
            guarantee=id, repaid_on=story.day.isoformat(), document=f"演示-解保-{id}",
        )  # fmt: skip
    if sound:
        return
    story.then().give("credit", "warn-guarantee", one["bank"], guarantee=id, reason="连续两期欠息")
    story.after(240).give(
        "credit", "extend-guarantee", COMPANY,
        guarantee=id, ends_on=(story.day + timedelta(days=240)).isoformat(),
        reason="春茶上市后还款", document=f"演示-展期-{id}",
    )  # fmt: skip
    story.after(200)
    fen = one["yuan"] * SHARE
    story.give(
        "credit", "pay-compensation", COMPANY,
        guarantee=id, amount_fen=fen, interest_fen=1_200_000, paid_on=story.day.isoformat(),
        document=f"演示-代偿-{id}",
    )  # fmt: skip
    story.after(60).give(
        "credit", "record-recovery", COMPANY,
        guarantee=id, principal_fen=fen // 4, interest_fen=100_000,
        recovered_on=story.day.isoformat(), document=f"演示-追偿-{id}",
    )  # fmt: skip
    story.after(120).give(
        "credit", "write-off-guarantee", COMPANY,
        guarantee=id, amount_fen=fen // 10, reason="部分执行终结", document=f"演示-核销-{id}",
    )  # fmt: skip
