"""挂职: one returns, one is extended and stays, one is recalled, a request is declined (RZ-2.5.b)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.talent.giving import give

COURSES: tuple[dict[str, Any], ...] = (
    {"town": "taoluo", "sender": "reform", "by": "organization", "post": "镇党委副书记（挂职）",
     "name": "演示-孙启明", "from": date(2023, 9, 1), "end": "returned"},
    {"town": "zhaoxian", "sender": "juxian-agriculture", "by": "juxian-organization",
     "post": "副镇长（挂职）", "name": "演示-郑晓岚", "from": date(2023, 10, 1), "extend": 300,
     "end": "stayed"},
    {"town": "chaohe", "sender": "natural-resources", "by": "organization",
     "post": "规划建设办主任（挂职）", "name": "演示-冯远航", "from": date(2024, 5, 1), "end": "recalled"},
    {"town": "jufeng", "sender": "housing", "by": "organization", "post": "副镇长（挂职）",
     "name": "演示-薛雨晴", "from": date(2025, 8, 1), "end": ""},
    {"town": "jufeng", "sender": "", "by": "organization", "post": "文旅办主任（挂职）",
     "name": "", "from": date(2024, 2, 1), "end": ""},
)  # fmt: skip


def secondment_courses(programme: Programme) -> None:
    registered_before(programme)
    for number, told in enumerate(COURSES, 1):
        _course(programme.story(told["from"]), number, told)


def _course(story: Story, number: int, told: dict[str, Any]) -> None:
    of = {"secondment": f"{told['town']}-secondment-{number}"}
    by, person = told["by"], f"p-{told['from'].year}-{number}"
    give(story, "request-secondee", told["town"],
        **of, town=told["town"], post=told["post"], requirements="熟悉镇村工作，40 周岁以下",
    )  # fmt: skip
    story.after(10)
    if not told["sender"]:
        give(
            story,
            "decline-secondee",
            by,
            **of,
            reason="本批选派名额已满",
            decided_by=by,
            document="演示-不予选派1号",
        )
        return
    give(story, "nominate-secondee", by,
        **of, sender=told["sender"], candidates=2, requirements="中级以上职称或副科级以上",
    )  # fmt: skip
    story.after(10)
    started = story.day
    until = started + timedelta(days=330)
    decided = {"decided_by": by, "decided_on": started.isoformat()}
    give(story, "start-secondment", by,
        **of, person=person, name=told["name"], post=told["post"], relation_stays=True,
        started_on=started.isoformat(), until=until.isoformat(), **decided,
        document=f"演示-挂任字〔{started.year}〕{number}号",
    )  # fmt: skip
    if told["end"] == "recalled":
        story.after(120)
    elif told["end"]:
        story.not_before(date(started.year + 1, 1, 5))
        give(story, "appraise-secondee", by,
            **of, person=person, year=started.year, grade="excellent" if number == 1 else "competent",
            comment="演示：驻镇工作实绩突出，群众认可",
            document=f"演示-挂考字{number}号",
        )  # fmt: skip
        if "extend" in told:
            story.not_before(until - timedelta(days=20))
            until += timedelta(days=told["extend"])
            give(story, "extend-secondment", by,
                **of, until=until.isoformat(), decided_by=by, decided_on=story.day.isoformat(),
                document=f"演示-挂延字〔{story.day.year}〕{number}号",
            )  # fmt: skip
        story.not_before(until)
    if told["end"]:
        give(story, "end-secondment", by,
            **of, end=told["end"], ended_on=story.day.isoformat(), decided_by=by,
            document=f"演示-挂终字〔{story.day.year}〕{number}号",
        )  # fmt: skip
    if told["end"] == "returned":
        erased = {
            "person": person, "ground": "purpose-achieved", "document": "演示-删除申请-1",
        }  # fmt: skip
        give(story.after(180), "propose-erasure", "organization", **erased)
        story.then().give("talent", "erase-person", "organization", erased, person="演示-复核人")


def registered_before(programme: Programme) -> None:
    """One that was under way when the service began."""
    give(programme.story(date(2023, 7, 10)), "register-secondment", "organization",
        secondment="zhaoxian-secondment-0", town="zhaoxian", sender="finance", person="p-2022-1",
        name="演示-顾北辰", post="财政所所长（挂职）", relation_stays=True, started_on="2022-10-10",
        until="2023-10-09", decided_by="organization", decided_on="2022-10-08",
        document="演示-挂任字〔2022〕1号",
    )  # fmt: skip
