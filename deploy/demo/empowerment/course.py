"""What happens in the empowerment service."""

from datetime import date
from typing import Any

from deploy.demo.story import Figures, Programme

FROM = date(2024, 3, 1)


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    story = programme.story(FROM)
    story.give(
        "empowerment", "report-empowerment-matter", "taoluo",
        matter="empowerment-1", town="taoluo", name="演示-扩权赋能事项",
        arose_on=story.day.isoformat(),
    )  # fmt: skip
