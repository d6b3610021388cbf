"""What happens in the programme service, sentence by sentence of RZ-1."""

from typing import Any

from deploy.demo.programme.assessments import assessment
from deploy.demo.programme.indicators import figures as indicator_figures
from deploy.demo.programme.indicators import scheme
from deploy.demo.programme.plans import plan, profile
from deploy.demo.programme.practices import practice
from deploy.demo.programme.tasks import task
from deploy.demo.programme.tiers import creation, named, named_by_province, warning
from deploy.demo.settings import setting
from deploy.demo.story import Figures, Programme

CATALOGUE = "rizhao"


def course(programme: Programme, read: Figures, earlier: dict[str, Any]) -> None:
    figures = read("programme")
    for one in figures["setting"]:
        setting(programme, "programme", one)
    for edition in figures["edition"]:
        _classes(programme, edition)
    named_by_province(programme, figures["province"])
    for one in figures["named"]:
        named(programme, one)
    for town in figures["town"]:
        profile(programme, town, CATALOGUE)
        plan(programme, town)
        scheme(programme, town["id"], figures["indicator"])
        creation(programme, town["id"], figures["creation"])
        for year in figures["year"]:
            indicator_figures(programme, town["id"], figures["indicator"], year)
            assessment(programme, town["id"], figures["points"][town["id"]], year)
    for one in figures["warning"]:
        warning(programme, one)
    for one in figures["task"]:
        task(programme, one)
    for one in figures["practice"]:
        practice(programme, one)


def _classes(programme: Programme, edition: dict[str, Any]) -> None:
    classes, features = (
        [{"name": name, "meaning": meaning} for name, meaning in edition[kind].items()]
        for kind in ("classes", "features")
    )
    programme.story(edition["on"]).give(
        "programme", "adopt-town-classes", "housing",
        catalogue=CATALOGUE, classes=classes, features=features, document=edition["document"],
    )  # fmt: skip
