"""How a project's contract ends: settled, cut by audit, terminated; its retention given back."""

from datetime import timedelta
from typing import Any

from deploy.demo.finance.funds import first_approved
from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Story

LIABILITY_DAYS = 365
MISTYPED_FEN = 1_000_00


def settle(story: Story, admitted: Admitted, of: dict[str, Any], left: int) -> None:
    """The last work is verified and paid, and what the contract did not need comes off it."""
    project = admitted.figures
    if "exits" in project:
        story.not_before(project["exits"])
    verified = left * _earned_percent(project) // 100
    retained = left * 3 // 100 if project.get("government") else 0
    story.after(60)
    release = story.day + timedelta(days=LIABILITY_DAYS)
    work = {"amount_fen": verified, "retained_fen": retained or None}
    story.give(
        "finance", "verify-work", f"{admitted.county}-housing", **of, **work, town=admitted.town,
        release_on=release.isoformat() if retained else None,
    )  # fmt: skip
    first_approved(story.after(10), of, "payment", verified - retained)
    paid = {**of, "payee": project["unit"]}
    story.give("finance", "pay", "finance", **paid, amount_fen=verified - retained)
    if retained:
        story.branch().not_before(release).give(
            "finance", "pay", "finance", **paid, amount_fen=retained, retention=True
        )
    if project.get("key_support"):  # what was left out is paid on the same day
        story.after(10).give(
            "finance", "correct-fund-entry", "finance",
            **of, entry="payment", number=2, amount_fen=verified - retained - MISTYPED_FEN,
            reason="第二次拨付金额录入有误", document=f"演示-更正-{admitted.id}",
        )  # fmt: skip
        story.give("finance", "pay", "finance", **paid, amount_fen=MISTYPED_FEN)
    overpaid = verified // 50 if _audited_later(project) else 0
    if overpaid:
        story.after(30).give(
            "finance", "return-payment", "finance",
            **paid, of="payment", amount_fen=overpaid, reason="竣工决算审计核减，退回多付工程款",
            document=f"演示-审计-{admitted.id}",
        )  # fmt: skip
    if unneeded := left - verified + overpaid:
        _reduced(story.after(20), admitted, of, unneeded)


def _reduced(story: Story, admitted: Admitted, of: dict[str, Any], fen: int) -> None:
    ended = "exits" in admitted.figures
    story.give(
        "finance", "reduce-commitment", admitted.town,
        **of, town=admitted.town, amount_fen=fen, cause="termination" if ended else "settlement",
        reason="项目出库，合同解除" if ended else "结算审减",
        document=f"演示-审定单-{admitted.id}",
    )  # fmt: skip


def _earned_percent(project: dict[str, Any]) -> int:
    """What of the second part was built and accepted."""
    if "exits" in project:
        return 50
    return 84 if project.get("recall") else 100


def _audited_later(project: dict[str, Any]) -> bool:
    return bool("completes" in project and project.get("advance"))
