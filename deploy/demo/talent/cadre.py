"""What encourages cadres: posts, excellent grades, filings, tolerance (RZ-3.2)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from shared.policy.loader import registry

DISCIPLINE = {"donggang": "演示-钟岳", "juxian": "演示-骆宁", "wulian": "演示-高远"}
"""Who acts for the counties' discipline commissions."""


def cadre_courses(programme: Programme) -> None:
    _posts(programme.story(date(2024, 3, 5)), "taoluo", "within")
    _posts(programme.story(date(2024, 6, 5)), "zhaoxian", "above")
    _posts(programme.story(date(2024, 9, 5)), "chaohe", "refused")
    for year in (2023, 2024):
        for town in ("taoluo", "zhaoxian", "chaohe", "jufeng"):
            _grades(programme.story(date(year + 1, 1, 5)), town, year)
    for id, town, decided_on in (
        ("taoluo-reform-1", "taoluo", date(2023, 12, 5)), ("chaohe-reform-1", "chaohe", date(2024, 4, 25)),
    ):  # fmt: skip
        _filing(programme.story(decided_on), id, town, began=False)
    _filing(programme.story(date(2024, 10, 15)), "zhaoxian-innovation-2024-001", "zhaoxian", True)
    for number in range(1, 5):
        _tolerance(programme.story(date(2024, 4, 5) + timedelta(days=60 * number)), number)
    story = programme.story(date(2025, 4, 15))
    story.give(
        "talent", "clear-name", "donggang-discipline", person=DISCIPLINE["donggang"],
        clearing="clearing-2025-1", file_number="演示-卷〔2025〕12号", form="meeting",
        consent=True, cleared_on=story.day.isoformat(),
    )  # fmt: skip


def _posts(story: Story, town: str, ends: str) -> None:
    county, id = registry().county_of(town), f"{town}-posts-{story.day.year}-001"
    staffing = f"{county}-staffing"

    def give(command: str, org: str, **data: Any) -> None:
        story.give("talent", command, org, request=id, **data)

    above = ends == "above"
    give(
        "request-posts", town, town=town, administrative=1 if above else None,
        institution=None if above else 4, route="from-above" if above else "pool",
        reason="承接下放事权后审批、执法力量不足",
        delegations=["planning-taoluo"] if town == "taoluo" else [],
    )  # fmt: skip
    story.after(5)
    if ends == "within":
        give("return-request", staffing, reason="工作量测算依据不足，请核减后重报")
        story.after(5)
        give("amend-request", town, number=3, reason="按年办件量重新测算")
        story.then()
    give(
        "argue-request",
        staffing,
        workload="演示-职责和工作量论证",
        document=_document(story, id, "论"),
    )
    give("give-fiscal-opinion", f"{county}-finance", affordable=True, opinion="财力可以承担")
    story.after(5)
    agreed, number = ends != "refused", {"within": 3, "above": 1, "refused": 0}[ends]
    give(
        "decide-in-commission", staffing, agreed=agreed, number=number, available=number,
        decided_on=story.day.isoformat(), minutes=_document(story, id, "纪"),
    )  # fmt: skip
    story.after(5)
    if ends == "refused":
        give(
            "refuse-posts", staffing, reason="周转池无可用编制", document=_document(story, id, "复")
        )
        return
    if above:
        give(
            "forward-request",
            staffing,
            forwarded_to="省委编办",
            document=_document(story, id, "报"),
        )
        story.after(60)
    give(
        "approve-posts", "staffing" if above else staffing, number=number,
        decided_by="演示-编委", decided_on=story.day.isoformat(), document=_document(story, id, "编"),
    )  # fmt: skip
    story.after(10)
    give("implement-posts", staffing, document=_document(story, id, "落"))


def _grades(story: Story, town: str, year: int) -> None:
    county = registry().county_of(town)
    for body, office in (("organ", "organization"), ("institution", "human-resources")):
        branch, id = story.branch(), f"{town}-{body}-{year}"
        of = {"quota": id, "town": town, "body": body, "year": year}
        higher = town in ("taoluo", "jufeng")
        if higher:
            branch.give(
                "talent", "request-ratio", town, **of, percent=25, ground="assessed-well",
                document=_document(branch, id, "请"),
            )  # fmt: skip
            branch.after(5)
            if town == "taoluo":
                branch.give(
                    "talent", "approve-ratio", f"{county}-{office}", quota=id, percent=25,
                    source="county-pool", decided_by="演示-核定机关",
                    decided_on=branch.day.isoformat(), document=_document(branch, id, "比"),
                )  # fmt: skip
            else:
                branch.give(
                    "talent", "refuse-ratio", f"{county}-{office}", quota=id,
                    reason="区县总量内无可调剂名额",
                )  # fmt: skip
            branch.then()
        headcount = 46 if body == "organ" else 88
        excellent = headcount * (25 if town == "taoluo" else 20) // 100
        branch.give(
            "talent", "publicise-appraisal", town, **of, headcount=headcount, leaders_apart=9,
            excellent=excellent,
        )  # fmt: skip
        branch.after(10)
        branch.give(
            "talent", "record-appraisal", town, quota=id, excellent=excellent,
            document=_document(branch, id, "果"),
        )  # fmt: skip


def _filing(story: Story, id: str, town: str, began: bool) -> None:
    """Of a reform that opened it by itself, or of the town's own, filed a while after it began."""
    receiver = f"{registry().county_of(town)}-discipline"
    acts = {"org": receiver, "person": DISCIPLINE[registry().county_of(town)]}
    acted_on = story.day - timedelta(days=12) if began else story.day + timedelta(days=30)

    def file() -> None:
        story.give(
            "talent", "file-innovation", town, filing=id, town=town, title=f"演示-创新事项 {id}",
            content="演示-做法", timing="after" if began else "before",
            acted_on=acted_on.isoformat(), until=acted_on.replace(year=acted_on.year + 1).isoformat(),
            minutes=_document(story, id, "纪"), risk_assessment=_document(story, id, "险"),
            legality=_document(story, id, "审"),
        )  # fmt: skip

    def answer(command: str, **data: Any) -> None:
        story.give("talent", command, acts["org"], person=acts["person"], filing=id, **data)

    file()
    story.then()
    if not began:
        answer("return-filing", reason="缺少风险评估附表")
        story.then()
        file()
        story.then()
    answer("accept-filing", document=_document(story, id, "备"))
    story.after(120)
    until = (story.day + timedelta(days=200)).isoformat()
    story.give(
        "talent", "amend-filing", town, filing=id, content="演示-扩大范围", until=until,
        reason="参与村增加",
    )  # fmt: skip
    story.after(120).give(
        "talent", "conclude-innovation", town, filing=id, result="worked", findings="演示-总结"
    )
    story.after(10).give(
        "programme", "submit-drafted-practice", town, practice=id, direction="support"
    )


def _tolerance(story: Story, number: int) -> None:
    """A case of the register; nothing in it says whose."""
    id, org, person = f"tolerance-2024-{number}", "donggang-discipline", DISCIPLINE["donggang"]

    def give(command: str, **data: Any) -> None:
        story.give("talent", command, org, person=person, tolerance=id, **data)

    give(
        "apply-for-tolerance", subject="unit" if number == 1 else "person", level="town",
        file_number=f"演示-卷〔2024〕{number}号", applied_on=story.day.isoformat(),
    )  # fmt: skip
    story.then()
    give("accept-tolerance", accepted=True, document=_document(story, id, "受"))
    story.after(15)
    give("verify-tolerance", document=_document(story, id, "核"))
    story.after(5)
    give(
        "determine-tolerance", result="exempted",
        factors=["motive", "circumstances", "procedure", "nature", "consequences", "remedy"],
        negative_list="演示-负面清单（2023版）", on_negative_list=False,
        correction_by=(story.day + timedelta(days=90)).isoformat(),
        document=_document(story, id, "认"),
    )  # fmt: skip
    story.then()
    give("tell-tolerance", document=_document(story, id, "告"))
    if number == 1:
        story.after(10)
        give("ask-tolerance-review", asked_on=story.day.isoformat())
        story.after(10)
        give("decide-tolerance-review", result="exempted", document=_document(story, id, "复"))
    story.after(30)
    give("verify-correction", document=_document(story, id, "验"))
    story.then()
    give("close-tolerance-case")


def _document(story: Story, of: str, kind: str) -> str:
    return f"演示-{kind}〔{story.day.year}〕{of}"
