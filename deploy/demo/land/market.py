"""潮河镇's collective commercial land comes to market, gate after gate (RZ-2.3.j)."""

from datetime import timedelta
from typing import Any

from deploy.demo.story import Programme, Story

TOWN, COUNTY = "chaohe", "wulian"
REGISTRY = f"{COUNTY}-natural-resources"


def market_entry(programme: Programme, figures: dict[str, Any]) -> None:
    """`until` names the last gate that it has passed; without it, it has passed all."""
    story, of = programme.story(figures["starts"]), {"parcel": figures["parcel"]}
    story.give(
        "land", "issue-planning-conditions", REGISTRY,
        **of, town=TOWN, use=figures["use"], area=figures["area"], registered=True,
        planning="容积率1.0至1.5，建筑密度不高于45%，限高24米",
        industry="限乡村旅游、农产品加工等产业，亩均投资不低于150万元",
        ecology="污水接管率100%，不得新增燃煤设施", document=f"演示-规划条件-{figures['parcel']}",
    )  # fmt: skip
    _plan(story.after(5), figures, revision=1)
    if figures["comments"] == "revise":
        story.then().give(
            "land", "record-government-comments", COUNTY,
            **of, fits=False, comments="收益分配方案未明确集体与成员比例，请修改后重新报送",
        )  # fmt: skip
        _plan(story.after(5), figures, revision=2)
    if figures["comments"] != "silent":
        story.then().give(
            "land", "record-government-comments", COUNTY,
            **of, fits=True, comments="符合国土空间规划和产业、生态环境要求",
        )  # fmt: skip
    if "ends" in figures:
        story.after(10).give("land", "end-entry", TOWN, **of, reason=figures["ends"])
    elif figures.get("until") != "plan":
        _to_market(story.after(10), figures)


def _plan(story: Story, figures: dict[str, Any], revision: int) -> None:
    """The collective decides again on a plan that was changed."""
    assembly = figures["assembly"]
    day = story.day.isoformat()
    studied = (
        (story.day - timedelta(days=7)).isoformat() if assembly[0].startswith("member") else None
    )
    story.give(
        "land", "record-collective-decision", TOWN,
        parcel=figures["parcel"], assembly=assembly[0], total=assembly[1], present=assembly[2],
        in_favour=assembly[3], held_on=day, party_study_on=studied,
        document=f"演示-决议-{figures['parcel']}-{revision}",
    )  # fmt: skip
    story.give(
        "land", "file-entry-plan", TOWN,
        parcel=figures["parcel"], owner=figures["owner"],
        document=f"演示-入市方案-{figures['parcel']}-{revision}",
    )  # fmt: skip


def _to_market(story: Story, figures: dict[str, Any]) -> None:
    """Announced again where nobody came the first time."""
    of, price = {"parcel": figures["parcel"]}, figures["yuan"] * 100
    for start in figures["start_yuan"]:
        story.give(
            "land", "announce", TOWN, **of, method=figures["method"], start_price_fen=start * 100
        )
        story.after(30)
    if "withdrew" in figures:
        _falls_through(story, figures)
    story.give(
        "land", "conclude-deal", TOWN,
        **of, transferee=figures["transferee"], price_fen=price,
        document=f"演示-成交确认书-{figures['parcel']}",
    )  # fmt: skip
    story.after(10).give(
        "land", "sign-contract", TOWN,
        **of, term_years=40, document=f"演示-出让合同-{figures['parcel']}",
        planning="按规划条件建设，容积率1.0至1.5", industry="亩均投资不低于150万元，两年内投产",
        ecology="污水全部接管，不得新增燃煤设施",
    )  # fmt: skip
    story.then().give(
        "land", "file-contract", TOWN, **of, document=f"演示-备案-{figures['parcel']}"
    )
    if figures.get("until") == "filing":
        return
    story.after(15).give(
        "land", "collect-adjustment-fund", f"{COUNTY}-finance",
        **of, cost_fen=figures["cost_yuan"] * 100, document=f"演示-缴款书-{figures['parcel']}",
    )  # fmt: skip
    story.then().give(
        "land", "correct-adjustment-fund", f"{COUNTY}-finance",
        **of, cost_fen=figures["audited_yuan"] * 100, reason="取得成本经审核核减",
        document=f"演示-成本审核-{figures['parcel']}",
    )  # fmt: skip
    story.after(10).give(
        "land", "register-right", REGISTRY,
        **of, certificate=f"演示-鲁不动产权-{figures['parcel']}", area=figures["measured"],
        survey=f"演示-宗地图-{figures['parcel']}",
    )  # fmt: skip


def _falls_through(story: Story, figures: dict[str, Any]) -> None:
    """The first taker does not sign; the land is announced anew."""
    of, (transferee, yuan, reason) = {"parcel": figures["parcel"]}, figures["withdrew"]
    story.give("land", "conclude-deal", TOWN, **of, transferee=transferee, price_fen=yuan * 100)
    story.after(10).give(
        "land", "annul-deal", TOWN,
        **of, reason=reason, document=f"演示-成交作废-{figures['parcel']}",
    )  # fmt: skip
    story.then().give(
        "land", "announce", TOWN,
        **of, method=figures["method"], start_price_fen=figures["start_yuan"][-1] * 100,
    )  # fmt: skip
    story.after(30)
