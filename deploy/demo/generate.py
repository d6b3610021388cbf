"""Writes the demo programme: `python -m deploy.demo.generate`.

The figures stand in `figures.toml`, the courses that commands take in the modules beside this
one. The same figures always give the same file.
"""

import tomllib
from datetime import date
from pathlib import Path

from deploy.demo.county_course import (
    fund_course,
    fund_ready_on,
    reserve_course,
    short_reserve_course,
    survey_course,
)
from deploy.demo.issue_course import matter_course
from deploy.demo.project_course import project_course
from deploy.demo.story import Programme

FOLDER = Path(__file__).parent
PROGRAMME = FOLDER / "programme.jsonl"


def programme_text() -> str:
    """The programme as JSON Lines, sorted by time."""
    figures = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))
    programme = Programme(figures["people"])
    money_from: dict[str, date] = {}
    for fund in figures["fund"]:
        fund_course(programme, fund)
        money_from[fund["id"]] = fund_ready_on(fund)
    for town, parcels in figures["parcels"].items():
        survey_course(programme, town, parcels)
    for reserve in figures["reserve"]:
        reserve_course(programme, reserve)
    short_reserve_course(programme, "wulian", "chaohe")
    for project in figures["project"]:
        parcels = figures["parcels"][project["town"]]
        project_course(programme, project, parcels, money_from[project["fund"]])
    for matter in figures["matter"]:
        matter_course(programme, matter)
    return programme.text()


if __name__ == "__main__":
    PROGRAMME.write_text(programme_text(), encoding="utf-8")
