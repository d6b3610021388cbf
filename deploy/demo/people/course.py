"""What happens in the people service."""

from datetime import date
from typing import Any

from deploy.demo.story import Figures, Programme

FROM = date(2024, 3, 1)


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    story = programme.story(FROM)
    story.give(
        "people", "report-people-matter", "taoluo",
        matter="people-1", town="taoluo", name="演示-人员任职事项",
        arose_on=story.day.isoformat(),
    )  # fmt: skip
