"""What happens in the supervision service besides what other courses make of it."""

from datetime import date
from typing import Any

from deploy.demo.story import Programme
from deploy.demo.supervision.leadership import county_plan, groups, implementation, leader_course
from deploy.demo.supervision.matters import matters_course


def supervision_course(programme: Programme, figures: dict[str, Any]) -> None:
    groups(programme, figures["group"])
    for plan in figures["county_plan"]:
        county_plan(programme, plan)
    matters = matters_course(programme, figures)
    for leader in figures["leader"]:
        leader_course(programme, leader, matters)
    implementation(programme, figures["implementation"], list(figures["places"]))
    programme.story(date(2026, 1, 15)).give(
        "supervision", "set-parameter", "housing",
        book="supervision", parameter="supervision.yellow_light_working_days", value=7,
        effective_from="2026-02-01", basis="演示-督导工作例会纪要",
    )  # fmt: skip
