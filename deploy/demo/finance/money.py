"""The money of one project: allocated, committed, verified, paid (RZ-2.2.c)."""

from datetime import timedelta
from typing import Any

from deploy.demo.finance.funds import first_approved, stands_from
from deploy.demo.finance.settlement import settle
from deploy.demo.projects.admission import Admitted
from deploy.demo.projects.progress import adjusted
from deploy.demo.story import Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry

PAYMENT_DAYS = registry().parameters["finance.payment_days"].value
KEY_SUPPORT_FEN = 1_500_000_00
CONTRACT = "works"


def money(admitted: Admitted, fund_year: int) -> None:
    """One contract, paid in two parts; one who leaves ends it, and is paid what was built."""
    project, id, town = admitted.figures, admitted.id, admitted.town
    percent = 5 if project["kind"] == "investment" else 30
    allocated = project["yuan"] * percent  # yuan and percent make fen
    committed = allocated * (40 if "exits" in project else 80) // 100
    of = {"fund": project["fund"], "project": id}
    story = admitted.story.branch().not_before(stands_from(fund_year)).after(10)
    if project.get("split"):
        _allocate_in_parts(story, of, allocated)
    else:
        _allocate(story, of, allocated)
    _favours(story, admitted, of)
    story.after(25).give(
        "finance", "commit-funds", town,
        **of, town=town, amount_fen=committed, document=f"演示-合同-{id}",
        contract=CONTRACT, payee=project["unit"],
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
    _first_part(story, admitted, of, committed // 2, advance)
    settle(story, admitted, of, committed - committed // 2)


def _first_part(
    story: Story, admitted: Admitted, of: dict[str, Any], verified: int, advance: int
) -> None:
    project, late = admitted.figures, admitted.figures.get("pays_late")
    story.after(60).give(
        "finance", "verify-work", f"{admitted.county}-housing",
        **of, town=admitted.town, amount_fen=verified,
    )  # fmt: skip
    delivered_on, paid = story.day, verified - advance
    first_approved(story.after(40 if late else 10), of, "payment", paid)
    story.give("finance", "pay", "finance", **of, amount_fen=paid, payee=project["unit"])
    if late:
        late_matter(
            story.programme, f"payment-{admitted.id}-1", of["fund"],
            due_on=delivered_on + timedelta(days=PAYMENT_DAYS), done_on=story.day,
            handler="finance", town=admitted.town, evidence="查看拨款凭证，施工单位已收款",
        )  # fmt: skip


def _allocate(story: Story, of: dict[str, str], fen: int) -> None:
    document = f"演示-日财建〔{story.day.year}〕{of['project']}"
    first_approved(story, of, "allocation", fen)
    story.give("finance", "allocate-funds", "finance", **of, amount_fen=fen, document=document)


def _allocate_in_parts(story: Story, of: dict[str, str], fen: int) -> None:
    """Twice within days, each within what one person may approve: an auditor asks why."""
    for part in (fen // 2, fen - fen // 2):
        _allocate(story, of, part)
        story.after(4)


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
