"""The matters that towns raise, and those that leaders raise by an instruction (RZ-3.3.a, e)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from deploy.demo.story import Programme
from deploy.demo.supervision.matter import Matter
from deploy.demo.supervision.rests import RESTS
from deploy.demo.supervision.ways import WAYS
from shared.policy.loader import registry

FIRST, EVERY = date(2023, 9, 5), timedelta(days=10)
"""When the first of the further matters is raised, and how much later each next one."""
BY_NAME = {way.__name__: way for way in WAYS}
RESTS_FROM = date(2026, 3, 5)
"""Those that rest at some step to this day are raised in the last months."""


def matters_course(programme: Programme, figures: dict[str, Any]) -> list[Matter]:
    matters = [_named(programme, matter) for matter in figures["matter"]]
    further = list(_further(programme, figures))
    settled = further[: -len(RESTS)]
    for matter, way in zip(settled, cycle(WAYS), strict=False):
        way(matter)
    for n, (matter, rest) in enumerate(zip(further[-len(RESTS) :], RESTS, strict=True)):
        matter.starts(programme.story(RESTS_FROM + timedelta(days=6 * n)))
        rest(matter)
    for instruction in figures["instruction"]:
        _instructed(programme, instruction)
    return [*matters, *further]


def _named(programme: Programme, figures: dict[str, Any]) -> Matter:
    matter = Matter(
        figures["id"], figures["town"], figures["kind"], figures["title"], figures["description"],
        figures.get("clause"), figures["handler"], programme.story(figures["starts"]),
    )  # fmt: skip
    BY_NAME[figures["way"]](matter)
    return matter


def _further(programme: Programme, figures: dict[str, Any]) -> Iterator[Matter]:
    day = FIRST
    for n, subject in enumerate(figures["subject"]):
        for town, places in figures["places"].items():
            yield Matter(
                f"{town}-{subject['id']}", town, subject.get("kind", "problem"),
                f"演示-{places[n % len(places)]}{subject['title']}", subject["description"],
                subject.get("clause"),
                subject["handler"].format(county=registry().county_of(town)),
                programme.story(day),
            )  # fmt: skip
            day += EVERY


def _instructed(programme: Programme, figures: dict[str, Any]) -> None:
    """The inspection office records the instruction; nobody lets go of it before the visit."""
    story = programme.story(figures["on"])
    story.give(
        "supervision", "record-instruction", "gov-office",
        issue=figures["issue"], town=figures["town"], title=figures["title"],
        leader=figures["leader"], instruction=figures["instruction"],
        instructed_on=story.day.isoformat(), handler=figures["handler"],
        document=f"演示-督查通知-{figures['issue']}",
    )  # fmt: skip
    matter = Matter(
        figures["issue"], figures["town"], "problem", figures["title"], "", None,
        figures["handler"], story,
    )  # fmt: skip
    matter.planned(days=45)
    matter.closed("查看整改现场，随机询问群众，效果明显")
