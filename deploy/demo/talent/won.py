"""人才和专家: lists, who was won and granted what, who was asked and what he said (RZ-2.5.e, f, g)."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.talent.giving import give

FIELDS = {
    "planning": "城乡规划", "finance": "财政金融", "education": "基础教育", "health": "全科医学",
    "tourism": "文旅运营",
}  # fmt: skip
HOUSED = "talent-housing"
"""The policy whose benefit is granted."""


def won_courses(programme: Programme) -> None:
    for year in (2024, 2025, 2026):
        _list(programme.story(date(year, 3, 10)))
    _shortage(programme.story(date(2024, 4, 5)))
    _rural(programme.story(date(2024, 5, 5)))
    _experts(programme.story(date(2024, 1, 10)))
    _asked(programme.story(date(2024, 6, 5)), 1, "taoluo", "drafting")
    _asked(programme.story(date(2025, 1, 15)), 2, "jufeng", "yearly-assessment")


def _list(story: Story) -> None:
    give(story, "publish-shortage-list", "human-resources",
        shortage_list=f"shortage-{story.day.year}", year=story.day.year,
        previous=f"shortage-{story.day.year - 1}" if story.day.year > 2024 else None,
        document=f"演示-人才目录〔{story.day.year}〕1号",
        items=[{"item": f"{f}-1", "field": f, "speciality": s} for f, s in FIELDS.items()],
    )  # fmt: skip


def _shortage(story: Story) -> None:
    of = {"talent": "taoluo-talent-1"}
    give(story, "introduce-talent", "taoluo",
        **of, town="taoluo", person="p-2024-41", name="演示-规划师",
        background="演示：注册城乡规划师，从业十年", arrived_on=story.day.isoformat(),
        shortage_list="shortage-2024", item="planning-1",
    )  # fmt: skip
    by = "donggang-human-resources"
    story.after(10)
    give(story, "verify-talent", by, **of, holds=True, document="演示-核实字1号")
    story.then()
    benefit: dict[str, Any] = {"benefit_policy": HOUSED, "amount_fen": 5_000_000}
    give(story, "publicise-benefit", by, **of, **benefit, basis="演示-人才安居办法")
    story.after(20)
    give(story, "grant-benefit", by, **of, **benefit, document="演示-兑现字1号")
    story.after(300)
    give(story, "end-engagement", "taoluo", **of, ended_on=story.day.isoformat())
    story.then()
    give(story, "stop-benefit", by,
        **of, benefit_policy=HOUSED, reason="服务期未满离开", document="演示-停发字1号",
    )  # fmt: skip
    give(story, "recover-benefit", by,
        **of, benefit_policy=HOUSED, amount_fen=3_000_000, document="演示-追回字1号",
    )  # fmt: skip


def _rural(story: Story) -> None:
    of = {"talent": "jufeng-talent-1"}
    give(story, "introduce-specialist", "jufeng",
        **of, town="jufeng", person="p-2024-42", name="演示-制茶师傅",
        background="演示：手工制茶三十年", arrived_on=story.day.isoformat(), craft="绿茶炒制",
        village="演示-茶山村",
    )  # fmt: skip
    story.after(10)
    give(story, "verify-talent", "lanshan-human-resources",
        **of, holds=True, document="演示-核实字2号",
    )  # fmt: skip


def _experts(story: Story) -> None:
    names = [*FIELDS, "planning", "planning", "tourism"]
    for number, field in enumerate(names, 1):
        give(story, "admit-expert", "organization",
            pool="rizhao", expert=f"e-{number:02d}", person=f"p-2024-{50 + number}",
            name=f"演示-专家{number}", background=f"演示：{FIELDS[field]}专家", fields=[field],
            mode="rehired" if number % 2 else "volunteer", since=story.day.isoformat(),
            until="2025-12-31", document=f"演示-聘字〔2024〕{number}号",
        )  # fmt: skip
    renewal = story.branch().not_before(date(2025, 12, 5))
    give(renewal, "renew-expert", "organization",
        pool="rizhao", expert="e-01", until="2028-12-31", document="演示-续聘字1号",
    )  # fmt: skip
    give(renewal, "remove-expert", "organization",
        pool="rizhao", expert="e-04", removal="own-wish", removed_on=renewal.day.isoformat(),
    )  # fmt: skip


def _asked(story: Story, number: int, town: str, stage: str) -> None:
    of = {"engagement": f"{town}-experts-{number}"}
    give(story, "request-experts", town,
        **of, town=town, matter_kind="scheme", matter=town, stage=stage,
        fields=["planning", "tourism"], question="培育方案的空间布局和项目时序是否可行",
    )  # fmt: skip
    story.then()
    drawn = {"pool": "rizhao", "witness": "演示-监督员"}
    give(story, "assign-experts", "organization", **of, draw_number=f"{number}7", **drawn)
    if number == 1:
        _recused_and_answered(story, of, drawn, town)
    else:
        _waived(story, of, town)


def _recused_and_answered(
    story: Story, of: dict[str, str], drawn: dict[str, str], town: str
) -> None:
    """By the lot e-05, e-08 and e-06 were drawn; for the second, who recuses himself, e-01 comes."""
    story.then()
    give(story, "declare-conflict", "organization",
        **of, expert="e-08", why="演示：曾受该镇企业委托编制方案",
    )  # fmt: skip
    story.then()
    give(story, "assign-experts", "organization",
        **of, draw_number="18", **drawn, excluded=[{"expert": "e-07", "why": "演示：出国未归"}],
    )  # fmt: skip
    story.after(8)
    for expert in ("e-05", "e-06", "e-01"):
        give(story, "give-expert-opinion", "organization",
            **of, expert=expert, supports=expert != "e-06", opinion="演示：建议分期实施，先易后难",
        )  # fmt: skip
    story.after(8)
    for expert in ("e-05", "e-06", "e-01"):
        adopted = expert != "e-06"
        give(story, "answer-opinion", town,
            **of, expert=expert, answer="adopted" if adopted else "part",
            reason=None if adopted else "分期安排已采纳，选址不变",
        )  # fmt: skip
    give(story, "record-expert-expense", "organization",
        **of, expert="e-05", amount_fen=120_000, document="演示-劳务字1号",
    )  # fmt: skip
    give(story, "rate-expert", town, **of, expert="e-05", points=5)


def _waived(story: Story, of: dict[str, str], town: str) -> None:
    """Of e-01, e-07 and e-08 one answers."""
    story.after(8)
    give(story, "give-expert-opinion", "organization",
        **of, expert="e-01", supports=True, opinion="演示：年度目标完成，指标口径须统一",
    )  # fmt: skip
    story.after(8)
    give(story, "answer-opinion", town, **of, expert="e-01", answer="adopted")
    story.after(20)
    give(story, "waive-opinion", town,
        **of, reason="其余专家长期未答复，评估时限已到", decided_by=town, document="演示-豁免字1号",
    )  # fmt: skip
