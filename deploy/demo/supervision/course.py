"""What happens in the supervision service besides what other courses make of it."""

from typing import Any

from deploy.demo.story import Programme
from deploy.demo.supervision.matters import matter_course


def supervision_course(programme: Programme, figures: dict[str, Any]) -> None:
    for matter in figures["matter"]:
        matter_course(programme, matter)
