"""Government bonds, guidance funds, corporate bonds (RZ-2.2.g, h, i)."""

from typing import Any

from deploy.demo.finance.funds import FIRST_APPROVER
from deploy.demo.story import Programme, Story
from shared.policy.loader import registry


def proceeds(programme: Programme, bond: dict[str, Any]) -> None:
    """A special bond's projects earn half as much again as they take."""
    special = bond["kind"] == "special"
    terms = {"annual_rate": bond["rate"], "years": bond["years"]} if special else {}
    programme.story(bond["on"]).give(
        "finance", "register-proceeds", "finance",
        bond=bond["id"], name=bond["name"], kind=bond["kind"], year=bond["year"],
        amount_fen=bond["yuan"] * 100, document=f"演示-鲁财债转贷〔{bond['year']}〕{bond['id']}",
        **terms,
    )  # fmt: skip
    for project, yuan, on in bond["allocations"]:
        story = programme.story(on)
        if special:
            story.give(
                "finance", "record-revenue-plan", "finance",
                project=project, revenue_fen=yuan * 150, document=f"演示-收益测算-{project}",
            )  # fmt: skip
        _approved(story, bond, project, "allocation", yuan)
        story.give(
            "finance", "allocate-proceeds", "finance",
            bond=bond["id"], project=project, amount_fen=yuan * 100, spending="capital",
            document=f"演示-日财债〔{on.year}〕{project}",
        )  # fmt: skip
        if project in bond.get("spent", {}):
            _spent(story.after(60), bond, project, bond["spent"][project])
    _changes(programme, bond)


def _changes(programme: Programme, bond: dict[str, Any]) -> None:
    """Terms set right, money that came back, and money that went to another project."""
    of = {"bond": bond["id"]}
    if "right_years" in bond:
        programme.story(bond["on"]).then().give(
            "finance", "record-bond-terms", "finance",
            **of, annual_rate=bond["rate"], years=bond["right_years"], reason="期限误录",
            document=f"演示-转贷协议-{bond['id']}",
        )  # fmt: skip
    for lent in bond.get("on_lent", ()):
        _on_lent(programme.story(lent["on"]), of, bond["kind"], lent)
    for back in bond.get("returned", ()):
        programme.story(back["on"]).give(
            "finance", "return-proceeds", "finance",
            **of, project=back["project"], amount_fen=back["yuan"] * 100, reason=back["reason"],
        )  # fmt: skip
    for moved in bond.get("reassigned", ()):
        story = programme.story(moved["on"])
        _approved(story, bond, moved["to"], "allocation", moved["yuan"])
        story.give(
            "finance", "reassign-proceeds", "finance",
            **of, project=moved["project"], to_project=moved["to"],
            amount_fen=moved["yuan"] * 100, reason=moved["reason"],
            document=f"演示-鲁财债调〔{moved['on'].year}〕{bond['id']}",
        )  # fmt: skip


def _on_lent(story: Story, of: dict[str, str], kind: str, lent: dict[str, Any]) -> None:
    """Within the county's limit of the year, to a county that finds another way to pay for its
    project, and hands the money back."""
    story.give(
        "finance", "set-debt-limit", "finance",
        county=lent["county"], year=lent["on"].year, kind=kind,
        limit_fen=lent["limit_yuan"] * 100, document=f"演示-鲁财债〔{lent['on'].year}〕限额",
    )  # fmt: skip
    story.give(
        "finance", "on-lend-proceeds", "finance",
        **of, into_bond=lent["into"], county=lent["county"], amount_fen=lent["yuan"] * 100,
        document=f"演示-转贷协议-{lent['into']}",
    )  # fmt: skip
    story.not_before(lent["handed_back"]).give(
        "finance", "hand-back-proceeds", f"{lent['county']}-finance",
        bond=lent["into"], amount_fen=lent["yuan"] * 100, reason=lent["reason"],
        document=f"演示-交回单-{lent['into']}",
    )  # fmt: skip


def _spent(story: Story, bond: dict[str, Any], project: str, yuan: int) -> None:
    _approved(story, bond, project, "spending", yuan)
    story.give(
        "finance", "spend-proceeds", "finance",
        bond=bond["id"], project=project, amount_fen=yuan * 100, payee="演示-施工单位",
        document=f"演示-债券拨款单-{project}",
    )  # fmt: skip


def _approved(story: Story, bond: dict[str, Any], project: str, act: str, yuan: int) -> None:
    """The first of two approvals, where the amount needs it."""
    if yuan * 100 > registry().parameters["finance.two_approvers_above_fen"].value:
        story.give(
            "finance", "approve-bond-use", "finance", person=FIRST_APPROVER,
            bond=bond["id"], project=project, act=act, amount_fen=yuan * 100,
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
