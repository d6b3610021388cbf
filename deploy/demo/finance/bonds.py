"""Government bonds, guidance funds, corporate bonds (RZ-2.2.g, h, i)."""

from typing import Any

from deploy.demo.story import Programme
from shared.registry.loader import registry


def proceeds(programme: Programme, bond: dict[str, Any]) -> None:
    """A special bond's projects earn what they take, and a quarter more."""
    programme.story(bond["on"]).give(
        "finance", "register-proceeds", "finance",
        bond=bond["id"], name=bond["name"], kind=bond["kind"], year=bond["year"],
        amount_fen=bond["yuan"] * 100, document=f"演示-鲁财债转贷〔{bond['year']}〕{bond['id']}",
    )  # fmt: skip
    for project, yuan, on in bond["allocations"]:
        programme.story(on).give(
            "finance", "allocate-proceeds", "finance",
            bond=bond["id"], project=project, amount_fen=yuan * 100, spending="capital",
            revenue_plan_fen=yuan * 125 if bond["kind"] == "special" else None,
            document=f"演示-日财债〔{on.year}〕{project}",
        )  # fmt: skip


def guidance(programme: Programme, figures: dict[str, Any]) -> None:
    """A town that meets every criterion sets up its fund."""
    town, story = figures["town"], programme.story(figures["on"])
    criteria = registry().parameters["finance.guidance_fund_criteria"].value["criteria"]
    story.give(
        "finance", "assess-town-conditions", "finance",
        town=town, document=f"演示-评估报告-{town}",
        conditions=[
            {"criterion": c, "met": c != figures.get("unmet"), "evidence": "见评估报告"}
            for c in criteria
        ],
    )  # fmt: skip
    if "fund" in figures:
        story.after(20).give(
            "finance", "register-guidance-fund", "finance",
            town=town, fund=figures["fund"], name=figures["name"],
            size_fen=figures["yuan"] * 100, government_fen=figures["government_yuan"] * 100,
            government_guarantee=False, manager="演示-日照创投管理有限公司",
            document=f"演示-引导基金-{town}",
        )  # fmt: skip


def corporate_bond(programme: Programme, figures: dict[str, Any]) -> None:
    story = programme.story(figures["issued"])
    story.give(
        "finance", "register-corporate-bond", "finance",
        bond=figures["id"], project=figures["project"], issuer=figures["issuer"],
        amount_fen=figures["yuan"] * 100, issued_on=story.day.isoformat(),
        government_guarantee=False, document=f"演示-企业债-{figures['id']}",
    )  # fmt: skip
