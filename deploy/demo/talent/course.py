"""What happens in the talent service."""

from typing import Any

from deploy.demo.story import Figures, Programme
from deploy.demo.talent.cadre import cadre_courses
from deploy.demo.talent.secondments import secondment_courses
from deploy.demo.talent.towns import town_courses
from deploy.demo.talent.won import won_courses


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    town_courses(programme)
    secondment_courses(programme)
    cadre_courses(programme)
    won_courses(programme)
