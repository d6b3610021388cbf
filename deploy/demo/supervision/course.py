"""What happens in the supervision service besides what other courses make of it."""

from typing import Any

from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme
from deploy.demo.supervision.bulletins import bulletin_course
from deploy.demo.supervision.leadership import county_plan, groups, implementation, leader_course
from deploy.demo.supervision.matters import matters_course


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("supervision")
    groups(programme, figures["group"])
    for plan in figures["county_plan"]:
        county_plan(programme, plan)
    matters = matters_course(programme, figures)
    for leader in figures["leader"]:
        leader_course(programme, leader, matters)
    implementation(programme, figures["implementation"], list(figures["places"]))
    for bulletin in figures["bulletin"]:
        bulletin_course(programme, bulletin)
    for one in figures["setting"]:
        setting(programme, "supervision", one)
