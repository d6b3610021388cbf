"""The money of one project: allocated, committed, verified, paid (RZ-2.2.c)."""

from datetime import timedelta
from typing import Any

from deploy.demo.finance.funds import first_approved, stands_from
from deploy.demo.projects.admission import Admitted
from deploy.demo.projects.progress import adjusted
from deploy.demo.story import Story
from deploy.demo.supervision.lateness import late_matter
from shared.registry.loader import registry

PAYMENT_DAYS = registry().parameters["finance.payment_days"].value
KEY_SUPPORT_FEN = 1_500_000_00


def money(admitted: Admitted, fund_year: int) -> None:
    """Paid in two parts; one who leaves is paid the second part of his contract afterwards."""
    project, id, town = admitted.figures, admitted.id, admitted.town
    percent = 5 if project["kind"] == "investment" else 30
    allocated = project["yuan"] * percent  # yuan and percent make fen
    committed = allocated * (40 if "exits" in project else 80) // 100
    of = {"fund": project["fund"], "project": id}
    story = admitted.story.branch().not_before(stands_from(fund_year)).after(10)
    _allocate(story, of, allocated)
    _favours(story, admitted, of)
    story.after(25).give(
        "finance", "commit-funds", town,
        **of, town=town, amount_fen=committed, document=f"演示-合同-{id}",
    )  # fmt: skip
    if project.get("recall"):
        story.after(30).give(
            "finance", "recall-funds", "finance",
            **of, amount_fen=(allocated - committed) // 2, reason="招标节约资金收回统筹",
        )  # fmt: skip
    advance = committed // 5 if project.get("advance") else 0
    if advance:
        first_approved(story.after(8), of, "advance", advance)
        story.give(
            "finance", "pay-advance", "finance", **of, amount_fen=advance, payee=project["unit"]
        )
    for part in range(2):
        if part == 1 and "exits" in project:
            story.not_before(project["exits"])
        verified = committed // 2 if part == 0 else committed - committed // 2
        story.after(60).give(
            "finance", "verify-work", f"{admitted.county}-housing",
            **of, town=town, amount_fen=verified,
        )  # fmt: skip
        paid = verified - advance if part == 0 else verified
        late, delivered_on = part == 0 and project.get("pays_late"), story.day
        first_approved(story.after(40 if late else 10), of, "payment", paid)
        story.give("finance", "pay", "finance", **of, amount_fen=paid, payee=project["unit"])
        if late:
            late_matter(
                story.programme, f"payment-{id}-1", of["fund"],
                due_on=delivered_on + timedelta(days=PAYMENT_DAYS), done_on=story.day,
                handler="finance", town=town, evidence="查看拨款凭证，施工单位已收款",
            )  # fmt: skip


def _allocate(story: Story, of: dict[str, str], fen: int) -> None:
    document = f"演示-日财建〔{story.day.year}〕{of['project']}"
    first_approved(story, of, "allocation", fen)
    story.give("finance", "allocate-funds", "finance", **of, amount_fen=fen, document=document)


def _favours(story: Story, admitted: Admitted, of: dict[str, Any]) -> None:
    """Key support, and new money after an adjustment once finance has looked at it."""
    if admitted.figures.get("key_support"):
        story.branch().after(20).give(
            "finance", "grant-key-support", "finance",
            **of, amount_fen=KEY_SUPPORT_FEN, reason="市级重点扶持：带动就业和公共服务补短板",
            document=f"演示-日财建扶〔{story.day.year}〕{admitted.id}",
        )  # fmt: skip
    if admitted.figures.get("adjusts"):
        adjusted(admitted).then().give(
            "finance", "resume-eligibility", "finance",
            project=admitted.id, reason="调整后投资和选址已复核", document=f"演示-复核-{admitted.id}",
        )  # fmt: skip
