"""Opportunities for private capital: one signed and ended, one withdrawn (RZ-2.4.i)."""

from datetime import timedelta

from deploy.demo.projects.admission import Admitted
from deploy.demo.story import Programme, Story

PROMISES = {"fixed_return": False, "buy_back": False, "government_guarantee": False}


def opportunities(programme: Programme, projects: list[Admitted]) -> None:
    social = [p for p in projects if p.figures["kind"] != "investment"][:2]
    for project, ends in zip(social, ("terminated", "withdrawn"), strict=True):
        id = f"{project.town}-opportunity-{project.id}"
        story = project.story.branch().after(20)
        _published(story, id, project)
        if ends == "withdrawn":
            story.after(20).give(
                "credit",
                "withdraw-opportunity",
                project.town,
                opportunity=id,
                reason="改由财政投资",
            )
        else:
            _signed(story.after(60), id, project.town)


def _published(story: Story, id: str, project: Admitted) -> None:
    story.give(
        "credit", "publish-opportunity", project.town,
        opportunity=id, town=project.town, project=project.id, title=f"演示-{project.id}运营合作",
        modes=["concession", "operation"], wanted_fen=1_000_000_000, open_required=True,
        proposals_until=(story.day + timedelta(days=30)).isoformat(),
        basis="基础设施和公用事业特许经营管理办法",
    )  # fmt: skip
    for n in (1, 2, 3):
        story.give(
            "credit", "submit-proposal", project.town,
            opportunity=id, proposal=f"proposal-{n}", partner=f"演示-运营公司{n}",
            credit_code=f"9137110000000010{n}x", mode="operation", amount_fen=800_000_000 + n,
            returns="使用者付费", **PROMISES,
        )  # fmt: skip


def _signed(story: Story, id: str, town: str) -> None:
    story.give(
        "credit", "select-partner", town,
        opportunity=id, proposal="proposal-2", method="open-tender", reason="综合评分第一",
        document=f"演示-中标通知-{id}",
    )  # fmt: skip
    story.after(10).give(
        "credit", "sign-partnership", town,
        opportunity=id, amount_fen=800_000_002, signed_on=story.day.isoformat(),
        document=f"演示-合作协议-{id}", **PROMISES,
    )  # fmt: skip
    story.after(300).give(
        "credit", "terminate-partnership", town,
        opportunity=id, reason="运营方退出", settlement="资产移交镇，费用结清",
        document=f"演示-终止协议-{id}",
    )  # fmt: skip
