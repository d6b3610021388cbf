"""What happens in the programme service."""

from datetime import date
from typing import Any

from deploy.demo.story import Figures, Programme

FROM = date(2024, 3, 1)


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    story = programme.story(FROM)
    story.give(
        "programme", "report-programme-matter", "taoluo",
        matter="programme-1", town="taoluo", name="演示-梯次培育事项",
        arose_on=story.day.isoformat(),
    )  # fmt: skip
