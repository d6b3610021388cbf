"""镇级力量, 借调, 第一书记, 招录: who works in the pilots, and how more are won (RZ-2.5.a, c, d)."""

from datetime import date, timedelta
from typing import Any

from deploy.demo.story import Programme, Story
from deploy.demo.talent.giving import give

TOWNS: dict[str, dict[str, Any]] = {
    "taoluo": {"county": "donggang", "posts": (46, 43), "institution": (82, 79), "person": 31},
    "zhaoxian": {"county": "juxian", "posts": (44, 45), "institution": (78, 74), "person": 32},
    "chaohe": {"county": "wulian", "posts": (38, 35), "institution": (64, 60), "person": 33},
    "jufeng": {"county": "lanshan", "posts": (42, 40), "institution": (75, 71), "person": 34},
}


def town_courses(programme: Programme) -> None:
    for number, (town, told) in enumerate(TOWNS.items(), 1):
        _strength(programme.story(date(2024, 3, 5)), town, told)
        _loan(programme.story(date(2024, 4, 1)), number, town, told)
        _secretary(programme.story(date(2023, 9, 1)), number, town, told)
        _demand(programme.story(date(2024, 9, 10)), number, town, told)
        _recruitment(programme.story(date(2024, 1, 5)), number, town, told)


def _strength(story: Story, town: str, told: dict[str, Any]) -> None:
    by = f"{told['county']}-staffing"
    staff = {
        "administrative": told["posts"], "institution": told["institution"], "worker": (6, 5),
        "contract": (0, 14),
    }  # fmt: skip
    for posts, (approved, actual) in staff.items():
        over = actual > approved and posts != "contract"
        give(story, "record-strength", by,
            town=town, posts=posts, as_of="2024-02-29", approved=approved, actual=actual,
            over_basis="veterans" if over else None, digested_by="2024-12-31" if over else None,
            document=f"演示-编制实有-{town}",
        )  # fmt: skip
    if told["posts"][1] > told["posts"][0]:
        story.not_before(date(2025, 1, 10))
        give(story, "record-strength", by,
            town=town, posts="administrative", as_of="2025-01-05", approved=told["posts"][0],
            actual=told["posts"][0],
        )  # fmt: skip


def _loan(story: Story, number: int, town: str, told: dict[str, Any]) -> None:
    of, until = {"loan": f"{town}-loan-1"}, story.day + timedelta(days=150)
    give(story, "approve-upward-loan", "organization",
        **of, town=town, posts="institution", person=f"p-2024-{number}", name=f"演示-借调{number}",
        borrower="reform", started_on=story.day.isoformat(), until=until.isoformat(),
        decided_by="organization", document=f"演示-借字〔2024〕{number}号",
    )  # fmt: skip
    if number == 1:
        story.not_before(until - timedelta(days=20))
        until += timedelta(days=120)
        give(story, "extend-upward-loan", "organization",
            **of, until=until.isoformat(), decided_by="organization", document="演示-借延字1号",
        )  # fmt: skip
    if number != 4:
        story.not_before(until - timedelta(days=10))
        give(story, "return-from-loan", town, **of, returned_on=story.day.isoformat())


def _secretary(story: Story, number: int, town: str, told: dict[str, Any]) -> None:
    county = told["county"]
    by, village = f"{county}-organization", f"{town}-v01"
    give(story, "rank-villages", by,
        ranking=f"{county}-villages-2023", county=county, year=2023,
        villages=[{"village": village, "town": town}, {"village": f"{town}-v02", "town": town}],
        document=f"演示-选派排序-{county}",
    )  # fmt: skip
    story.after(10)
    started, until = story.day, story.day + timedelta(days=730)
    person = f"p-2023-{20 + number}"
    sent = {
        "sender": f"{county}-agriculture", "level": "county", "team": 2, "decided_by": by,
        "document": f"演示-书记字〔2023〕{number}号",
    }  # fmt: skip
    give(story, "dispatch-secretary", by,
        village=village, town=town, village_name=f"演示-{town}一村", person=person,
        name=f"演示-书记{number}", started_on=started.isoformat(), until=until.isoformat(),
        ranking=f"{county}-villages-2023", **sent,
    )  # fmt: skip
    story.not_before(date(2025, 1, 5))
    give(story, "appraise-secretary", by,
        village=village, person=person, year=2024, grade="competent", comment="演示：履职到位",
        document=f"演示-书记考字{number}号",
    )  # fmt: skip
    if number == 3:
        give(story, "recall-secretary", by,
            village=village, person=person, reason="transfer", recalled_on=story.day.isoformat(),
            decided_by=by, document="演示-召回字1号",
        )  # fmt: skip
        return
    if number == 4:
        return
    story.not_before(until - timedelta(days=80))
    planned = until - timedelta(days=25)
    give(story, "plan-rotation", by,
        village=village, planned_on=planned.isoformat(), sender=sent["sender"], decided_by=by,
    )  # fmt: skip
    story.not_before(planned)
    following = story.day + timedelta(days=735)
    give(story, "rotate-secretary", by,
        village=village, person=f"p-2025-{20 + number}", name=f"演示-新书记{number}",
        started_on=story.day.isoformat(), until=following.isoformat(), **sent,
    )  # fmt: skip


def _demand(story: Story, number: int, town: str, told: dict[str, Any]) -> None:
    of, wanted = {"demand": f"{town}-posts-2025"}, number + 1
    give(story, "submit-post-demand", town,
        **of, town=town, year=2025, recruitment="institution", number=wanted, speciality="城乡规划",
    )  # fmt: skip
    story.after(30)
    answers: dict[int, dict[str, Any]] = {
        1: {"answer": "met", "granted": wanted},
        2: {"answer": "part", "granted": 1, "reason": "空编不足"},
        3: {"answer": "no", "granted": 0, "reason": "当年无用编计划"},
    }
    if number in answers:
        by = f"{told['county']}-human-resources"
        give(story, "answer-post-demand", by, **of, **answers[number])


def _recruitment(story: Story, number: int, town: str, told: dict[str, Any]) -> None:
    county = told["county"]
    by, provincial = f"{county}-human-resources", number % 2 == 0
    of = {"plan": f"{county}-recruitment-2024"}
    give(story, "request-post-use", by,
        **of, county=county, year=2024, number=20,
        recruitment="civil-servant" if provincial else "institution",
    )  # fmt: skip
    story.after(10)
    give(story, "approve-post-use", f"{county}-staffing",
        **of, approved=16, document=f"演示-用编核准-{county}",
    )  # fmt: skip
    story.after(10)
    plan: dict[str, Any] = {
        "county_posts": 16, "posts": [{"town": town, "number": 4}],
        "measures": [{"tilt": "ratio", "basis": "演示-基层招录倾斜意见", "document": "演示-倾斜字1号"}],
        "document": f"演示-招录计划-{county}",
    }  # fmt: skip
    if provincial:
        plan["reported_to"] = "演示-省级主管部门"
        give(story, "report-post-plan", by, **of, **plan)
        story.after(20)
        give(story, "record-approved-plan", by,
            **of, approved=4, decided_by="演示-省级主管部门", decided_on=story.day.isoformat(),
            document="演示-省批字1号",
        )  # fmt: skip
    else:
        give(story, "set-post-plan", by, **of, **plan)
    story.after(150)
    counts = {"applied": 120, "hired": 3, "substituted": 1, "arrived": 4, "stayed": 0}
    give(story, "record-hiring", by, **of, as_of=story.day.isoformat(), **counts)
    story.after(365)
    counts["stayed"] = 3
    give(story, "record-hiring", by, **of, as_of=story.day.isoformat(), **counts)
