"""What happens in the talent service."""

from datetime import date
from typing import Any

from deploy.demo.story import Figures, Programme
from deploy.demo.talent.cadre import cadre_courses
from deploy.demo.talent.secondments import secondment_courses

FROM = date(2024, 3, 1)


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    secondment_courses(programme)
    cadre_courses(programme)
