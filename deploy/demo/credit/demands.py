"""Demands of the towns' borrowers: consented, pushed, answered, lent; one left in silence (RZ-2.4.a)."""

from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry
from shared.policy.working_days import due

NOT_JOINED = "institution-2024-"


def demands(programme: Programme, figures: list[dict[str, Any]]) -> None:
    for one in figures:
        _demand(programme, one)


def _demand(programme: Programme, one: dict[str, Any]) -> None:
    id, town, story = one["id"], one["town"], programme.story(one["on"])
    story.give(
        "credit", "register-demand", town,
        demand=id, town=town, borrower=one["borrower"], borrower_kind=one["kind"],
        industry=one["industry"], purpose=one["purpose"], amount_fen=one["yuan"] * 100,
        months=one["months"],
    )  # fmt: skip
    for n, (institution, _, _) in enumerate(one["answers"], start=1):
        story.give(
            "credit", "record-consent", town,
            demand=id, institution=institution, given_on=story.day.isoformat(),
            evidence=f"演示-授权书-{id}-{n}",
        )  # fmt: skip
    story.then().give(
        "credit", "push-demand", "local-finance",
        demand=id, institutions=[institution for institution, _, _ in one["answers"]],
    )  # fmt: skip
    story.then()
    for institution, answer, yuan in one["answers"]:
        if answer == "silent":
            _silence(programme, story.branch(), id, institution, town)
        else:
            _answer(story.branch(), id, institution, answer, yuan)
    _end(story.branch().after(10), one)


def _answer(story: Story, id: str, institution: str, answer: str, yuan: int) -> None:
    by = "local-finance" if institution.startswith(NOT_JOINED) else institution
    of = {"demand": id, "institution": institution}
    story.give(
        "credit", "record-contact", by,
        **of, manner="visit", contacted_on=story.day.isoformat(),
    )  # fmt: skip
    if answer == "told":
        return
    story.then()
    day = story.day.isoformat()
    if answer != "credit":
        story.give(
            "credit", "record-credit-decision", by,
            **of, decided_on=day, refusal=answer, remark="按本行授信政策",
        )  # fmt: skip
        return
    story.give(
        "credit", "record-credit-decision", by,
        **of, decided_on=day, amount_fen=yuan * 100, annual_rate=435,
        until=story.day.replace(year=story.day.year + 1).isoformat(),
    )  # fmt: skip
    story.after(10).give(
        "credit", "record-loan", by,
        **of, loan=f"{id}-l1", amount_fen=yuan * 100 // 2, months=12,
        lent_on=story.day.isoformat(),
    )  # fmt: skip


def _silence(programme: Programme, story: Story, id: str, institution: str, town: str) -> None:
    """Contact and decision pass; local-finance sees to it that an answer comes."""
    last = {}
    for step in ("contact", "decision"):
        days = registry().parameters[f"credit.{step}_working_days"].value
        last[step] = due(story.day, days, "working").on
    day = story.after(45).day
    _answer(story.branch(), id, institution, "over-indebted", 0)
    for step, due_on in last.items():
        late_matter(
            programme, f"{step}-{institution}", id,
            due_on=due_on, done_on=day, handler="local-finance", town=town,
            evidence="机构已书面答复借款人",
        )  # fmt: skip


def _end(story: Story, one: dict[str, Any]) -> None:
    id, town, ends = one["id"], one["town"], one.get("ends")
    if ends == "referred":
        story.give(
            "credit", "refer-to-guarantee", town,
            demand=id, guarantee=f"{town}-guarantee-2024-1", institution="institution-rural",
            company="guarantee", reason="银行要求增信",
        )  # fmt: skip
        guarantee = f"{town}-guarantee-2024-1"
        story.then().give(
            "credit", "accept-guarantee", "guarantee",
            guarantee=guarantee, project_number=f"nd-{guarantee}",
        )  # fmt: skip
        story.then().give(
            "credit", "refuse-guarantee", "guarantee",
            guarantee=guarantee, risk="disputes", remark="涉诉未结",
            document=f"演示-不予担保-{guarantee}",
        )  # fmt: skip
    elif ends == "unmet":
        story.give("credit", "close-demand", "local-finance", demand=id, reason="暂无适配产品")
    elif ends == "withdrawn":
        institution = one["answers"][0][0]
        story.give(
            "credit", "withdraw-consent", town,
            demand=id, institution=institution, reason="借款人撤回授权",
        )  # fmt: skip
        story.then().give("credit", "withdraw-demand", town, demand=id, reason="已自筹资金")
