"""A letter of intent for two towns: nominated, approved, drawn, renewed; another expires (RZ-2.4.f)."""

from datetime import date

from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme

POLICY = "institution-policy"


def intents(programme: Programme, projects: list[Admitted]) -> None:
    story = programme.story(date(2024, 1, 15))
    story.give(
        "credit", "register-intent", "local-finance",
        intent="intent-2024-1", institution=POLICY, towns=["taoluo", "zhaoxian", "chaohe", "jufeng"],
        amount_fen=50_000_000_000, expires_on="2025-12-31", signed_on=story.day.isoformat(),
        document="演示-意向协议〔2024〕1号",
    )  # fmt: skip
    story.give(
        "credit", "register-intent", "local-finance",
        intent="intent-2024-2", institution=POLICY, towns=["jufeng"],
        amount_fen=10_000_000_000, expires_on="2024-12-31", signed_on=story.day.isoformat(),
        document="演示-意向协议〔2024〕2号",
    )  # fmt: skip
    works = [p for p in projects if p.figures["kind"] == "infrastructure"][:3]
    for n, project in enumerate(works, start=1):
        _used(project, n, withdrawn=n == len(works))
    programme.story(date(2025, 12, 5)).give(
        "credit", "renew-intent", "local-finance",
        intent="intent-2024-1", expires_on="2027-12-31", document="演示-意向续期〔2025〕1号",
    )  # fmt: skip


def _used(project: Admitted, n: int, withdrawn: bool) -> None:
    """What an admitted project nominates, the institution approves and it draws. The borrower is
    the unit that builds it, but for who withdraws."""
    story = project.story.branch().not_before(date(2024, 3, 5)).after(30)
    of = {"intent": "intent-2024-1", "use": f"use-{n}"}
    story.give(
        "credit", "nominate-use", project.town,
        **of, town=project.town, project=project.id, purpose="infrastructure",
        borrower=f"演示-{project.id}建设公司" if withdrawn else project.figures["unit"],
        credit_code="91371100000000009x",
        borrower_kind="state-firm", amount_fen=4_000_000_000, repayment="own-revenue",
        government_promise=False,
    )  # fmt: skip
    if withdrawn:
        story.after(10).give(
            "credit", "withdraw-use", project.town, **of, town=project.town, reason="另有资金来源"
        )
        return
    story.after(40).give(
        "credit", "record-intent-approval", POLICY,
        **of, amount_fen=3_000_000_000, until="2027-06-30", document=f"演示-授信批复-{n}",
    )  # fmt: skip
    for part in (1, 2):
        story.after(60).give(
            "credit", "record-drawdown", POLICY,
            **of, drawdown=f"draw-{n}-{part}", amount_fen=1_000_000_000,
            drawn_on=story.day.isoformat(),
        )  # fmt: skip
