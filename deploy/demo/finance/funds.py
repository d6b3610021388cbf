"""Funds, what the budget puts into them, general transfers, pooling (RZ-2.2.c)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import FIRST_DAY, Programme, Story
from deploy.demo.supervision.lateness import late_matter
from shared.policy.loader import registry

FIRST_APPROVER = "演示-孟会"
"""Large amounts need another person before the one who acts."""


def stands_from(year: int) -> date:
    """When the money of a year's budget can be allocated."""
    return max(date(year, 1, 5), FIRST_DAY)


def register(programme: Programme, fund: dict[str, Any]) -> None:
    """Registered, appropriated, and carried over into the years that it says."""
    story, by = programme.story(stands_from(fund["year"])), fund.get("county", "finance")
    of_law = ("county", "agricultural", "matching_percent", "state_council_document")
    story.give(
        "finance", "register-fund", by,
        fund=fund["id"], name=fund["name"], source=fund["source"], kind="special",
        year=fund["year"], **{name: fund[name] for name in of_law if name in fund},
    )  # fmt: skip
    story.give(
        "finance", "appropriate", by,
        fund=fund["id"], amount_fen=fund["yuan"] * 100,
        document=f"演示-日财预〔{fund['year']}〕1号", exemption=fund.get("exemption"),
    )  # fmt: skip
    for year in fund.get("carried", ()):
        story.not_before(date(year, 1, 15)).give(
            "finance", "carry-over-funds", by,
            fund=fund["id"], into_year=year, document=f"演示-日财预结〔{year}〕3号",
        )  # fmt: skip


def transfers(programme: Programme, transfer: dict[str, Any]) -> None:
    """A year's general transfer: all of it is with the towns in time."""
    year, towns = transfer["year"], registry().towns
    story, id = programme.story(stands_from(year)), f"city-general-{year}"
    parts = {t.id: transfer["pilot" if t.pilot else "other"] * 100 for t in towns.values()}
    story.give(
        "finance", "register-fund", "finance",
        fund=id, name=f"演示-市对镇一般性转移支付{year}", source="city", kind="general", year=year,
    )  # fmt: skip
    story.give(
        "finance", "appropriate", "finance",
        fund=id, amount_fen=sum(parts.values()), document=f"演示-日财预〔{year}〕2号",
        budget_approved_on=story.day.isoformat(),
    )  # fmt: skip
    story.after(10)
    for town, fen in parts.items():
        story.give(
            "finance", "allocate-funds", "finance",
            fund=id, receiver=town, amount_fen=fen, document=f"演示-日财预〔{year}〕12号",
        )  # fmt: skip


def pooling(programme: Programme, figures: dict[str, Any]) -> None:
    county = figures["into"].partition("-")[0]
    programme.story(figures["on"]).give(
        "finance", "pool-agricultural-funds", county,
        fund=figures["into"], from_fund=figures["from"], amount_fen=figures["yuan"] * 100,
        document="演示-莒财农〔2024〕9号",
    )  # fmt: skip


def passing(programme: Programme, figures: dict[str, Any]) -> None:
    """Down to a county, whose finance department allocates part and hands the rest back."""
    story, county = programme.story(figures["on"]), figures["county"]
    fund, finance = figures["into"], f"{county}-finance"
    story.give(
        "finance", "pass-down-funds", "finance",
        fund=figures["fund"], into_fund=fund, county=county, amount_fen=figures["yuan"] * 100,
        document=f"演示-日财预〔{story.day.year}〕15号", received_on=story.day.isoformat(),
        name=f"演示-市级专项下达莒县{story.day.year}",
    )  # fmt: skip
    story.after(10).give(
        "finance", "allocate-funds", finance,
        fund=fund, project=figures["project"], amount_fen=figures["allocated_yuan"] * 100,
        document=f"演示-莒财建〔{story.day.year}〕6号",
    )  # fmt: skip
    story.after(10).give(
        "finance", "hand-back-funds", finance,
        fund=fund, amount_fen=figures["handed_back_yuan"] * 100, reason="项目资金已够，上缴统筹",
        document=f"演示-莒财预〔{story.day.year}〕9号",
    )  # fmt: skip
    town, fen = figures["town"], figures["paid_yuan"] * 100
    of, works = {"fund": fund, "project": figures["project"], "town": town}, {"contract": "road"}
    story.give(
        "finance", "commit-funds", town,
        **of, **works, amount_fen=fen, payee=figures["payee"], document="演示-合同-园区道路",
    )  # fmt: skip
    story.after(40).give("finance", "verify-work", town, **of, **works, amount_fen=fen)
    story.after(10).give(
        "finance", "pay", town,
        **of, **works, amount_fen=fen, payee=figures["payee"], matter=figures["matter"],
    )  # fmt: skip


def late_allocation(programme: Programme, figures: dict[str, Any]) -> None:
    """A county's money, approved in its budget and left lying past the limit."""
    late = figures["late_allocation"]
    fund, county = late["fund"], late["fund"].partition("-")[0]
    programme.story(late["budget_approved_on"]).give(
        "finance", "appropriate", county,
        fund=fund, amount_fen=late["yuan"] * 100, document="演示-东财预〔2025〕8号",
        budget_approved_on=late["budget_approved_on"].isoformat(),
    )  # fmt: skip
    story, fen = programme.story(late["allocated_on"]), late["allocated_yuan"] * 100
    of = {"fund": fund, "project": late["project"]}
    first_approved(story, of, "allocation", fen, county)
    story.give(
        "finance", "allocate-funds", county,
        **of, amount_fen=fen, document="演示-东财建〔2025〕21号",
    )  # fmt: skip
    days = registry().parameters["finance.allocation_days_special"].value
    late_matter(
        programme, "allocation-2", fund,
        due_on=late["budget_approved_on"] + timedelta(days=days), done_on=late["allocated_on"],
        handler=f"{county}-finance", town=late["town"], evidence="查看下达文件，资金已到项目",
    )  # fmt: skip


def preliminary(programme: Programme, figures: dict[str, Any]) -> None:
    """Work before admission: a listed exception to money that follows projects."""
    story = programme.story(figures["on"])
    story.give(
        "finance", "allocate-funds", "finance",
        fund=figures["fund"], project=figures["project"], amount_fen=figures["yuan"] * 100,
        receiver=figures["town"], purpose="planning", reason="开展选址论证和修建性详细规划",
        document="演示-日财建前〔2026〕2号",
    )  # fmt: skip
    story.after(8).give(
        "finance", "commit-funds", figures["town"],
        fund=figures["fund"], project=figures["project"], town=figures["town"],
        amount_fen=figures["yuan"] * 80, document="演示-合同-规划设计",
        contract="design", payee="演示-规划设计院",
    )  # fmt: skip


def first_approved(
    story: Story, of: dict[str, Any], act: str, fen: int, by: str = "finance"
) -> None:
    """The first of two approvals, where the amount needs it."""
    if fen > registry().parameters["finance.two_approvers_above_fen"].value:
        story.give(
            "finance", "approve-spending", by, person=FIRST_APPROVER,
            fund=of["fund"], act=act, beneficiary=of["project"], amount_fen=fen,
            document=f"演示-大额审批-{of['project']}",
        )  # fmt: skip
